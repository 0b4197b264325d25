// <beam-tree>: beams as a tree that unfolds from slot to slot (the ARIA tree pattern).

import { drawLinks } from "./beam-links.js";
import { allNodes, visibleNodes } from "./beam-model.js";
import { el, svg } from "./dom.js";
import { percent } from "./numbers.js";

const KINDS = {
  exact: ["Exact", "in the catalogue word for word"],
  structural: ["Structural", "the closest items of the catalogue"],
  unmatched: ["Unmatched", "no item is close enough"],
};

/**
 * Set `roots` to a model of beam-model.js. Dispatches `reach` with the node that has the focus, `open`
 * with an item that was chosen, and `meddle` when the person folds or unfolds something.
 */
export class BeamTree extends HTMLElement {
  #roots = [];
  #rows = new Map();
  #current = null;
  #canvas = svg("svg", { class: "beam-links", "aria-hidden": "true" });
  #tree = el("ul", { role: "tree", "aria-label": "Beams, most probable first", class: "beam-tree" });
  #sizes = new ResizeObserver(() => this.#draw());

  connectedCallback() {
    this.append(this.#canvas, this.#tree);
    this.#tree.addEventListener("keydown", (event) => this.#key(event));
    this.#tree.addEventListener("focusin", (event) => this.#focused(event));
    this.#tree.addEventListener("click", (event) => this.#clicked(event));
    this.#sizes.observe(this.#tree);
  }

  disconnectedCallback() {
    this.#sizes.disconnect();
  }

  get roots() {
    return this.#roots;
  }

  set roots(roots) {
    this.#roots = roots;
    this.#rows.clear();
    this.#current = roots[0] ?? null;
    this.#tree.replaceChildren(...roots.map((root) => this.#row(root)));
    this.#showTabStop();
    this.#draw();
  }

  /** Folds or unfolds every node for which `expanded` says so. */
  unfold(expanded) {
    allNodes(this.#roots).forEach((node) => this.#set(node, node.children.length > 0 && expanded(node)));
    this.#keepCurrentVisible();
    this.#draw();
  }

  #row(node) {
    const siblings = node.siblings;
    const leaf = node.children.length === 0;
    const row = el(
      "li",
      {
        role: "treeitem",
        tabindex: -1,
        class: ["beam", node.itemId !== null && "beam-item", node.isRest && "beam-rest"].filter(Boolean).join(" "),
        "aria-level": node.level,
        "aria-setsize": siblings.length,
        "aria-posinset": siblings.indexOf(node) + 1,
        "aria-expanded": leaf ? null : "false",
        "aria-label": spoken(node),
      },
      node.itemId !== null ? itemCard(node) : node.isRest ? restCard(node) : termCard(node, leaf),
    );
    this.#rows.set(node, row);
    if (!leaf) {
      row.append(el("ul", { role: "group", hidden: true }, node.children.map((child) => this.#row(child))));
    }
    return row;
  }

  #set(node, expanded) {
    if (node.children.length === 0 || node.expanded === expanded) {
      return;
    }
    node.expanded = expanded;
    const row = this.#rows.get(node);
    row.setAttribute("aria-expanded", String(expanded));
    row.lastElementChild.hidden = !expanded;
  }

  #toggle(node, expanded = !node.expanded) {
    this.dispatchEvent(new CustomEvent("meddle"));
    this.#set(node, expanded);
    this.#keepCurrentVisible();
    this.#draw();
  }

  #key(event) {
    const node = this.#nodeOf(event.target);
    if (!node || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const shown = visibleNodes(this.#roots);
    const at = shown.indexOf(node);
    const actions = {
      ArrowDown: () => this.#focus(shown[at + 1]),
      ArrowUp: () => this.#focus(shown[at - 1]),
      Home: () => this.#focus(shown[0]),
      End: () => this.#focus(shown.at(-1)),
      ArrowRight: () => (node.expanded ? this.#focus(node.children[0]) : this.#toggle(node, true)),
      ArrowLeft: () => (node.expanded ? this.#toggle(node, false) : this.#focus(node.parent)),
      "*": () => node.siblings.forEach((sibling) => this.#toggle(sibling, true)),
      Enter: () => this.#act(node),
      " ": () => this.#act(node),
    };
    const action = actions[event.key] ?? this.#typed(event.key, shown, at);
    if (action) {
      event.preventDefault();
      action();
    }
  }

  /** A letter leads to the next node that begins with it. */
  #typed(key, shown, at) {
    if (key.length !== 1) {
      return null;
    }
    const order = [...shown.slice(at + 1), ...shown.slice(0, at)];
    const next = order.find((node) => node.label.toLowerCase().startsWith(key.toLowerCase()));
    return next && (() => this.#focus(next));
  }

  #clicked(event) {
    const card = event.target.closest(".beam-card");
    const node = card && this.#nodeOf(card);
    if (node) {
      this.#focus(node);
      this.#act(node);
    }
  }

  #act(node) {
    if (node.itemId !== null) {
      this.dispatchEvent(new CustomEvent("open", { detail: node }));
    } else if (node.children.length > 0) {
      this.#toggle(node);
    }
  }

  #focus(node) {
    if (node) {
      this.#rows.get(node).focus();
    }
  }

  #focused(event) {
    const node = this.#nodeOf(event.target);
    if (node) {
      this.#current = node;
      this.#showTabStop();
      this.dispatchEvent(new CustomEvent("reach", { detail: node }));
    }
  }

  /** What is folded away cannot keep the focus; its nearest visible ancestor gets it. */
  #keepCurrentVisible() {
    const shown = new Set(visibleNodes(this.#roots));
    const hadFocus = this.#tree.contains(document.activeElement);
    while (this.#current !== null && !shown.has(this.#current)) {
      this.#current = this.#current.parent;
    }
    this.#showTabStop();
    if (hadFocus) {
      this.#focus(this.#current);
    }
  }

  #showTabStop() {
    this.#rows.forEach((row, node) => {
      row.tabIndex = node === this.#current ? 0 : -1;
      row.setAttribute("aria-selected", String(node === this.#current));
    });
  }

  #nodeOf(element) {
    const row = element.closest("[role=treeitem]");
    return [...this.#rows].find(([, other]) => other === row)?.[0];
  }

  #draw() {
    drawLinks(this.#canvas, this, this.#roots, (node) => this.#rows.get(node).firstElementChild);
  }
}

customElements.define("beam-tree", BeamTree);

function termCard(node, leaf) {
  const kind = node.grounding && KINDS[node.grounding.kind];
  return el(
    "div",
    { class: "beam-card", style: `--step: ${node.step}; --shade: ${Math.sqrt(node.probability)}` },
    el("span", { class: "beam-head" }, el("span", { class: "beam-term", style: `--letters: ${node.label.length}` }, node.label), !leaf && el("span", { class: "twisty", "aria-hidden": "true" })),
    el("span", { class: "beam-numbers" }, el("strong", {}, percent(node.probability)), node.column > 1 && el("span", {}, `step ${percent(node.step)}`)),
    el("span", { class: "beam-bar", "aria-hidden": "true" }),
    kind && el("span", { class: "badge", "data-source": node.grounding.kind, title: kind[1] }, kind[0]),
    node.isEnd && !node.parent?.isRest && el("span", { class: "beam-end" }, "not followed"),
  );
}

function itemCard(node) {
  return el("div", { class: "beam-card" }, el("span", { class: "beam-title" }, node.label));
}

function restCard(node) {
  return el(
    "div",
    { class: "beam-card" },
    el("span", { class: "beam-head" }, el("span", { class: "beam-end" }, el("span", {}, `${node.label},`), " ", el("span", {}, percent(node.probability))), el("span", { class: "twisty", "aria-hidden": "true" })),
  );
}

function spoken(node) {
  if (node.isRest) {
    return `${node.label}, probability ${percent(node.probability)} in all`;
  }
  if (node.itemId !== null) {
    return `Item ${node.label}`;
  }
  const step = node.column > 1 ? `, ${percent(node.step)} given the words before` : "";
  const kind = node.grounding ? `, ${KINDS[node.grounding.kind]?.join(": ") ?? node.grounding.kind}` : "";
  return `${node.label}, probability ${percent(node.probability)}${step}${kind}`;
}
