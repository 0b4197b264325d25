// An item in a list: its title, its Term ID, and what the list adds.

import { el } from "./dom.js";
import { itemAddress } from "./router.js";
import { termIdList } from "./terms.js";

export function itemTitle(item) {
  return el("a", { class: "item-title", href: itemAddress(item.id) }, item.title);
}

/** @param shared terms to highlight; `note` says in words what is common to them */
export function itemLine(item, { shared = [], note, more = [] } = {}) {
  return el("li", { class: "item-line" }, itemTitle(item), termIdList(item.termId, shared, note), more);
}

export function itemList(items, options = () => ({})) {
  return el("ul", { class: "item-list" }, items.map((item) => itemLine(item, options(item))));
}
