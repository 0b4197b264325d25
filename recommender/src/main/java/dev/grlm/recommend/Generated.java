package dev.grlm.recommend;

import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;

/// One generated identifier with what it was grounded to.
///
/// @param logProbability natural logarithm, whatever it is ranked by
/// @param score what it is ranked by: the log-probability, or that over a power of the length
///   ([dev.grlm.decode.BeamSearch])
public record Generated(
    Identifier identifier, double logProbability, double score, Grounding grounding) {
  /// Ranked by its probability.
  public Generated(Identifier identifier, double logProbability, Grounding grounding) {
    this(identifier, logProbability, logProbability, grounding);
  }
}
