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
/// @param grounding of a whole identifier, null for a prefix
public record BeamNode(
    String text,
    int slot,
    double logProbability,
    List<BeamNode> children,
    @Nullable Grounding grounding) {
  public BeamNode {
    children = List.copyOf(children);
  }
}
