package dev.grlm.recommend;

import dev.grlm.ground.Grounding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A prefix of identifiers that a search kept. Immutable.
///
/// @param text its last term; or the piece of one, where a model writes terms in pieces
/// @param slot place of that term in the identifier, from 0
/// @param logProbability of the whole prefix, natural logarithm
/// @param children kept prefixes that go on from here, most probable first; empty at the end and
///   where the search dropped them all
/// @param leaf of a whole identifier, null for a prefix
public record BeamNode(
    String text, int slot, double logProbability, List<BeamNode> children, @Nullable Leaf leaf) {
  public BeamNode {
    children = List.copyOf(children);
  }

  /// An identifier that ends with its node.
  ///
  /// @param logProbability its own, natural logarithm: less than that of the node where longer
  ///   identifiers go on from there
  public record Leaf(Grounding grounding, double logProbability) {}

  /// Of a whole identifier, null for a prefix.
  public @Nullable Grounding grounding() {
    return leaf == null ? null : leaf.grounding();
  }
}
