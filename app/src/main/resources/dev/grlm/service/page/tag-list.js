// Chosen values as tags that can be taken away again.

import { el, hiddenText } from "./dom.js";

/** @param title gives the words for a value */
export function tagList(label, values, title, remove) {
  return el("ul", { class: "tags", "aria-label": label }, values.map((value) => tag(title(value), () => remove(value))));
}

function tag(text, remove) {
  return el(
    "li",
    {},
    el("span", {}, text),
    el(
      "button",
      { type: "button", class: "tool", on: { click: remove } },
      el("span", { "aria-hidden": "true" }, "×"),
      hiddenText(`Remove ${text}`),
    ),
  );
}
