// The answer to an ask: the items by rank, each with the reason for it.

import { el, hiddenText } from "./dom.js";
import { groundingOf } from "./grounding.js";
import { itemTitle } from "./item-line.js";
import { hint } from "./notice.js";
import { counted, percent } from "./numbers.js";
import { reasonList } from "./reasons.js";
import { termIdList } from "./terms.js";

export function recommendationList(answer) {
  return [
    ignoredNotice(answer.ignored),
    answer.basis === "popularity" && popularityNotice(),
    answer.items.length === 0
      ? hint(el("p", {}, "No item is left after the filters. Loosen them to see more."))
      : el("ol", { class: "recommendations" }, answer.items.map((item) => card(item, answer.basis))),
  ].filter(Boolean);
}

export function inShort(answer) {
  const first = answer.items[0];
  return first ? `${counted(answer.items.length, "recommendation")}, first: ${first.title}.` : "No recommendations.";
}

function card(item, basis) {
  return el(
    "li",
    { class: "recommendation" },
    el("span", { class: "rank" }, hiddenText("Rank "), item.rank),
    el(
      "div",
      { class: "recommendation-body" },
      el("h3", {}, itemTitle(item)),
      termIdList(item.termId, item.sharedTerms),
      basis !== "popularity" && el("p", { class: "reason" }, reason(item)),
      reasonList(item.reasons),
      groundingOf(item, basis),
    ),
    item.generated && likelihood(item.score),
  );
}

function reason({ sharedTerms }) {
  return sharedTerms.length === 0
    ? "Shares no term with the history."
    : `Shares ${sharedTerms.join(", ")} with the history.`;
}

function likelihood(score) {
  return el(
    "p",
    { class: "likelihood", title: "Probability of the item, as the model sees it; of the five words, where it does not score items" },
    el("strong", {}, percent(Math.exp(score))),
    el("span", {}, "likely"),
  );
}

function ignoredNotice(ignored) {
  if (ignored.length === 0) {
    return null;
  }
  const text = `${counted(ignored.length, "item")} of the history not in this catalogue, and ignored: ${ignored.join(", ")}.`;
  return hint(el("p", {}, text));
}

function popularityNotice() {
  return hint(el("p", {}, "There is no history to go by, so this is what is chosen most."));
}
