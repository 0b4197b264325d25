package dev.grlm.ground;

import dev.grlm.identifier.Identifier;

/// Maps a generated identifier to items. Immutable and thread-safe.
public interface Grounder {
  Grounding ground(Identifier generated);
}
