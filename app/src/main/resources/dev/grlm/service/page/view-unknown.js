// An address that no view answers to.

import { el } from "./dom.js";
import { address } from "./router.js";

export const title = () => "Not found";

export function mount(place) {
  place.append(
    el("h1", { tabindex: -1 }, "There is no such view"),
    el("p", {}, "The address may be mistyped. ", el("a", { href: address("recommend") }, "Begin with a recommendation.")),
  );
  return { update() {}, dispose() {} };
}
