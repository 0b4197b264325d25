// A change that is made by a call: what is said while it runs, when it is done, and when it was refused.

import { announce } from "./announcer.js";
import { el } from "./dom.js";
import { errorNotice, hint } from "./notice.js";

const busy = new WeakSet();

/**
 * Shows in `place` what becomes of `change`; `done` gets its answer. Nothing happens while an attempt
 * of this place is on its way. Who has left the view meanwhile stays where they are: `done` is not
 * called then, and a refusal is said at the top of what is shown instead.
 */
export async function attempt(place, change, words, done) {
  if (busy.has(place)) {
    return;
  }
  busy.add(place);
  place.replaceChildren(el("p", { class: "waiting" }, "Saving …"));
  try {
    const answer = await change();
    place.replaceChildren();
    announce(words);
    if (place.isConnected) {
      done(answer);
    }
  } catch (error) {
    if (place.isConnected) {
      place.replaceChildren(errorNotice(error, () => attempt(place, change, words, done)));
    } else {
      sayElsewhere(error, change, words);
    }
  } finally {
    busy.delete(place);
  }
}

function sayElsewhere(error, change, words) {
  const notice = el("div", { class: "said" });
  const place = el("div", { class: "late" }, el("p", {}, `Not done: “${words}”`), notice);
  const again = () => attempt(notice, change, words, () => place.replaceChildren(hint(el("p", {}, words))));
  notice.append(errorNotice(error, again));
  document.getElementById("main").prepend(place);
}
