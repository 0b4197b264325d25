package dev.grlm.systems.grlm.model;

import dev.grlm.codec.FittedModel;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifiers;

/// A trained model, open, for one catalogue. Immutable and thread-safe; closing the one that was
/// loaded frees native memory.
public interface OpenTermModel extends AutoCloseable {
  FittedModel<?> fitted();

  /// The same for a catalogue whose first items are those it was trained on. Shares native memory:
  /// closing it does nothing.
  OpenTermModel grown(Catalog catalog, Identifiers identifiers);

  @Override
  default void close() {
    fitted().close();
  }
}
