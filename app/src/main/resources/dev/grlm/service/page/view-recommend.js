// The view "Recommend".

import { announce } from "./announcer.js";
import { health, recommend, searchUsers } from "./api.js";
import { AskForm } from "./ask-form.js";
import { askBody, askParams, isComplete, readAsk } from "./ask.js";
import { el } from "./dom.js";
import { answerExports } from "./exports.js";
import { intoView } from "./into-view.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { inShort, recommendationList } from "./recommendation-list.js";
import { address, go } from "./router.js";
import { SideBySide } from "./side-by-side.js";

const SUGGESTED_USERS = 5;

export const title = () => "Recommend";

export function mount(place) {
  const results = el("section", { class: "results", "aria-labelledby": "results-title" });
  const loader = new Loader(results, "Writing five words for every beam …");
  const pair = new SideBySide();
  const leaving = new AbortController();
  let ask = null;
  const both = el("input", { type: "checkbox", on: { change: () => go(address("recommend", "", askParams({ ...ask, beside: both.checked }))) } });
  const choice = el("label", { class: "choice", hidden: true }, both, "Both runs side by side");
  const form = new AskForm("recommend", "Recommend", () => run(), choice);
  const runs = runsThatAnswer(leaving.signal);
  runs.then((names) => {
    choice.hidden = names.length < 2;
  });
  place.append(
    el(
      "div",
      { class: "two-columns" },
      el("div", { class: "side" }, el("h1", { tabindex: -1 }, "What comes next?"), form.root),
      results,
    ),
  );

  async function run() {
    if (ask.beside) {
      const asked = ask;
      const names = await runs;
      if (ask !== asked || leaving.signal.aborted) {
        return;
      }
      if (names.length === 2) {
        loader.show([heading(whomOf(ask), null, ask), pair.root]);
        await pair.run(askBody(ask), names);
        intoView(results);
        return;
      }
    }
    pair.stop();
    loader.run((signal) => recommend(askBody(ask), signal), showAnswer).then(() => intoView(results));
  }

  function showAnswer(answer) {
    remember(answer.items);
    announce(inShort(answer));
    const whom = answer.user === null ? `after ${counted(answer.history.length, "item")}` : `for ${answer.user}`;
    return [heading(whom, answer.items.length > 0 && answerExports(answer), ask), ...recommendationList(answer)];
  }

  return {
    update(route) {
      ask = readAsk(route.params);
      both.checked = ask.beside;
      form.show(ask);
      if (isComplete(ask)) {
        run();
      } else {
        pair.stop();
        loader.show(welcome(ask));
      }
    },
    dispose() {
      leaving.abort();
      form.dispose();
      pair.stop();
      loader.stop();
    },
  };
}

/** Names of the runs that answer, A before B. Where nobody can say there is one, as mostly. */
async function runsThatAnswer(signal) {
  const { run, against } = await health(signal).catch(() => ({ run: "", against: null }));
  return [run, against].filter((name) => name !== null);
}

const whomOf = ({ by, user, history }) => (by === "user" ? `for ${user}` : `after ${counted(history.length, "item")}`);

function heading(whom, exports, ask) {
  return el(
    "div",
    { class: "results-head" },
    el("h2", { id: "results-title" }, `Recommended ${whom}`),
    el(
      "div",
      { class: "quiet-row" },
      exports,
      el("a", { class: "button", href: address("beams", "", askParams(ask)) }, "See the beams"),
    ),
  );
}

function welcome(ask) {
  const users = el("ul", { class: "starters", "aria-label": "Users to begin with" });
  suggest(users, ask);
  return el(
    "div",
    { class: "welcome" },
    el("h2", { id: "results-title" }, "Every item is five words"),
    el(
      "p",
      {},
      "The model reads the words of a history and writes the words of the next item, one after the other. ",
      "Whatever it recommends can therefore be read: the words in common are the reason.",
    ),
    el("p", {}, "Pick a user, or compose a history of your own."),
    users,
  );
}

async function suggest(list, ask) {
  // Only a convenience: where it fails, the field beside it says why.
  const users = await searchUsers("", SUGGESTED_USERS).catch(() => []);
  const link = (user) => el("a", { class: "button", href: address("recommend", "", askParams({ ...ask, by: "user", user })) }, user);
  list.append(...users.map((user) => el("li", {}, link(user))));
}
