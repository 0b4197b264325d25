// What waits for the next fit, and how the last one stands: a part of the view "Service".

import { el } from "./dom.js";
import { count, counted, duration, metric, percent, signed } from "./numbers.js";
import { clock, dayAndTime, figures } from "./service-parts.js";

const STAGE = { waiting: "To come", working: "Under way", done: "Done", stopped: "Broken off" };
// A count that is older is said to be.
const OLD_MS = 30_000;

/** @param answer of `/v1/next-fit` */
export function nextFitParts(answer) {
  return [
    el("h2", { id: "next-title" }, "The next fit"),
    ...whatWaits(answer),
    ...(answer.fit === null
      ? [el("p", { class: "hint" }, "No next run was fitted from this journal yet: ", el("code", {}, "grlm fit --from RUN --events JOURNAL"), " makes one.")]
      : lastFit(answer.fit, answer.run)),
  ];
}

/** In a few words, for somebody who does not see it. */
export function fitInShort(fit) {
  return fit === null ? "" : `${TITLES[fit.state](fit)}.`;
}

function whatWaits({ entries, waiting }) {
  if (entries === 0) {
    return [el("p", { class: "hint" }, "Nothing came since the run was fitted: there is nothing to fit anew.")];
  }
  if (waiting === null) {
    return [el("p", { class: "hint" }, `${counted(entries, "entry", "entries")} of the journal came since the run was fitted. What the next fit would take of them is being counted, or cannot be read.`)];
  }
  const isOld = Date.now() - waiting.at > OLD_MS;
  return [
    figures([
      ["Events that wait", count(waiting.events)],
      ["Of users", count(waiting.users)],
      ["New items", count(waiting.newItems)],
      ["Items changed", count(waiting.changedItems)],
      ["Users erased", count(waiting.erasedUsers)],
      ["Oldest event", waiting.oldest === null ? "–" : dayAndTime(waiting.oldest)],
      ["Since", waiting.fitted === 0 ? "–" : dayAndTime(waiting.fitted)],
    ]),
    isOld && el("p", { class: "hint" }, `Counted at ${clock(waiting.at)}: of a large journal that is not done every few seconds. Entries until now: ${count(entries)}.`),
  ].filter(Boolean);
}

const TITLES = {
  working: ({ out }) => `${out} is being fitted`,
  stopped: ({ out }) => `The fit of ${out} was broken off`,
  failed: ({ out }) => `The fit of ${out} failed`,
  finished: ({ out }) => `${out} was fitted`,
  published: ({ out }) => `${out} was fitted and published`,
  "held-back": ({ out }) => `${out} was fitted and held back`,
  unreadable: () => "How the last fit stands cannot be read",
};

function lastFit(fit, answering) {
  const isWrong = ["stopped", "failed", "unreadable"].includes(fit.state);
  const under = fit.stages.find(({ state }) => state === "working" || state === "stopped");
  return [
    el(
      "div",
      { class: isWrong ? "notice problem" : "notice", "data-fit": fit.state },
      el("p", { class: "notice-title" }, TITLES[fit.state](fit)),
      el("p", {}, inWords(fit, under, answering)),
      fit.judged !== null && el("p", {}, judged(fit.judged)),
    ),
    fit.stages.length > 0 && stageList(fit.stages),
  ].filter(Boolean);
}

function inWords({ from, out, state, why, begun, seen, stages }, under, answering) {
  const done = stages.filter((stage) => stage.state === "done").length;
  const at = under ? `“${under.name}”` : "the comparison with the run before";
  switch (state) {
    case "working":
      return `From ${from}, since ${dayAndTime(begun)}. ${done} of ${counted(stages.length, "stage")} done, ${at} is under way${under ? ` since ${clock(under.begun)}` : ""}.`;
    case "stopped":
      return `${dayAndTime(seen)} was the last that it said, at ${at}. The same command goes on from there.`;
    case "failed":
      return `${dayAndTime(seen)}: ${why}`;
    case "finished":
      return `${dayAndTime(seen)}. It was not told to publish it.`;
    case "published":
      return `${dayAndTime(seen)}. ${out === answering ? "It answers now." : `${answering} answers now.`}`;
    case "held-back":
      return `${dayAndTime(seen)}. It is worse on validation than ${from}, which stays.`;
    default:
      return why;
  }
}

function judged({ before, now, low, high, users }) {
  return `NDCG@10 on validation, ${counted(users, "user")}: ${metric(now)}, before ${metric(before)}; difference, 95 % interval: ${signed(low)} to ${signed(high)}.`;
}

function stageList(stages) {
  return el(
    "ol",
    { class: "changes stages", "aria-label": "Stages of the fit" },
    stages.map(({ name, state, begun, seconds, share }) =>
      el(
        "li",
        {},
        begun === null ? el("span", { "aria-hidden": "true" }, "–") : el("time", { datetime: new Date(begun).toISOString() }, clock(begun)),
        el("span", {}, el("span", { class: "badge", "data-stage": state }, STAGE[state])),
        el("span", {}, name, seconds !== null && ` · ${duration(seconds)}`, seconds === null && share !== null && ` · ${percent(share)}`),
      ),
    ),
  );
}
