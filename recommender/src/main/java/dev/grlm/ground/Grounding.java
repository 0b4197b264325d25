package dev.grlm.ground;

import java.util.List;

/// What became of a generated identifier (elastic identifier grounding, paper §3.4).
public sealed interface Grounding {
  /// Items in the order in which they should be recommended.
  List<Integer> items();

  /// The identifier is in the catalogue.
  ///
  /// @param items its collision group, ordered by the grounder's stated rule
  record Exact(List<Integer> items) implements Grounding {}

  /// The identifier is not in the catalogue; these items share most of it.
  ///
  /// @param score Σ over slots of weight · [same term in the same slot]
  record Structural(List<Integer> items, double score) implements Grounding {}

  /// No item shares a term with it.
  record Unmatched() implements Grounding {
    @Override
    public List<Integer> items() {
      return List.of();
    }
  }
}
