// The view "Catalogue": the way to items and terms.

import { announce } from "./announcer.js";
import { searchItems } from "./api.js";
import { el } from "./dom.js";
import { itemList } from "./item-line.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { hint } from "./notice.js";
import { counted } from "./numbers.js";
import { address, go } from "./router.js";
import { termChip } from "./terms.js";

const LIMIT = 40;

export const title = ({ params }) => (params.get("query") ? `${params.get("query")} – Catalogue` : "Catalogue");

export function mount(place) {
  const field = el("input", { id: "catalogue-query", type: "search", placeholder: "For example rose soap", spellcheck: "false" });
  const results = el("section", { "aria-label": "Found items" });
  const loader = new Loader(results, "Searching …");
  const submit = (event) => {
    event.preventDefault();
    const query = field.value.trim();
    go(address("catalogue", "", new URLSearchParams(query === "" ? {} : { query })));
  };
  place.append(
    el("h1", { tabindex: -1 }, "Catalogue"),
    el(
      "form",
      { class: "search-form", role: "search", on: { submit } },
      el("label", { for: "catalogue-query" }, "Words of a title or a Term ID, or an item's id"),
      el("div", { class: "field-row" }, field, el("button", { type: "submit", class: "primary" }, "Search")),
    ),
    results,
  );
  return {
    update({ params }) {
      const query = params.get("query") ?? "";
      field.value = query;
      if (query === "") {
        loader.show(hint(el("p", {}, "Search for an item; from there every term leads to its own page.")));
      } else {
        loader.run((signal) => searchItems(query, LIMIT, signal), (items) => found(remember(items), query));
      }
    },
    dispose: () => loader.stop(),
  };
}

function found(items, query) {
  const words = query.toLowerCase().split(/\s+/);
  const terms = [...new Set(items.flatMap((item) => item.termId))].filter((term) => words.includes(term));
  const sum = items.length === 0 ? `Nothing found for “${query}”.` : `${counted(items.length, "item")} found${items.length === LIMIT ? ", there may be more" : ""}.`;
  announce(sum);
  return [
    terms.length > 0 && el("p", { class: "term-jump" }, "Pages of these terms: ", terms.map((term) => [termChip(term), " "]).flat()),
    el("p", { class: "sum" }, sum),
    itemList(items, () => ({ shared: words, note: "searched for" })),
  ];
}
