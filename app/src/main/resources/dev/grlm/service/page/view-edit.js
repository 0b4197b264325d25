// Adding and changing an item. Its Term ID is proposed, and who shares it is shown, before it is saved.

import { announce } from "./announcer.js";
import { itemView, proposeItem, putItem } from "./api.js";
import { attempt } from "./attempt.js";
import { confirmed } from "./confirm.js";
import { el } from "./dom.js";
import { intoView } from "./into-view.js";
import { ItemForm } from "./item-form.js";
import { Loader } from "./loader.js";
import { proposalView } from "./proposal.js";
import { address, go, itemAddress } from "./router.js";

export const title = ({ name }) => (name === "" ? "Add an item" : `Change ${name}`);

export function mount(place) {
  const heading = el("h1", { tabindex: -1 });
  const content = el("div");
  const loader = new Loader(content, "Looking the item up …");
  place.append(el("p", { class: "crumb" }, el("a", { href: address("catalogue") }, "Catalogue"), " / item"), heading, content);
  return {
    update({ name }) {
      heading.textContent = name === "" ? "Add an item" : `Change ${name}`;
      content.replaceChildren();
      if (name === "") {
        loader.show(new Editor(null).root);
      } else {
        loader.run((signal) => itemView(name, signal), (item) => new Editor(item).root);
      }
    },
    dispose: () => loader.stop(),
  };
}

class Editor {
  #form;
  #proposal = el("section", { class: "proposal", "aria-label": "Proposal", tabindex: -1 });
  #loader = new Loader(this.#proposal, "Naming it …");
  #said = el("div", { class: "said" });
  #save = el("button", { type: "button", class: "primary", disabled: true, on: { click: () => this.#keep() } }, "Save");
  #actions = el("div", { class: "quiet-row actions" }, el("button", { type: "submit" }, "Propose its Term ID"), this.#save);
  #proposed = null;

  /** @param item to be changed; null for a new one */
  constructor(item) {
    this.#form = new ItemForm(item, () => this.#stale());
    this.#stale();
    const propose = (event) => {
      event.preventDefault();
      this.#propose();
    };
    const form = el(
      "form",
      { class: "item-form", "aria-label": "The item", on: { submit: propose } },
      this.#form.fields,
      this.#actions,
      el("p", { class: "hint" }, "Nothing is kept before it is saved."),
      this.#said,
    );
    this.root = el("div", { class: "edit-page" }, form, this.#proposal);
  }

  /** What was proposed or refused for other words says nothing about these. */
  #stale() {
    this.#proposed = null;
    this.#said.replaceChildren();
    this.#save.disabled = true;
    this.#loader.show(el("p", { class: "hint" }, "The Term ID is proposed by what stands in the form. It can be saved once it was looked at."));
  }

  #propose() {
    const item = this.#form.value();
    this.#loader.run((signal) => proposeItem(item, signal), (proposal) => {
      this.#proposed = { item, proposal };
      this.#save.disabled = false;
      announce(`Term ID: ${proposal.termId.join(", ")}.`);
      return proposalView(proposal);
    }).then(() => intoView(this.#proposal));
  }

  async #keep() {
    const { item, proposal } = this.#proposed;
    const words = `What is known of ${item.id} is replaced by what stands in the form. What was left out is gone; the Term ID stays.`;
    if (!proposal.known || (await confirmed("Replace what is known of it?", words, "Replace it"))) {
      attempt(this.#said, () => this.#put(item), `${item.id} is saved.`, () => go(itemAddress(item.id)));
    }
  }

  /** What is on its way is what stands in the form. */
  async #put(item) {
    const parts = [this.#form.fields, this.#actions];
    parts.forEach((part) => part.toggleAttribute("inert", true));
    try {
      return await putItem(item);
    } finally {
      parts.forEach((part) => part.toggleAttribute("inert", false));
    }
  }
}
