// A term's page: the items that have it, and the terms that stand beside it.

import { announce } from "./announcer.js";
import { termView } from "./api.js";
import { el } from "./dom.js";
import { itemLine } from "./item-line.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { address } from "./router.js";
import { termChip } from "./terms.js";

const FIRST_LIMIT = 20;
const LARGEST_LIMIT = 100;

export const title = ({ name }) => `${name} – Term`;

export function mount(place) {
  const heading = el("h1", { class: "term-heading", tabindex: -1 });
  const content = el("div");
  const loader = new Loader(content, "Looking the term up …");
  place.append(el("p", { class: "crumb" }, el("a", { href: address("catalogue") }, "Catalogue"), " / term"), heading, content);

  function load(term, limit) {
    loader.run((signal) => termView(term, limit, signal), (view) => {
      remember(view.examples);
      announce(`${view.term}: ${counted(view.items, "item")}.`);
      return page(view, limit, () => load(term, LARGEST_LIMIT));
    });
  }

  return {
    update({ name }) {
      heading.textContent = name;
      content.replaceChildren();
      load(name, FIRST_LIMIT);
    },
    dispose: () => loader.stop(),
  };
}

function page(view, limit, more) {
  const hasMore = view.items > view.examples.length && limit < LARGEST_LIMIT;
  return el(
    "div",
    { class: "term-page" },
    el(
      "section",
      { "aria-labelledby": "term-items" },
      el("h2", { id: "term-items" }, `${counted(view.items, "item")} with this term`),
      el("ul", { class: "item-list" }, view.examples.map((item) => example(item, view.term))),
      hasMore && el("button", { type: "button", on: { click: more } }, "Show more"),
    ),
    el(
      "section",
      { "aria-labelledby": "term-siblings" },
      el("h2", { id: "term-siblings" }, "Terms beside it"),
      siblings(view.siblings),
    ),
  );
}

function example(item, term) {
  const slot = el("p", { class: "side-note" }, `Word ${item.slot + 1} of ${item.termId.length}`);
  return itemLine(item, { shared: [term], note: "this term", more: [slot] });
}

function siblings(terms) {
  if (terms.length === 0) {
    return el("p", { class: "hint" }, "No other term stands beside it.");
  }
  return el(
    "ul",
    { class: "siblings" },
    terms.map(({ term, items }) => el("li", {}, termChip(term), el("span", { class: "side-note" }, counted(items, "item")))),
  );
}
