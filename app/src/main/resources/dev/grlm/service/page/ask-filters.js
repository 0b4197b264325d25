// The optional part of an ask: how many items, of which categories, without which items.

import { DEFAULT_K, LARGEST_K, filterCount } from "./ask.js";
import { el, freshId } from "./dom.js";
import { knownItem } from "./known-items.js";
import { searchBox } from "./search-box.js";
import { itemOptions } from "./searches.js";
import { tagList } from "./tag-list.js";

export class AskFilters {
  #summary = el("span", { class: "filter-count" });
  #k = el("input", { type: "number", id: freshId("k"), min: 1, max: LARGEST_K, step: 1 });
  #categories = el("div");
  #exclude = el("div");
  #ask = null;
  #changed;

  /** @param changed called with the keys of the ask that are to change */
  constructor(changed) {
    this.#changed = changed;
    this.#k.addEventListener("change", () => this.#takeK());
    this.root = el(
      "details",
      { class: "filters" },
      el("summary", {}, "Filters ", this.#summary),
      el(
        "div",
        { class: "stack" },
        el("div", { class: "field-short" }, el("label", { for: this.#k.id }, "How many items"), this.#k),
        this.#categoryField(),
        this.#categories,
        this.#excludeField(),
        this.#exclude,
      ),
    );
  }

  show(ask) {
    this.#ask = ask;
    this.#k.value = ask.k;
    const used = filterCount(ask);
    this.#summary.textContent = used === 0 ? "" : `${used} in use`;
    this.#categories.replaceChildren(
      tagList("Only these categories", ask.categories, (name) => name, (name) => this.#without("categories", name)),
    );
    this.#exclude.replaceChildren(
      tagList("Never these items", ask.exclude, (id) => knownItem(id).title, (id) => this.#without("exclude", id)),
    );
  }

  #takeK() {
    const k = Math.round(this.#k.valueAsNumber);
    this.#changed({ k: Number.isNaN(k) ? DEFAULT_K : Math.min(Math.max(k, 1), LARGEST_K) });
  }

  #categoryField() {
    const id = freshId("category");
    const field = el("input", { id, type: "text", placeholder: "Name of a category" });
    const add = (event) => {
      event.preventDefault();
      const name = field.value.trim();
      field.value = "";
      if (name !== "") {
        this.#with("categories", name);
      }
    };
    field.addEventListener("keydown", (event) => event.key === "Enter" && add(event));
    const button = el("button", { type: "button", on: { click: add } }, "Add");
    return el("div", {}, el("label", { for: id }, "Only of these categories"), el("div", { class: "field-row" }, field, button));
  }

  #excludeField() {
    const attributes = { label: "Without these items", placeholder: "Search by title, word or id" };
    return searchBox(attributes, itemOptions, (option) => this.#with("exclude", option.value));
  }

  #with(key, value) {
    const values = this.#ask[key];
    if (!values.includes(value)) {
      this.#changed({ [key]: [...values, value] });
    }
  }

  #without(key, value) {
    this.#changed({ [key]: this.#ask[key].filter((other) => other !== value) });
  }
}
