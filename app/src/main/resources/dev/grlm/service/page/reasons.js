// What spoke for an item: how many times as likely each expert made it, and because of which item of
// the history.

import { el, hiddenText } from "./dom.js";
import { itemTitle } from "./item-line.js";
import { factor } from "./numbers.js";

const SHOWN = 4;

/** @param reasons of one item, the strongest first; null where the service cannot say */
export function reasonList(reasons) {
  if (!reasons || reasons.length === 0) {
    return null;
  }
  const strongest = Math.max(Math.abs(reasons[0].added), Number.MIN_VALUE);
  const weaker = reasons.slice(SHOWN).map((reason) => reason.words);
  return el(
    "ul",
    { class: "spoken", "aria-label": "What spoke for it" },
    reasons.slice(0, SHOWN).map((reason) => line(reason, strongest)),
    weaker.length > 0 && el("li", { class: "weaker" }, `Weaker: ${weaker.join(", ")}.`),
  );
}

function line({ words, added, because }, strongest) {
  const share = Math.min(1, Math.abs(added) / strongest);
  const times = factor(Math.exp(added));
  return el(
    "li",
    { class: added < 0 ? "against" : null },
    el("span", { class: "bar", "aria-hidden": "true", style: `--share: ${share}` }),
    el("span", { class: "factor", title: `Made it ${times} times as likely` }, `×${times}`, hiddenText(" as likely: ")),
    el("span", {}, words, because && ` ${because.link} `, because && itemTitle({ ...because, title: because.title || because.id })),
  );
}
