// Both runs of an experiment, asked the same: a list of each, and what of one stands in the other.
// An answer of a run that was asked by name counts as shown to nobody.

import { announce } from "./announcer.js";
import { recommend } from "./api.js";
import { el, freshId } from "./dom.js";
import { answerExports } from "./exports.js";
import { remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { counted } from "./numbers.js";
import { recommendationList } from "./recommendation-list.js";

export class SideBySide {
  #sum = el("p", { class: "in-common" });
  #sides = ["A", "B"].map(side);
  root = el(
    "div",
    { class: "stack" },
    el("div", {}, this.#sum, el("p", { class: "hint" }, "Asked here, neither list counts as shown: the figures of the experiment stay as they are.")),
    el("div", { class: "beside" }, this.#sides.map(({ root }) => root)),
  );

  /**
   * Each side by itself, so that neither waits for the other or fails with it.
   *
   * @param names of the runs, A before B
   */
  run(body, names) {
    this.#sum.textContent = "Both runs are asked …";
    this.#sides.forEach((one, at) => {
      one.answer = null;
      one.name.textContent = names[at];
    });
    return Promise.all(this.#sides.map((one) => this.#ask(one, body)));
  }

  stop() {
    this.#sides.forEach(({ loader }) => loader.stop());
  }

  #ask(one, body) {
    return one.loader.run(
      async (signal) => {
        try {
          return await recommend({ ...body, arm: one.arm }, signal);
        } catch (error) {
          if (!signal.aborted) {
            this.#sum.textContent = "Not both runs have answered, so that nothing can be compared.";
          }
          throw error;
        }
      },
      (answer) => this.#show(one, answer),
    );
  }

  #show(one, answer) {
    remember(answer.items);
    one.answer = answer;
    one.name.textContent = answer.run;
    one.marks = new Map(answer.items.map(({ id }) => [id, el("p", { class: "mark" })]));
    this.#compare();
    return [
      ...recommendationList(answer, { heading: "h4", mark: ({ id }) => one.marks.get(id) }),
      answer.items.length > 0 && answerExports(answer, one.arm),
    ];
  }

  #compare() {
    const [a, b] = this.#sides;
    if (a.answer !== null && b.answer !== null) {
      mark(a, b);
      mark(b, a);
      const words = inCommon(a.answer.items, b.answer.items);
      this.#sum.textContent = words;
      announce(words);
    }
  }
}

function side(arm) {
  const id = freshId("run");
  const place = el("div", { class: "stack" });
  const name = el("span", { class: "run-name" });
  return {
    arm,
    name,
    answer: null,
    marks: new Map(),
    loader: new Loader(place, "Writing five words for every beam …"),
    root: el("section", { class: "run-list", "aria-labelledby": id }, el("h3", { id }, `${arm}: `, name), place),
  };
}

/** Says of every item of `one` where it stands in the list of `other`. */
function mark(one, other) {
  const ranks = new Map(other.answer.items.map(({ id, rank }) => [id, rank]));
  one.marks.forEach((place, id) => {
    const rank = ranks.get(id);
    const badge = (kind, words) => el("span", { class: "badge", "data-in": kind }, words);
    place.replaceChildren(...(rank === undefined ? [badge("one", `Only in ${one.arm}`)] : [badge("both", "In both"), ` at ${rank} in ${other.arm}`]));
  });
}

function inCommon(a, b) {
  const ranks = new Map(b.map(({ id, rank }) => [id, rank]));
  const both = a.filter(({ id }) => ranks.has(id));
  const same = both.filter(({ id, rank }) => ranks.get(id) === rank).length;
  if (both.length === 0) {
    return a.length + b.length === 0 ? "Neither list has an item." : "No item stands in both lists.";
  }
  if (same === a.length && same === b.length) {
    return same === 1 ? "Both lists have the same item." : `Both lists are the same: ${same} items in the same order.`;
  }
  const only = `${a.length - both.length} only in A, ${b.length - both.length} only in B`;
  return `${counted(both.length, "item")} ${both.length === 1 ? "stands" : "stand"} in both lists, ${same === 0 ? "none" : same} at the same place; ${only}.`;
}
