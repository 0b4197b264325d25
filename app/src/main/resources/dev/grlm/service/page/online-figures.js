// What became of what was shown: by run and arm, and two arms side by side.

import { el } from "./dom.js";
import { count, percent, points } from "./numbers.js";
import { table } from "./table.js";

const RATES = { clickThrough: "Click-through", conversion: "Conversion", hitRate: "Hit rate" };

/** @param answer of `/v1/experiments` */
export function onlineFigures({ experiment, figures, compared, lists }) {
  return [
    el("h2", { id: "online-title" }, "What became of the recommendations"),
    experiment && el("p", {}, `Experiment ${experiment.name}: ${percent(experiment.share)} of the users are answered by B (${experiment.b}), the others by A (${experiment.a}).`),
    figures.length === 0
      ? el("p", { class: "hint" }, "Nothing was shown yet.")
      : table("Shown lists and what came of them, with 95 % intervals", ["Run", "Shown", "Clicked", "Bought", ...Object.values(RATES)], figures.map(row)),
    compared.length > 0 && el("ul", { class: "compared" }, compared.map((one) => el("li", {}, besideEachOther(one)))),
    el("p", { class: "hint" }, `${inWords(lists)} What is asked on this page counts as shown, too, but for both runs side by side.`),
  ].filter(Boolean);
}

function row(one) {
  const notes = [one.experiment, one.arm && `arm ${one.arm}`].filter(Boolean);
  return [
    el("span", { class: "row-head" }, el("span", {}, one.run), notes.length > 0 && el("span", { class: "side-note" }, notes.join(", "))),
    count(one.shown),
    count(one.clicked),
    count(one.bought),
    ...Object.keys(RATES).map((name) => rate(one[name])),
  ];
}

/** Without anything to count there is no share. */
function rate({ value, low, high }) {
  return value === null
    ? "–"
    : el("span", { class: "figure" }, percent(value), el("span", { class: "interval" }, `${percent(low)} – ${percent(high)}`));
}

function besideEachOther({ rate: name, difference, low, high, words }) {
  return `${RATES[name]}: ${words}. B beside A: ${points(difference)} points of a hundred, 95 % interval ${points(low)} to ${points(high)}.`;
}

function inWords({ kept, dropped }) {
  return `Shown lists that are known: ${count(kept)}. Dropped before their time: ${count(dropped)}.`;
}
