package dev.grlm.ground;

import dev.grlm.identifier.Identifier;
import java.util.BitSet;

/// Maps a generated identifier to items. Immutable and thread-safe.
public interface Grounder {
  Grounding ground(Identifier generated);

  /// The same by the same rule, but among some items only, as if there were no others.
  ///
  /// @param items indices in the catalogue; not copied, must not be changed afterwards
  /// @throws UnsupportedOperationException when this one cannot be narrowed
  default Grounder among(BitSet items) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " grounds among all items only");
  }
}
