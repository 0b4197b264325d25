// The view "Catalogue": the way to items and terms.

import { announce } from "./announcer.js";
import { searchItems } from "./api.js";
import { el } from "./dom.js";
import { itemList } from "./item-line.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { PAGE, pageOf, pager } from "./pager.js";
import { address, go } from "./router.js";
import { termChip } from "./terms.js";

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
    el(
      "div",
      { class: "title-row" },
      el("h1", { tabindex: -1 }, "Catalogue"),
      el("a", { class: "button", href: address("edit") }, "Add an item"),
    ),
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
      const page = pageOf(params);
      field.value = query;
      // One more than is shown tells whether there is another page.
      loader.run((signal) => searchItems(query, PAGE + 1, signal, (page - 1) * PAGE), (items) => found(remember(items), query, page));
    },
    dispose: () => loader.stop(),
  };
}

function found(all, query, page) {
  const items = all.slice(0, PAGE);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const terms = [...new Set(items.flatMap((item) => item.termId))].filter((term) => words.includes(term));
  const sum = inWords(all, items, query, page);
  announce(sum);
  return [
    terms.length > 0 && el("p", { class: "term-jump" }, "Pages of these terms: ", terms.map((term) => [termChip(term), " "]).flat()),
    el("p", { class: "sum" }, sum),
    itemList(items, () => ({ shared: words, note: "searched for", facts: true })),
    pager(page, all.length > PAGE, (other) => address("catalogue", "", new URLSearchParams({ ...(query && { query }), page: other }))),
  ];
}

function inWords(all, items, query, page) {
  if (items.length === 0) {
    return query === "" ? "There are no items here." : `Nothing found for “${query}”.`;
  }
  const first = (page - 1) * PAGE + 1;
  const shown = `${first} to ${first + items.length - 1}`;
  if (query === "") {
    return `Items ${shown}, in the catalogue's order.`;
  }
  return page === 1 && all.length <= PAGE ? `${counted(items.length, "item")} found.` : `Items ${shown} of those found, best match first.`;
}
