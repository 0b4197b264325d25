package dev.grlm.run;

/// How identifiers are searched for and grounded.
///
/// @param beams under the trie; at least as many as items are asked for
/// @param freeBeams without the trie; the paper's code uses 20 (decision 26)
/// @param grounding the paper's rule or the published code's
public record DecodingConfig(int beams, int freeBeams, GroundingMode grounding) {
  public static final DecodingConfig DEFAULT = new DecodingConfig(20, 20, GroundingMode.ELASTIC);

  public DecodingConfig {
    if (beams < 1 || freeBeams < 1) {
      throw new IllegalArgumentException(
          "beams and freeBeams must be at least 1: " + beams + ", " + freeBeams);
    }
  }
}
