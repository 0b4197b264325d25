// The fields of an item. What nobody touched stays as it was, also where a control cannot show it
// all: a field of one line has no line breaks.

import { el, freshId, hiddenText } from "./dom.js";

const TEXTS = ["title", "brand", "description", "domain"];
const LISTS = ["categories", "moreCategories"];
const OWN = new Set(["id", ...TEXTS, ...LISTS, "more_categories"]);

export class ItemForm {
  #item;
  #inputs = {};
  #originals = new Map();
  #rows = [];
  #further = el("div", { class: "stack" });
  #fault = el("p", { class: "fault", "aria-live": "polite" });
  #changed;

  /**
   * @param item to be changed; null for a new one
   * @param changed called whenever something else stands in the form
   */
  constructor(item, changed) {
    this.#item = item;
    this.#changed = () => {
      this.#checkNames();
      changed();
    };
    const add = el("button", { type: "button", class: "quiet", on: { click: () => this.#addField().focus() } }, "Add a field");
    this.fields = el(
      "div",
      { class: "stack", on: { input: this.#changed } },
      this.#field("id", "Id", item?.id, { required: true, maxlength: item === null && 256, readonly: item !== null }),
      this.#field("title", "Title", item?.title),
      this.#field("brand", "Brand", item?.brand),
      this.#list("categories", "Categories, from wide to narrow, one a line", item?.categories, "Home\nKitchen\nMugs"),
      this.#list("moreCategories", "Further categories, one a line", item?.moreCategories, "Gifts\nOutdoor"),
      this.#area("description", "Description", item?.description),
      this.#field("domain", "Domain", item?.domain),
      el("fieldset", {}, el("legend", {}, "Further fields"), this.#further, this.#fault, add),
    );
    Object.entries(item?.fields ?? {}).forEach(([name, value]) => this.#addField(name, value));
    this.#checkNames();
  }

  /** As the service takes it; what is empty is left out. */
  value() {
    const entries = [["id", this.#item?.id ?? this.#text(this.#inputs.id)]];
    TEXTS.forEach((name) => entries.push([name, this.#text(this.#inputs[name])]));
    LISTS.forEach((name) => entries.push([name, this.#lines(name)]));
    const own = entries.filter(([, content]) => content.length > 0);
    const further = this.#rows.filter((row) => this.#says(row)).map(({ name, value }) => [this.#text(name), this.#text(value)]);
    // Made of entries, so that a field may have any name.
    return Object.fromEntries([...own, ...further]);
  }

  /** An item may have come with a field without text. */
  #says({ name, value }) {
    const came = this.#originals.get(name).content !== "" && this.#isUntouched(value);
    return this.#text(name) !== "" && (came || this.#text(value) !== "");
  }

  /** What stood there at first, unless it was touched. */
  #text(control) {
    return this.#isUntouched(control) ? this.#originals.get(control).content : control.value.trim();
  }

  #lines(name) {
    const control = this.#inputs[name];
    const before = this.#originals.get(control).content;
    if (this.#isUntouched(control)) {
      return before;
    }
    const lines = control.value.split("\n").map((line) => line.trim()).filter(Boolean);
    return lines.map((line) => before.find((original) => asLine(original) === line) ?? line);
  }

  #isUntouched(control) {
    return control.value === this.#originals.get(control).shown;
  }

  /** A control has what it shows in its value; its default value still has the line breaks. */
  #kept(control, content) {
    this.#originals.set(control, { content, shown: control.value });
    return control;
  }

  #field(name, words, text = "", attributes = {}) {
    return this.#labelled(name, words, this.#kept(oneLine(text, { autocomplete: "off", ...attributes }), text));
  }

  #area(name, words, text = "") {
    return this.#labelled(name, words, this.#kept(el("textarea", { rows: 4 }, text), text));
  }

  #list(name, words, list = [], placeholder) {
    const area = el("textarea", { rows: 3, placeholder }, list.map(asLine).join("\n"));
    return this.#labelled(name, words, this.#kept(area, list));
  }

  #labelled(name, words, control) {
    control.id = freshId(name);
    this.#inputs[name] = control;
    return el("div", {}, el("label", { for: control.id }, words), control);
  }

  /** @returns the control of its name */
  #addField(nameText = "", text = "") {
    const remove = el("button", { type: "button", class: "tool", title: "Remove this field" }, el("span", { "aria-hidden": "true" }, "×"), hiddenText("Remove this field"));
    const name = this.#kept(oneLine(nameText, { "aria-label": "Name of the field", placeholder: "color" }), nameText);
    const value = this.#kept(oneLine(text, { "aria-label": "Text of the field", placeholder: "blue" }), text);
    const root = el("div", { class: "field-row" }, name, value, remove);
    remove.addEventListener("click", () => {
      root.remove();
      this.#rows = this.#rows.filter((row) => row.name !== name);
      this.#changed();
    });
    this.#rows.push({ name, value });
    this.#further.append(root);
    return name;
  }

  /** A name that is taken would be lost without a word. */
  #checkNames() {
    const before = new Set();
    const faults = this.#rows.map((row) => {
      const name = this.#text(row.name);
      const fault = faultOf(name, this.#text(row.value), before);
      before.add(name);
      row.name.setCustomValidity(fault);
      return fault;
    });
    this.#fault.textContent = faults.find((fault) => fault !== "") ?? "";
  }
}

function faultOf(name, value, before) {
  if (name === "") {
    return value === "" ? "" : `“${value}” needs a name.`;
  }
  if (OWN.has(name)) {
    return `“${name}” is no name for a further field: an item has it already.`;
  }
  return before.has(name) ? `“${name}” stands there twice.` : "";
}

/** An area only where the text has lines, as a field of one line would drop the breaks. */
function oneLine(text, attributes) {
  return /[\r\n]/.test(text) ? el("textarea", { rows: 2, ...attributes }, text) : el("input", { type: "text", value: text, ...attributes });
}

function asLine(text) {
  return text.replace(/\s+/g, " ").trim();
}
