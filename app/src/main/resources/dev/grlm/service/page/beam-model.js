// The beams of an explanation as a tree of nodes that know their place and their probabilities.

// One word that was not followed can as well be shown itself.
const FEWEST_FOLDED = 2;

/**
 * A prefix of a Term ID, below a whole one an item that it stands for, or the words that were not
 * followed, as one.
 *
 * `prefix` holds the terms so far; `probability` is that of the whole prefix, `step` that of the last
 * term given the ones before. An item has the probability of its Term ID, which is less than that of the
 * prefix where longer ones go on from it. `level` is the depth in the
 * tree, `column` that of the slot.
 */
export class BeamNode {
  expanded = false;
  children = [];

  constructor(parent, label, { probability, grounding = null, itemId = null, isRest = false }) {
    const before = parent?.isRest ? parent.parent : parent;
    this.parent = parent;
    this.label = label;
    this.level = parent === null ? 1 : parent.level + 1;
    this.column = before === null ? 1 : before.column + 1;
    this.itemId = itemId;
    this.isRest = isRest;
    this.grounding = grounding;
    this.probability = probability;
    this.step = before === null ? probability : Math.min(1, probability / before.probability);
    this.prefix = [...(before?.prefix ?? []), ...(itemId === null && !isRest ? [label] : [])];
  }

  get siblings() {
    return this.parent?.children ?? this.roots;
  }

  /** Whether the search went no further from here, and found nothing. */
  get isEnd() {
    return this.children.length === 0 && this.itemId === null && this.grounding === null;
  }
}

/** @param titleOf title of an item by its id */
export function beamModel(beams, titleOf) {
  const roots = folded(null, byProbability(beams), titleOf);
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

/** The beams below a node, those that were not followed as one. */
function folded(parent, beams, titleOf) {
  const isFollowed = (beam) => beam.grounding !== null || beam.children.length > 0;
  const left = beams.filter((beam) => !isFollowed(beam));
  if (left.length < FEWEST_FOLDED) {
    return beams.map((beam) => node(parent, beam, titleOf));
  }
  const probability = left.reduce((sum, beam) => sum + Math.exp(beam.logProbability), 0);
  const rest = new BeamNode(parent, `${left.length} not followed`, { probability, isRest: true });
  rest.children = left.map((beam) => node(rest, beam, titleOf));
  return [...beams.filter(isFollowed).map((beam) => node(parent, beam, titleOf)), rest];
}

function node(parent, beam, titleOf) {
  const probability = Math.exp(beam.logProbability);
  const made = new BeamNode(parent, beam.term, { probability, grounding: beam.grounding });
  const items = beam.grounding?.items ?? [];
  const whole = beam.grounding === null ? probability : Math.exp(beam.grounding.logProbability);
  made.children = [
    ...folded(made, byProbability(beam.children), titleOf),
    ...items.map((id) => new BeamNode(made, titleOf(id), { probability: whole, itemId: id })),
  ];
  return made;
}

function byProbability(beams) {
  return beams.toSorted((left, right) => right.logProbability - left.logProbability);
}
