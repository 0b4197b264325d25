package dev.grlm.ground;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Lengths;

/// What became of generated identifiers, each counted once under the first kind that applies.
/// Immutable; counts add up, whatever the order.
///
/// The paper's valid rate and direct-hit rate are defined in conflicting ways
/// (docs/decisions/0013#13); all readings are here, and stated at the methods. Rates are shares
/// from 0 to 1, and 0 where nothing was counted.
///
/// @param exact in the catalogue
/// @param malformed not in the catalogue and not well-formed, or not readable as an identifier at
///   all; counted here even where structural matching found an item
/// @param structural well-formed, not in the catalogue, grounded by structural matching
/// @param ungroundable well-formed, without a term in common with any item
/// @param malformedGrounded those of `malformed` for which structural matching found an item
public record GroundingCounts(
    long exact, long malformed, long structural, long ungroundable, long malformedGrounded) {
  public static final GroundingCounts NONE = new GroundingCounts(0, 0, 0, 0, 0);

  public GroundingCounts {
    if (malformedGrounded > malformed) {
      throw new IllegalArgumentException(
          malformedGrounded + " grounded of " + malformed + " malformed identifiers");
    }
  }

  /// With one more identifier.
  ///
  /// @param length slots of a well-formed identifier
  public GroundingCounts plus(Identifier generated, Grounding grounding, int length) {
    return plus(generated, grounding, Lengths.exactly(length));
  }

  /// With one more identifier.
  ///
  /// @param lengths of well-formed identifiers
  public GroundingCounts plus(Identifier generated, Grounding grounding, Lengths lengths) {
    boolean wellFormed = generated.wellFormed(lengths);
    return plus(
        switch (grounding) {
          case Grounding.Exact _ -> new GroundingCounts(1, 0, 0, 0, 0);
          case Grounding.Structural _ when wellFormed -> new GroundingCounts(0, 0, 1, 0, 0);
          case Grounding.Structural _ -> new GroundingCounts(0, 1, 0, 0, 1);
          case Grounding.Unmatched _ when wellFormed -> new GroundingCounts(0, 0, 0, 1, 0);
          case Grounding.Unmatched _ -> new GroundingCounts(0, 1, 0, 0, 0);
        });
  }

  /// With one more text that could not be read as an identifier.
  public GroundingCounts plusMalformed() {
    return plus(new GroundingCounts(0, 1, 0, 0, 0));
  }

  public GroundingCounts plus(GroundingCounts other) {
    return new GroundingCounts(
        exact + other.exact,
        malformed + other.malformed,
        structural + other.structural,
        ungroundable + other.ungroundable,
        malformedGrounded + other.malformedGrounded);
  }

  /// All that was generated.
  public long total() {
    return exact + malformed + structural + ungroundable;
  }

  /// Share of all generated identifiers that are in the catalogue.
  public double validRate() {
    return share(exact, total());
  }

  /// Share of all generated identifiers that lead to an item, exactly or structurally, malformed
  /// ones among them: the paper's valid rate where it says "mappable after grounding".
  public double foundRate() {
    return share(exact + structural + malformedGrounded, total());
  }

  /// Exact matches among well-formed identifiers: [#validRate] with the malformed ones left out.
  public double directHitRate() {
    return share(exact, total() - malformed);
  }

  /// Share of all generated identifiers that are well-formed and were grounded structurally.
  public double structuralRate() {
    return share(structural, total());
  }

  /// Share of all generated identifiers that are well-formed and match no item.
  public double ungroundableRate() {
    return share(ungroundable, total());
  }

  /// Share of all generated identifiers that are malformed; with [#validRate], [#structuralRate]
  /// and [#ungroundableRate] it gives 1.
  public double malformedRate() {
    return share(malformed, total());
  }

  /// Share of all generated identifiers that are malformed and were grounded structurally.
  public double malformedGroundedRate() {
    return share(malformedGrounded, total());
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
