// An item's page: what is known of it, its Term ID, and what is near.

import { itemView, withdrawItem } from "./api.js";
import { attempt } from "./attempt.js";
import { confirmed } from "./confirm.js";
import { el } from "./dom.js";
import { nearItem } from "./item-line.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { address, go } from "./router.js";
import { termIdList } from "./terms.js";

export const title = ({ name }) => `${name} – Item`;

export function mount(place) {
  const heading = el("h1", { tabindex: -1 });
  const content = el("div");
  const loader = new Loader(content, "Looking the item up …");
  place.append(el("p", { class: "crumb" }, el("a", { href: address("catalogue") }, "Catalogue"), " / item"), heading, content);
  return {
    update({ name }) {
      heading.textContent = name;
      content.replaceChildren();
      loader.run((signal) => itemView(name, signal), (item) => {
        remember([item, ...item.neighbors]);
        heading.textContent = item.title || item.id;
        document.title = `${item.title || item.id} – GRLM`;
        return page(item);
      });
    },
    dispose: () => loader.stop(),
  };
}

function page(item) {
  const params = new URLSearchParams({ item: item.id });
  const said = el("div", { class: "said" });
  return [
    el("div", { class: "large-terms" }, termIdList(item.termId)),
    el(
      "p",
      { class: "quiet-row" },
      el("a", { class: "button primary", href: address("recommend", "", params) }, "What comes after it?"),
      el("a", { class: "button", href: address("edit", item.id) }, "Change"),
      el("button", { type: "button", class: "danger", on: { click: () => withdraw(item, said) } }, "Withdraw"),
      item.added && el("span", { class: "badge" }, "Added after the run"),
      item.guessed && el("span", { class: "badge" }, "Terms are guessed: no word of it is known"),
    ),
    said,
    el(
      "div",
      { class: "item-page" },
      el("section", { "aria-labelledby": "item-facts" }, el("h2", { id: "item-facts" }, "About it"), facts(item)),
      el(
        "section",
        { "aria-labelledby": "item-neighbors" },
        el("h2", { id: "item-neighbors" }, "Near it by text"),
        neighbors(item),
      ),
    ),
  ];
}

async function withdraw(item, said) {
  const words = `“${item.title || item.id}” (${item.id}) will not be recommended or found any more. It stays in histories, and is back when it is saved again.`;
  if (await confirmed("Withdraw this item?", words, "Withdraw it")) {
    attempt(said, () => withdrawItem(item.id), `${item.title || item.id} is withdrawn.`, () => go(address("catalogue")));
  }
}

function facts(item) {
  const entries = [
    ["Id", item.id],
    ["Brand", item.brand],
    ["Categories", item.categories.join(" › ")],
    ["Also in", item.moreCategories.join(", ")],
    ["Domain", item.domain],
    ["Description", item.description],
    ...Object.entries(item.fields ?? {}),
  ];
  const known = entries.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", { class: "facts" }, known.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]).flat());
}

function neighbors(item) {
  if (item.neighbors.length === 0) {
    return el("p", { class: "hint" }, "Nothing is near.");
  }
  return el("ul", { class: "item-list" }, item.neighbors.map((neighbor) => nearItem(neighbor, item.termId)));
}
