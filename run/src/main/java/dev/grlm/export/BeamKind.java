package dev.grlm.export;

import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Lengths;
import dev.grlm.recommend.Generated;
import java.util.Locale;

/// What became of a generated identifier, as [dev.grlm.ground.GroundingCounts] counts it.
enum BeamKind {
  /// in the catalogue
  EXACT,
  /// well-formed, and some item shares terms with it
  STRUCTURAL,
  /// well-formed, and no item does
  UNMATCHED,
  /// neither in the catalogue nor well-formed, whether or not an item shares terms with it
  MALFORMED;

  /// @param lengths of well-formed identifiers
  static BeamKind of(Generated beam, Lengths lengths) {
    boolean wellFormed = beam.identifier().wellFormed(lengths);
    return switch (beam.grounding()) {
      case Grounding.Exact _ -> EXACT;
      case Grounding.Structural _ -> wellFormed ? STRUCTURAL : MALFORMED;
      case Grounding.Unmatched _ -> wellFormed ? UNMATCHED : MALFORMED;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
