// A change that is made by a call: what is said while it runs, when it is done, and when it was refused.

import { announce } from "./announcer.js";
import { el } from "./dom.js";
import { errorNotice } from "./notice.js";

/** Shows in `place` what becomes of `change`; `done` gets its answer. */
export async function attempt(place, change, words, done) {
  place.replaceChildren(el("p", { class: "waiting" }, "Saving …"));
  try {
    const answer = await change();
    place.replaceChildren();
    announce(words);
    done(answer);
  } catch (error) {
    place.replaceChildren(errorNotice(error, () => attempt(place, change, words, done)));
  }
}
