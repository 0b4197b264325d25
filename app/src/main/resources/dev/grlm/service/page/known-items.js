// Titles and Term IDs of items that were seen, because some answers name items by their ids only.

import { itemView } from "./api.js";

const AT_ONCE = 6;
const known = new Map();

/** @typedef {{id: string, title: string, termId: string[]}} Item */

export function remember(items) {
  items.forEach(({ id, title, termId }) => known.set(id, { id, title: title || id, termId }));
  return items;
}

/** The item as far as it is known; its id stands in for an unknown title. */
export function knownItem(id) {
  return known.get(id) ?? { id, title: id, termId: [] };
}

/** The items of the ids, in their order; unknown ones are asked for, a few at a time. */
export async function lookUp(ids, signal) {
  const missing = [...new Set(ids)].filter((id) => !known.has(id));
  for (let first = 0; first < missing.length; first += AT_ONCE) {
    const part = missing.slice(first, first + AT_ONCE);
    // An item that is gone keeps its id for a title.
    await Promise.all(part.map((id) => itemView(id, signal).then((item) => remember([item]), ignore(signal))));
  }
  return ids.map(knownItem);
}

function ignore(signal) {
  return () => signal?.throwIfAborted();
}
