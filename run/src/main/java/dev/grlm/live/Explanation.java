package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.ground.Grounding;
import dev.grlm.recommend.BeamNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An [Answer] with the search that led to it.
///
/// @param beams the kept prefixes below the empty one, most probable first; empty where no model
///   was asked
public record Explanation(Answer answer, List<Node> beams) {
  public Explanation {
    beams = List.copyOf(beams);
  }

  /// A prefix of Term IDs that the search kept.
  ///
  /// @param term its last term
  /// @param slot place of that term in the Term ID, from 0
  /// @param logProbability of the whole prefix, natural logarithm
  /// @param children kept prefixes one term longer, most probable first; empty at the end and where
  ///   the search dropped them all
  /// @param grounding of a whole Term ID, null for a prefix
  public record Node(
      String term, int slot, double logProbability, List<Node> children, @Nullable Leaf grounding) {
    public Node {
      children = List.copyOf(children);
    }

    static Node of(BeamNode beam, Catalog catalog) {
      return new Node(
          beam.text(),
          beam.slot(),
          beam.logProbability(),
          beam.children().stream().map(child -> of(child, catalog)).toList(),
          beam.leaf() == null ? null : Leaf.of(beam.leaf(), catalog));
    }
  }

  /// What a whole Term ID stands for.
  ///
  /// @param kind `exact`, `structural` or `unmatched`
  /// @param items ids, in the order of the grounding
  /// @param logProbability of the Term ID itself, natural logarithm; less than its node's where
  ///   longer ones go on from there
  public record Leaf(String kind, List<String> items, double logProbability) {
    public Leaf {
      items = List.copyOf(items);
    }

    private static Leaf of(BeamNode.Leaf leaf, Catalog catalog) {
      Grounding grounding = leaf.grounding();
      String kind =
          switch (grounding) {
            case Grounding.Exact _ -> "exact";
            case Grounding.Structural _ -> "structural";
            case Grounding.Unmatched _ -> "unmatched";
          };
      return new Leaf(
          kind,
          grounding.items().stream().map(item -> catalog.item(item).id()).toList(),
          leaf.logProbability());
    }
  }
}
