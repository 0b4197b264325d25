package dev.grlm.embed;

import java.util.List;

/// Turns texts into rows. Fitted and immutable: the same text gives the same row, alone or in a
/// list. One may hold native memory, so whoever loads it closes it.
public interface TextEncoder extends AutoCloseable {
  int dimensions();

  /// One row per text, in order. A text without any known word gives a row of zeros.
  Embeddings encode(List<String> texts);

  @Override
  default void close() {}
}
