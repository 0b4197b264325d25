// The lines between the nodes of a beam tree: the thicker, the more probable the prefix.

import { svg } from "./dom.js";
import { visibleNodes } from "./beam-model.js";

const THINNEST = 1.25;
const THICKEST = 15;
// Links meet a card beside its term, however tall it is, so that a straight way looks straight.
const HOLD = 26;

/** Draws into `canvas`; `cardOf` gives the drawn card of a node. */
export function drawLinks(canvas, host, roots, cardOf) {
  const origin = host.getBoundingClientRect();
  // What was not followed is a list in its own column.
  const links = visibleNodes(roots).filter((node) => node.parent !== null && !node.parent.isRest);
  canvas.replaceChildren(...links.map((node) => link(cardOf(node.parent), cardOf(node), origin, node)));
}

function link(from, to, origin, node) {
  const start = from.getBoundingClientRect();
  const end = to.getBoundingClientRect();
  const [x1, y1] = [start.right - origin.left, start.top + HOLD - origin.top];
  const [x2, y2] = [end.left - origin.left, end.top + HOLD - origin.top];
  const middle = (x1 + x2) / 2;
  return svg("path", {
    d: `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`,
    "stroke-width": node.isRest ? THINNEST : thickness(node.probability),
    "stroke-dasharray": node.isRest ? "3 4" : "none",
    "stroke-opacity": 0.25 + 0.55 * node.step,
  });
}

/** By the square root, so that the late, improbable words can still be told apart. */
function thickness(probability) {
  return THINNEST + (THICKEST - THINNEST) * Math.sqrt(probability);
}
