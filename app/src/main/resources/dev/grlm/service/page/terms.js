// Term chips. Every one leads to its term's page, and lights up its namesakes while it is pointed at.

import { el, hiddenText } from "./dom.js";
import { termAddress } from "./router.js";

export function termChip(term, shared = false, note = "in the history too") {
  return el(
    "a",
    { class: shared ? "chip shared" : "chip", href: termAddress(term), "data-term": term },
    term,
    shared && hiddenText(` (${note})`),
  );
}

/** A Term ID in slot order. */
export function termIdList(terms, shared = [], note) {
  return el(
    "ol",
    { class: "term-id", "aria-label": "Term ID" },
    terms.map((term) => el("li", {}, termChip(term, shared.includes(term), note))),
  );
}

/** Chips of one term answer each other while one of them is pointed at or has the focus. */
export function startEcho(root) {
  const light = (event) => echo(root, event.target.closest?.("[data-term]")?.dataset.term);
  const dim = () => echo(root, undefined);
  root.addEventListener("pointerover", light);
  root.addEventListener("focusin", light);
  root.addEventListener("pointerleave", dim);
  root.addEventListener("focusout", dim);
}

function echo(root, term) {
  root.querySelectorAll(".chip.echo").forEach((chip) => chip.classList.remove("echo"));
  if (term !== undefined) {
    root.querySelectorAll(`.chip[data-term="${CSS.escape(term)}"]`).forEach((chip) => chip.classList.add("echo"));
  }
}
