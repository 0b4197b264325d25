// An item in a list: its title, its Term ID, and what the list adds.

import { el } from "./dom.js";
import { itemAddress } from "./router.js";
import { termIdList } from "./terms.js";

export function itemTitle(item) {
  return el("a", { class: "item-title", href: itemAddress(item.id) }, item.title || item.id);
}

/** Id, brand and category, as far as the answer has them. */
export function itemFacts({ id, brand, categories = [] }) {
  const known = [brand, categories.join(" › ")].filter(Boolean);
  return el("p", { class: "item-facts" }, el("code", {}, id), known.map((text) => ` · ${text}`));
}

/** @param shared terms to highlight; `note` says in words what is common to them */
export function itemLine(item, { shared = [], note, more = [], facts = false } = {}) {
  return el("li", { class: "item-line" }, itemTitle(item), facts && itemFacts(item), termIdList(item.termId, shared, note), more);
}

export function itemList(items, options = () => ({})) {
  return el("ul", { class: "item-list" }, items.map((item) => itemLine(item, options(item))));
}

/** A neighbor with how near it is. */
export function nearItem(neighbor, terms) {
  const meter = el(
    "p",
    { class: "side-note" },
    el("span", { class: "bar", "aria-hidden": "true", style: `--share: ${Math.max(0, neighbor.cosine)}` }),
    `cosine ${neighbor.cosine.toFixed(2)}`,
  );
  return itemLine(neighbor, { shared: terms, note: "in this item too", more: [meter] });
}
