// The answer to an ask: the items by rank, each with the reason for it.

import { el, hiddenText } from "./dom.js";
import { commonSource, groundingOf, groundingOfMost } from "./grounding.js";
import { itemFacts, itemTitle } from "./item-line.js";
import { hint } from "./notice.js";
import { counted, percent } from "./numbers.js";
import { reasonList } from "./reasons.js";
import { termIdList } from "./terms.js";

/** @param how the element of an item's heading; `mark` gives what else is said of an item */
export function recommendationList(answer, how = {}) {
  const common = commonSource(answer);
  return [
    ignoredNotice(answer.ignored),
    answer.basis === "popularity" && popularityNotice(),
    answer.items.length > 0 && legend(answer, common),
    answer.items.length === 0
      ? hint(el("p", {}, "No item is left after the filters. Loosen them to see more."))
      : el("ol", { class: "recommendations" }, answer.items.map((item) => card(item, common, how))),
  ].filter(Boolean);
}

export function inShort(answer) {
  const first = answer.items[0];
  return first ? `${counted(answer.items.length, "recommendation")}, first: ${first.title || first.id}.` : "No recommendations.";
}

/** What every card would say otherwise. */
function legend(answer, common) {
  const shares = answer.items.some(({ sharedTerms }) => sharedTerms.length > 0);
  const generated = answer.items.some((item) => item.generated);
  return el(
    "div",
    { class: "legend" },
    groundingOfMost(answer, common),
    shares && el("p", {}, el("span", { class: "chip shared" }, "word"), " stands in the history, too."),
    generated && el("p", {}, "The percentage is an item's probability as the model sees it; × is how many times as likely a reason made it."),
  );
}

function card(item, common, { heading = "h3", mark = () => null }) {
  return el(
    "li",
    { class: "recommendation" },
    el("span", { class: "rank" }, hiddenText("Rank "), item.rank),
    el(
      "div",
      { class: "recommendation-body" },
      el(heading, {}, itemTitle(item)),
      mark(item),
      itemFacts(item),
      termIdList(item.termId, item.sharedTerms),
      reasonList(item.reasons),
      groundingOf(item, common),
    ),
    item.generated && likelihood(item.score),
  );
}

function likelihood(score) {
  return el("p", { class: "likelihood" }, el("strong", {}, percent(Math.exp(score))), el("span", {}, "likely"));
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
