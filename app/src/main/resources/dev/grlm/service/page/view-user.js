// A user's page: the history, and the way to forget it.

import { announce } from "./announcer.js";
import { eraseUser, userView } from "./api.js";
import { attempt } from "./attempt.js";
import { confirmed } from "./confirm.js";
import { el } from "./dom.js";
import { itemList } from "./item-line.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { address, go } from "./router.js";

export const title = ({ name }) => `${name} – User`;

export function mount(place) {
  const heading = el("h1", { tabindex: -1 });
  const content = el("div");
  const loader = new Loader(content, "Reading the history …");
  place.append(el("p", { class: "crumb" }, el("a", { href: address("users") }, "Users"), " / user"), heading, content);
  return {
    update({ name }) {
      heading.textContent = name;
      content.replaceChildren();
      loader.run((signal) => userView(name, signal), (view) => {
        announce(`${view.id}: ${counted(view.history.length, "item")}.`);
        return page(view.id, remember(view.history));
      });
    },
    dispose: () => loader.stop(),
  };
}

function page(id, history) {
  const said = el("div", { class: "said" });
  const params = new URLSearchParams({ user: id });
  return [
    el(
      "p",
      { class: "quiet-row actions" },
      el("a", { class: "button primary", href: address("recommend", "", params) }, "What comes next?"),
      el("a", { class: "button", href: address("beams", "", params) }, "See the beams"),
      el("button", { type: "button", class: "danger", on: { click: () => erase(id, said) } }, "Erase this user"),
    ),
    said,
    el("h2", { class: "below" }, `History, newest first (${counted(history.length, "item")})`),
    history.length === 0 ? el("p", { class: "hint" }, "This user has no history.") : itemList(history.toReversed(), () => ({ facts: true })),
  ];
}

async function erase(id, said) {
  const words = `All that ${id} did is erased from the journal, and the user is forgotten by what answers, also one of the run's data. This cannot be undone.`;
  if (await confirmed("Erase this user?", words, "Erase for good")) {
    attempt(said, () => eraseUser(id), `${id} is erased.`, () => go(address("users")));
  }
}
