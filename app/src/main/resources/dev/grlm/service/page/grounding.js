// How a recommended item came into the list, in words.

import { el } from "./dom.js";

const SOURCES = {
  exact: ["Exact", () => "The model wrote this item's Term ID word for word."],
  structural: ["Structural", (item) => `The model wrote “${item.generated?.join(" ") ?? ""}”; of all items this one's Term ID is closest.`],
  fallback: ["Fallback", () => "Filled in by the simple recommender, because the beams led to too few items."],
  scored: ["Scored", () => "Scored without written words."],
  popularity: ["Popularity", () => "There is no history to go by; this is what is chosen most."],
};

export function groundingOf(item, basis) {
  const source = basis === "popularity" ? "popularity" : item.source;
  const [name, words] = SOURCES[source] ?? [source, () => ""];
  return el(
    "p",
    { class: "grounding" },
    el("span", { class: "badge", "data-source": source }, name),
    " ",
    words(item),
  );
}
