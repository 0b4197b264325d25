// The fields of an item.

import { el, freshId, hiddenText } from "./dom.js";

export class ItemForm {
  #inputs = {};
  #further = el("div", { class: "stack" });
  #changed;

  /** @param changed called whenever something else stands in the form */
  constructor(item, changed) {
    this.#changed = changed;
    const add = el("button", { type: "button", class: "quiet", on: { click: () => this.#addField().querySelector("input").focus() } }, "Add a field");
    this.fields = el(
      "div",
      { class: "stack", on: { input: changed } },
      this.#field("id", "Id", { required: true, maxlength: 256, readonly: item !== null, value: item?.id }),
      this.#field("title", "Title", { value: item?.title }),
      this.#field("brand", "Brand", { value: item?.brand }),
      this.#field("categories", "Categories, from wide to narrow", { value: item?.categories.join(" › "), placeholder: "Home › Kitchen › Mugs" }),
      this.#field("moreCategories", "Further categories", { value: item?.moreCategories.join(", "), placeholder: "Gifts, Outdoor" }),
      this.#area("description", "Description", item?.description ?? ""),
      this.#field("domain", "Domain", { value: item?.domain }),
      el("fieldset", {}, el("legend", {}, "Further fields"), this.#further, add),
    );
    Object.entries(item?.fields ?? {}).forEach(([name, value]) => this.#addField(name, value));
  }

  /** As the service takes it; what is empty is left out. */
  value() {
    const text = (name) => this.#inputs[name].value.trim();
    const item = { id: text("id") };
    for (const name of ["title", "brand", "description", "domain"]) {
      if (text(name) !== "") {
        item[name] = text(name);
      }
    }
    const lists = { categories: parts(text("categories"), /[›>]/), moreCategories: parts(text("moreCategories"), /,/) };
    for (const [name, list] of Object.entries(lists)) {
      if (list.length > 0) {
        item[name] = list;
      }
    }
    for (const row of this.#further.children) {
      const [name, value] = [...row.querySelectorAll("input")].map((input) => input.value.trim());
      if (name !== "" && value !== "" && !(name in this.#inputs)) {
        item[name] = value;
      }
    }
    return item;
  }

  #field(name, words, attributes) {
    const id = freshId(name);
    const input = el("input", { id, type: "text", autocomplete: "off", ...attributes });
    this.#inputs[name] = input;
    return el("div", {}, el("label", { for: id }, words), input);
  }

  #area(name, words, value) {
    const id = freshId(name);
    const input = el("textarea", { id, rows: 4 }, value);
    this.#inputs[name] = input;
    return el("div", {}, el("label", { for: id }, words), input);
  }

  #addField(name = "", value = "") {
    const remove = el("button", { type: "button", class: "tool", title: "Remove this field" }, el("span", { "aria-hidden": "true" }, "×"), hiddenText("Remove this field"));
    const row = el(
      "div",
      { class: "field-row" },
      el("input", { type: "text", "aria-label": "Name of the field", placeholder: "color", value: name }),
      el("input", { type: "text", "aria-label": "Text of the field", placeholder: "blue", value }),
      remove,
    );
    remove.addEventListener("click", () => {
      row.remove();
      this.#changed();
    });
    this.#further.append(row);
    return row;
  }
}

function parts(text, separator) {
  return text.split(separator).map((part) => part.trim()).filter(Boolean);
}
