// The history that a person composes: adding, moving and removing items.

import { announce } from "./announcer.js";
import { el, hiddenText } from "./dom.js";
import { itemTitle } from "./item-line.js";
import { knownItem } from "./known-items.js";
import { searchBox } from "./search-box.js";
import { itemOptions } from "./searches.js";
import { termIdList } from "./terms.js";

export class HistoryEditor {
  #list = el("ol", { class: "history-editor" });
  #empty = el("p", { class: "hint" }, "Nothing yet. What was bought first comes first.");
  #ids = [];
  #drawn = "";
  #changed;

  /** @param changed called with the new ids after every step of the person */
  constructor(changed) {
    this.#changed = changed;
    const attributes = { label: "Add an item", placeholder: "Search by title, word or id" };
    const box = searchBox(attributes, itemOptions, (option) => this.#add(option));
    this.root = el("div", { class: "stack" }, box, this.#empty, this.#list);
  }

  show(ids) {
    const items = ids.map(knownItem);
    const shown = JSON.stringify(items);
    if (shown === this.#drawn) {
      // The address repeats what the person just did; drawing it again would take the focus away.
      return;
    }
    this.#drawn = shown;
    this.#ids = [...ids];
    this.#empty.hidden = ids.length > 0;
    this.#list.replaceChildren(...items.map((item, at) => this.#row(item, at)));
  }

  #row(item, at) {
    const last = this.#ids.length - 1;
    return el(
      "li",
      {},
      el("div", { class: "history-item" }, itemTitle(item), termIdList(item.termId)),
      el(
        "div",
        { class: "row-tools" },
        tool("↑", `Move ${item.title} up`, at === 0, () => this.#move(at, at - 1)),
        tool("↓", `Move ${item.title} down`, at === last, () => this.#move(at, at + 1)),
        tool("×", `Remove ${item.title}`, false, () => this.#remove(at)),
      ),
    );
  }

  #add({ value, label }) {
    this.#change([...this.#ids, value], `${label} added.`);
  }

  #remove(at) {
    const title = knownItem(this.#ids[at]).title;
    this.#change(this.#ids.toSpliced(at, 1), `${title} removed.`);
    this.#focus(Math.min(at, this.#ids.length - 1), 2);
  }

  #move(from, to) {
    const ids = this.#ids.toSpliced(from, 1).toSpliced(to, 0, this.#ids[from]);
    this.#change(ids, `${knownItem(this.#ids[from]).title} is now at place ${to + 1}.`);
    this.#focus(to, to < from ? 0 : 1);
  }

  #change(ids, words) {
    this.show(ids);
    announce(words);
    this.#changed(ids);
  }

  /** The list was drawn anew; the person's place in it must not be lost. */
  #focus(row, button) {
    const tools = [...(this.#list.children[row]?.querySelectorAll("button") ?? [])];
    const target = tools[button]?.disabled ? tools[1 - button] : tools[button];
    (target?.disabled ? tools[2] : target)?.focus();
    if (tools.length === 0) {
      this.root.querySelector("input").focus();
    }
  }
}

function tool(sign, words, disabled, click) {
  return el(
    "button",
    { type: "button", class: "tool", title: words, disabled, on: { click } },
    el("span", { "aria-hidden": "true" }, sign),
    hiddenText(words),
  );
}
