package dev.grlm.recommend;

import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;

/// One generated identifier with what it was grounded to.
///
/// @param logProbability natural logarithm; where beams are ranked by it over a power of the length
///   ([dev.grlm.decode.BeamSearch]), that quotient
public record Generated(Identifier identifier, double logProbability, Grounding grounding) {}
