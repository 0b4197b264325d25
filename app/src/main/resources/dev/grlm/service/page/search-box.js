// <search-box>: a text field with a list of what the service finds (the ARIA combobox pattern).

import { announce } from "./announcer.js";
import { el, freshId } from "./dom.js";
import { inWords } from "./notice.js";
import { counted } from "./numbers.js";

const PAUSE_MS = 160;

/** @typedef {{value: string, label: string, detail?: string}} Option */

/**
 * Set `search` (query, signal → options) before use. Dispatches `pick` with the option as detail; with
 * the attribute `free`, Enter on a text that is not in the list dispatches `pick` for that text.
 */
export class SearchBox extends HTMLElement {
  search = async () => [];
  #input;
  #list;
  #message;
  #options = [];
  #active = -1;
  #timer = 0;
  #running = null;

  connectedCallback() {
    if (this.#input) {
      return;
    }
    const id = freshId("search");
    this.#list = el("ul", { id: `${id}-list`, role: "listbox", "aria-label": this.getAttribute("label"), hidden: true });
    this.#message = el("p", { class: "search-message", hidden: true });
    this.#input = el("input", {
      id,
      type: "text",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: this.getAttribute("placeholder"),
      value: this.getAttribute("value"),
      on: {
        input: () => this.#later(),
        focus: () => this.#find(),
        click: () => this.#find(),
        keydown: (event) => this.#key(event),
        blur: () => this.#close(),
      },
    });
    this.append(el("label", { for: id }, this.getAttribute("label")), this.#input, this.#list, this.#message);
  }

  disconnectedCallback() {
    this.#stop();
  }

  get value() {
    return this.#input.value;
  }

  set value(text) {
    this.#input.value = text;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), PAUSE_MS);
  }

  async #find() {
    this.#stop();
    const query = this.#input.value.trim();
    if (query === "" && !this.hasAttribute("eager")) {
      this.#close();
      return;
    }
    const running = new AbortController();
    this.#running = running;
    try {
      const options = await this.search(query, running.signal);
      if (!running.signal.aborted && document.activeElement === this.#input) {
        this.#open(options, query);
      }
    } catch (error) {
      if (!running.signal.aborted) {
        this.#say(inWords(error).join(": "));
      }
    }
  }

  #open(options, query) {
    this.#options = options;
    this.#active = -1;
    this.#list.replaceChildren(...options.map((option, at) => this.#row(option, at)));
    this.#list.hidden = options.length === 0;
    this.#input.setAttribute("aria-expanded", String(options.length > 0));
    this.#input.removeAttribute("aria-activedescendant");
    this.#message.hidden = true;
    if (options.length === 0) {
      this.#say(query === "" ? "Nothing to choose from." : `Nothing found for “${query}”.`);
    } else if (query !== "") {
      announce(`${counted(options.length, "suggestion")}.`);
    }
  }

  #row(option, at) {
    return el(
      "li",
      {
        id: `${this.#input.id}-${at}`,
        role: "option",
        "aria-selected": "false",
        // The field keeps the focus; otherwise its blur would close the list before the click.
        on: { pointerdown: (event) => event.preventDefault(), click: () => this.#pick(option) },
      },
      el("span", { class: "option-label" }, option.label),
      option.detail && el("span", { class: "option-detail" }, option.detail),
    );
  }

  #key(event) {
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) {
        this.#move(event.key === "ArrowDown" ? 1 : -1);
      } else {
        this.#find();
      }
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#enter();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.#close();
    }
  }

  #move(step) {
    const count = this.#options.length;
    const next = this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count;
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = next;
    const row = this.#list.children[next];
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", row.id);
  }

  #enter() {
    const text = this.#input.value.trim();
    const option = this.#list.hidden ? undefined : this.#options[this.#active];
    if (option) {
      this.#pick(option);
    } else if (this.hasAttribute("free") && text !== "") {
      this.#pick({ value: text, label: text });
    } else if (!this.#list.hidden && this.#options.length === 1) {
      this.#pick(this.#options[0]);
    }
  }

  #pick(option) {
    this.#stop();
    this.#close();
    this.#input.value = this.hasAttribute("keeps") ? option.label : "";
    this.dispatchEvent(new CustomEvent("pick", { detail: option }));
  }

  #say(text) {
    this.#message.textContent = text;
    this.#message.hidden = false;
    announce(text);
  }

  #close() {
    this.#stop();
    this.#list.hidden = true;
    this.#message.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }
}

customElements.define("search-box", SearchBox);

/** A search box with its search and what happens with a pick. */
export function searchBox(attributes, search, pick) {
  const box = el("search-box", { ...attributes, on: { pick: (event) => pick(event.detail, box) } });
  box.search = search;
  return box;
}
