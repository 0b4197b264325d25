// How recommended items came into the list, in words: once for most of them, on a card for the others.

import { el } from "./dom.js";
import { counted } from "./numbers.js";

const SOURCES = {
  exact: ["Exact", () => "The model wrote this item's Term ID word for word.", "The model wrote the Term IDs word for word"],
  structural: [
    "Structural",
    (item) => `The model wrote “${item.generated?.join(" ") ?? ""}”; of all items this one's Term ID is closest.`,
    "The model wrote Term IDs that no item has, and these items' are closest",
  ],
  fallback: ["Fallback", () => "Filled in by the simple recommender, because the beams led to too few items.", "Filled in by the simple recommender"],
  scored: ["Scored", () => "Scored without written words.", "Scored without written words"],
  popularity: ["Popularity", () => "There is no history to go by; this is what is chosen most.", "What is chosen most"],
};

/** How most items of an answer came; null where there are none. */
export function commonSource(answer) {
  if (answer.basis === "popularity") {
    return "popularity";
  }
  const counts = new Map();
  answer.items.forEach(({ source }) => counts.set(source, (counts.get(source) ?? 0) + 1));
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [null, 0])[0];
}

/** What holds for all or most of the cards below, said once. */
export function groundingOfMost(answer, common) {
  const [name, , words] = SOURCES[common] ?? [common, null, common];
  const others = answer.items.filter(({ source }) => common !== "popularity" && source !== common).length;
  const rest = others === 0 ? "." : `, but for ${counted(others, "item")} that ${others === 1 ? "says" : "say"} so.`;
  return el("p", { class: "grounding" }, el("span", { class: "badge", "data-source": common }, name), " ", `${words}${rest}`);
}

/** Why this item came otherwise; null where it came as most did. */
export function groundingOf(item, common) {
  if (common === "popularity" || item.source === common) {
    return null;
  }
  const [name, words] = SOURCES[item.source] ?? [item.source, () => ""];
  return el("p", { class: "grounding" }, el("span", { class: "badge", "data-source": item.source }, name), " ", words(item));
}
