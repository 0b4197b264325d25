// The view "Beams": how the words of the recommended items were found.

import { announce } from "./announcer.js";
import { explain } from "./api.js";
import { AskForm } from "./ask-form.js";
import { askBody, askParams, isComplete, readAsk } from "./ask.js";
import { allNodes, beamModel, groundedIds } from "./beam-model.js";
import "./beam-tree.js";
import { el } from "./dom.js";
import { intoView } from "./into-view.js";
import { itemTitle } from "./item-line.js";
import { knownItem, lookUp, remember } from "./known-items.js";
import { Loader } from "./loader.js";
import { hint } from "./notice.js";
import { counted, percent } from "./numbers.js";
import { reasonList } from "./reasons.js";
import { Replay } from "./replay.js";
import { address, go, itemAddress } from "./router.js";
import { termIdList } from "./terms.js";

export const title = () => "Beams";

export function mount(place) {
  const results = el("section", { class: "beam-results", "aria-label": "Beams" });
  const loader = new Loader(results, "Searching the beams …");
  const replay = new Replay();
  let ask = null;
  const form = new AskForm("beams", "Show the beams", () => run());
  const asked = el("details", { class: "ask-drawer", open: true }, el("summary", {}, "What to ask"), form.root);
  place.append(
    el("h1", { tabindex: -1 }, "How the words were found"),
    el(
      "p",
      { class: "lead" },
      "The model writes a Term ID word by word and keeps the most probable beginnings. A thick line is a probable beginning; the bar in a card is the probability of its word after the words before.",
    ),
    asked,
    results,
  );

  function run() {
    replay.stop();
    loader.run(
      async (signal) => {
        const explanation = await explain(askBody(ask), signal);
        remember(explanation.answer.items);
        await lookUp(groundedIds(explanation.beams), signal);
        return explanation;
      },
      (explanation) => {
        asked.open = false;
        return show(explanation, replay, ask);
      },
    ).then(() => intoView(results));
  }

  return {
    update(route) {
      ask = readAsk(route.params);
      form.show(ask);
      if (isComplete(ask)) {
        run();
      } else {
        replay.stop();
        asked.open = true;
        loader.show(hint(el("p", {}, "Pick a user or compose a history to see the beams.")));
      }
    },
    dispose() {
      replay.stop();
      form.dispose();
      loader.stop();
    },
  };
}

function show({ beams, answer }, replay, ask) {
  if (beams.length === 0) {
    announce("No beams.");
    return hint(el("p", {}, "No model was asked: without a history the answer is what is chosen most. There are no beams to show."));
  }
  const roots = beamModel(beams, (id) => knownItem(id).title);
  const levels = Math.max(...allNodes(roots).map((node) => node.column));
  const tree = el("beam-tree");
  const reasons = new Map(answer.items.map((item) => [item.id, item.reasons]));
  const path = el("div", { class: "beam-path", role: "group", "aria-label": "The chosen beginning" });
  tree.addEventListener("reach", (event) => path.replaceChildren(...pathOf(event.detail, reasons)));
  tree.addEventListener("open", (event) => go(itemAddress(event.detail.itemId)));
  tree.addEventListener("meddle", () => replay.stop());
  tree.roots = roots;
  unfoldBest(tree);
  path.replaceChildren(...pathOf(roots[0], reasons));
  const whom = answer.user === null ? `after ${counted(answer.history.length, "item")}` : `for ${answer.user}`;
  announce(`${counted(roots.filter((root) => !root.isRest).length, "first word")} ${whom}.`);
  return [
    el(
      "div",
      { class: "results-head" },
      el("h2", {}, `Beams ${whom}`),
      toolbar(tree, replay, levels),
      el("a", { class: "button", href: address("recommend", "", askParams(ask)) }, "See the recommendations"),
    ),
    path,
    el("div", { class: "beam-scroll", style: `--words: ${Math.min(levels, 5)}` }, slotNames(levels), tree),
  ];
}

function toolbar(tree, replay, levels) {
  const button = (words, click) => el("button", { type: "button", on: { click } }, words);
  const showLevel = (level) => {
    tree.unfold((node) => !node.isRest && node.column < level);
    announce(level === levels ? "All is unfolded." : `Word ${level}.`);
  };
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Unfolding" },
    button("Replay", () => replay.start(levels, showLevel)),
    button("Unfold all", () => (replay.stop(), tree.unfold(() => true))),
    button("Fold all", () => (replay.stop(), tree.unfold(() => false))),
  );
}

/** At first the way to the most probable item is open; where none was found, that of the first word. */
function unfoldBest(tree) {
  const items = allNodes(tree.roots).filter((node) => node.itemId !== null);
  const likeliest = items.reduce((best, node) => (best === null || node.probability > best.probability ? node : best), null);
  const best = new Set();
  for (let node = likeliest ?? tree.roots[0]; node; node = node.parent) {
    best.add(node);
  }
  tree.unfold((node) => best.has(node));
}

function slotNames(levels) {
  const names = Array.from({ length: levels }, (_, at) => (at < 5 ? `Word ${at + 1}` : "Items"));
  return el("div", { class: "slot-names", "aria-hidden": "true" }, names.map((name) => el("span", {}, name)));
}

/** @param reasons of the recommended items, by id */
function pathOf(node, reasons) {
  if (node.isRest) {
    return [termIdList(node.prefix), el("p", {}, `${node.label}: ${percent(node.probability)} in all`)].filter(Boolean);
  }
  const numbers =
    node.column > 1 && node.itemId === null
      ? `${percent(node.probability)} in all, ${percent(node.step)} for the last word after the ones before`
      : `${percent(node.probability)} in all`;
  return [
    termIdList(node.prefix),
    el("p", {}, numbers),
    node.itemId !== null && el("p", {}, itemTitle({ id: node.itemId, title: node.label })),
    node.itemId !== null && reasonList(reasons.get(node.itemId)),
  ].filter(Boolean);
}
