// The parts of the view "Service".

import { el, hiddenText, svg } from "./dom.js";
import { itemTitle } from "./item-line.js";
import { answersOf, sum, within } from "./metrics.js";
import { age, bytes, count, milliseconds } from "./numbers.js";
import { address } from "./router.js";

const KINDS = { event: "Event", put: "Item", withdrawn: "Withdrawn" };
const TIME = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const DAY_AND_TIME = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });

export const clock = (at) => TIME.format(at);

export const dayAndTime = (at) => DAY_AND_TIME.format(at);

/** An alert where something is the matter. */
export function healthNotice({ status, journal }) {
  return status === "up"
    ? null
    : el("div", { class: "notice problem", role: "alert" }, el("p", { class: "notice-title" }, "The service is down"), el("p", {}, journal));
}

/** @param seen metrics of the last looks, the newest last */
export function standing(now, seen) {
  const { samples } = seen.at(-1);
  const answers = answersOf(samples);
  const last = seen.length > 1 ? answersBetween(seen.at(-2), seen.at(-1)) : null;
  const heap = ({ area }) => area === "heap";
  const most = sum(samples, "jvm_memory_max_bytes", heap);
  return [
    group("The run", [
      ["State", el("span", { class: "state", "data-state": now.status }, now.status === "up" ? "Up" : "Down")],
      ["Run", now.run],
      ...ages(samples),
      ["Items", count(now.items)],
      ["Users", count(now.users)],
    ]),
    group("Since it was fitted", [
      ["Items added", count(now.addedItems)],
      ["Items withdrawn", count(now.deletedItems)],
    ]),
    group("The journal", journal(now)),
    group("Answers", [
      ["Waiting", count(now.waiting)],
      ["A second", last === null ? "–" : last.rate.toFixed(1)],
      ["Mean time now", last === null || last.mean === null ? "–" : milliseconds(last.mean)],
      ["95 % within", bound(within(answers, 0.95))],
      ["Memory in use", `${bytes(sum(samples, "jvm_memory_used_bytes", heap) ?? 0)}${most > 0 ? ` of ${bytes(most)}` : ""}`],
    ]),
    rates(seen),
  ];
}

/** Of each run that answers; arms of an experiment have runs of their own. */
function ages(samples) {
  return samples
    .filter(({ name }) => name === "grlm_run_age_seconds")
    .map(({ labels, value }) => [["A", "B"].includes(labels.arm) ? `Arm ${labels.arm} fitted` : "Fitted", `${age(value)} ago`]);
}

function journal({ events, journal: trouble, journalFigures: figures }) {
  return [
    ["State", trouble === "" ? "keeps what comes" : trouble],
    ["Events", count(events)],
    ["Not folded yet", count(figures.unfoldedEvents)],
    ["On disk", bytes(figures.logBytes + figures.userBytes)],
    ["Waiting for the disk", count(figures.waitingEntries)],
    ["Last on disk", figures.lastSync === 0 ? "not since the start" : DAY_AND_TIME.format(figures.lastSync)],
    ["Being erased", count(figures.beingErased)],
  ];
}

function group(name, entries) {
  return el(
    "div",
    { class: "standing" },
    el("h2", { class: "small-heading" }, name),
    figures(entries),
  );
}

/** @param entries words and values */
export function figures(entries) {
  return el("dl", { class: "figures" }, entries.map(([word, value]) => el("div", {}, el("dt", {}, word), el("dd", {}, value))));
}

function bound(seconds) {
  if (seconds === null) {
    return "–";
  }
  return seconds === Infinity ? "more than 10 s" : milliseconds(seconds);
}

function answersBetween(before, after) {
  const [first, second] = [answersOf(before.samples), answersOf(after.samples)];
  // A service that was started again counts from nothing.
  const answered = Math.max(0, second.count - first.count);
  return {
    rate: answered / Math.max(0.001, (after.at - before.at) / 1000),
    mean: answered === 0 ? null : (second.seconds - first.seconds) / answered,
  };
}

/** Answers a second, look by look, as a small line. */
function rates(seen) {
  const values = seen.slice(1).map((look, at) => answersBetween(seen[at], look).rate);
  if (values.length < 2) {
    return el("div", { class: "rates" });
  }
  const most = Math.max(...values);
  const top = Math.max(most, 1);
  const points = values.map((value, at) => `${(100 * at) / (values.length - 1)},${30 - (28 * value) / top}`).join(" ");
  return el(
    "figure",
    { class: "rates" },
    svg("svg", { viewBox: "0 0 100 31", preserveAspectRatio: "none", role: "img", "aria-label": `Answers a second over the last looks, at most ${most.toFixed(1)}` }, svg("polyline", { points, "vector-effect": "non-scaling-stroke" })),
    el("figcaption", { class: "side-note" }, `Answers a second, at most ${most.toFixed(1)}`),
  );
}

export function changeList(changes) {
  return [
    el("h2", { id: "changes-title" }, "What came last"),
    changes.length === 0
      ? el("p", { class: "hint" }, "Nothing since the service was started.")
      : el("ol", { class: "changes" }, changes.map(change)),
  ];
}

function change({ kind, at, user, item, title }) {
  return el(
    "li",
    {},
    el("time", { datetime: new Date(at).toISOString() }, TIME.format(at)),
    el("span", {}, el("span", { class: "badge", "data-kind": kind }, KINDS[kind] ?? kind)),
    el("span", {}, user !== null && [el("a", { href: address("user", user) }, user), " · "], itemTitle({ id: item, title: title || item }), hiddenText(` (${item})`)),
  );
}
