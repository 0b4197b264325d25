// One part of the page that shows the answer of a call. A newer call aborts the older one, so that a
// late answer never overwrites a newer one.

import { el } from "./dom.js";
import { errorNotice } from "./notice.js";

export class Loader {
  #place;
  #words;
  #running = null;

  /** @param words what is said while the first answer is awaited */
  constructor(place, words) {
    this.#place = place;
    this.#words = words;
  }

  /** `load(signal)` gives what `render` turns into the content, or into null to leave it as it is. */
  async run(load, render) {
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.#wait();
    try {
      const answer = await load(running.signal);
      if (!running.signal.aborted) {
        this.show(render(answer));
      }
    } catch (error) {
      if (!running.signal.aborted) {
        this.show(errorNotice(error, () => this.run(load, render)));
      }
    }
  }

  /** Replaces the content; an answer that is on its way is no longer wanted. */
  show(content) {
    this.stop();
    this.#place.removeAttribute("aria-busy");
    this.#place.replaceChildren(...[content].flat().filter(Boolean));
  }

  stop() {
    this.#running?.abort();
    this.#running = null;
  }

  #wait() {
    this.#place.setAttribute("aria-busy", "true");
    if (this.#place.childElementCount === 0) {
      this.#place.replaceChildren(el("p", { class: "waiting" }, this.#words));
    }
  }
}
