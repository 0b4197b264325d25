// The view "Recommend".

import { announce } from "./announcer.js";
import { recommend, searchUsers } from "./api.js";
import { AskForm } from "./ask-form.js";
import { askBody, askParams, isComplete, readAsk } from "./ask.js";
import { el } from "./dom.js";
import { answerExports } from "./exports.js";
import { intoView } from "./into-view.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { inShort, recommendationList } from "./recommendation-list.js";
import { address } from "./router.js";

const SUGGESTED_USERS = 5;

export const title = () => "Recommend";

export function mount(place) {
  const results = el("section", { class: "results", "aria-labelledby": "results-title" });
  const loader = new Loader(results, "Writing five words for every beam …");
  let ask = null;
  const form = new AskForm("recommend", "Recommend", () => run());
  place.append(
    el(
      "div",
      { class: "two-columns" },
      el("div", { class: "side" }, el("h1", { tabindex: -1 }, "What comes next?"), form.root),
      results,
    ),
  );

  function run() {
    loader.run((signal) => recommend(askBody(ask), signal), showAnswer).then(() => intoView(results));
  }

  function showAnswer(answer) {
    remember(answer.items);
    announce(inShort(answer));
    return [heading(answer, ask), ...recommendationList(answer)];
  }

  return {
    update(route) {
      ask = readAsk(route.params);
      form.show(ask);
      if (isComplete(ask)) {
        run();
      } else {
        loader.show(welcome());
      }
    },
    dispose() {
      form.dispose();
      loader.stop();
    },
  };
}

function heading(answer, ask) {
  const whom = answer.user === null ? `after ${counted(answer.history.length, "item")}` : `for ${answer.user}`;
  return el(
    "div",
    { class: "results-head" },
    el("h2", { id: "results-title" }, `Recommended ${whom}`),
    el(
      "div",
      { class: "quiet-row" },
      answer.items.length > 0 && answerExports(answer),
      el("a", { class: "button", href: address("beams", "", askParams(ask)) }, "See the beams"),
    ),
  );
}

function welcome() {
  const users = el("ul", { class: "starters", "aria-label": "Users to begin with" });
  suggest(users);
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

async function suggest(list) {
  // Only a convenience: where it fails, the field beside it says why.
  const users = await searchUsers("", SUGGESTED_USERS).catch(() => []);
  list.append(...users.map((user) => el("li", {}, el("a", { class: "button", href: address("recommend", "", new URLSearchParams({ user })) }, user))));
}
