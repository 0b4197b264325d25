// How an item would be named, and whom it would meet there.

import { el } from "./dom.js";
import { itemList, nearItem } from "./item-line.js";
import { hint } from "./notice.js";
import { counted } from "./numbers.js";
import { termIdList } from "./terms.js";

export function proposalView(proposal) {
  return [
    el("h2", {}, proposal.known ? "Its Term ID stays" : "Proposed Term ID"),
    el("div", { class: "large-terms" }, termIdList(proposal.termId)),
    proposal.guessed && hint(el("p", {}, "No word of it is known to the run, so these are the commonest terms and say nothing about it.")),
    sharing(proposal),
    el("h3", {}, "Near it by text"),
    proposal.neighbors.length === 0
      ? el("p", { class: "hint" }, "Nothing is near.")
      : el("ul", { class: "item-list" }, proposal.neighbors.slice(0, 5).map((neighbor) => nearItem(neighbor, proposal.termId))),
  ];
}

function sharing({ sharing: others, alike }) {
  if (alike === 0) {
    return el("p", { class: "sole" }, "No other item has this Term ID.");
  }
  return el(
    "div",
    { class: "notice collision" },
    el("p", { class: "notice-title" }, `${counted(alike, "other item has", "other items have")} this Term ID`),
    el("p", {}, "Written words cannot tell them apart. A brand, a size or a color in the text may give it a name of its own."),
    itemList(others.slice(0, 5), () => ({ facts: true })),
  );
}
