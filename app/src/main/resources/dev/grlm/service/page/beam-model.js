// The beams of an explanation as a tree of nodes that know their place and their probabilities.

/**
 * A prefix of a Term ID, or below a whole one an item that it stands for.
 *
 * `prefix` holds the terms so far; `probability` is that of the whole prefix, `step` that of the last
 * term given its parent. An item has the probabilities of its Term ID.
 */
export class BeamNode {
  expanded = false;
  children = [];

  constructor(parent, label, { probability, grounding = null, itemId = null }) {
    this.parent = parent;
    this.label = label;
    this.level = parent === null ? 1 : parent.level + 1;
    this.itemId = itemId;
    this.grounding = grounding;
    this.probability = probability;
    this.step = parent === null ? probability : Math.min(1, probability / parent.probability);
    this.prefix = [...(parent?.prefix ?? []), ...(itemId === null ? [label] : [])];
  }

  get siblings() {
    return this.parent?.children ?? this.roots;
  }
}

/** @param titleOf title of an item by its id */
export function beamModel(beams, titleOf) {
  const roots = byProbability(beams).map((beam) => node(null, beam, titleOf));
  roots.forEach((root) => {
    root.roots = roots;
  });
  return roots;
}

export function allNodes(roots) {
  return roots.flatMap((root) => [root, ...allNodes(root.children)]);
}

/** The nodes that can be seen, from top to bottom. */
export function visibleNodes(roots) {
  return roots.flatMap((root) => [root, ...(root.expanded ? visibleNodes(root.children) : [])]);
}

/** Ids of all items that a beam stands for. */
export function groundedIds(beams) {
  return beams.flatMap((beam) => [...(beam.grounding?.items ?? []), ...groundedIds(beam.children)]);
}

function node(parent, beam, titleOf) {
  const probability = Math.exp(beam.logProbability);
  const made = new BeamNode(parent, beam.term, { probability, grounding: beam.grounding });
  const items = beam.grounding?.items ?? [];
  made.children = [
    ...byProbability(beam.children).map((child) => node(made, child, titleOf)),
    ...items.map((id) => new BeamNode(made, titleOf(id), { probability, itemId: id })),
  ];
  return made;
}

function byProbability(beams) {
  return beams.toSorted((left, right) => right.logProbability - left.logProbability);
}
