package dev.grlm.systems.grlm.model;

import dev.grlm.codec.FittedModel;
import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signals;
import java.util.Optional;
import java.util.function.Supplier;

/// A trained model, open, for one catalogue. Immutable and thread-safe; closing the one that was
/// loaded frees native memory.
public interface OpenTermModel extends AutoCloseable {
  FittedModel<?> fitted();

  /// The same for a catalogue whose first items are those it was trained on. Shares native memory:
  /// closing it does nothing.
  OpenTermModel grown(Catalog catalog, Identifiers identifiers);

  /// As [#grown(Catalog, Identifiers)], by a model that can lend to an item that it was not trained
  /// on what it learnt of those that are most like it; others do without.
  ///
  /// @param signals of the larger catalogue, asked when somebody asks the model; immutable
  default OpenTermModel grown(Catalog catalog, Identifiers identifiers, Supplier<Signals> signals) {
    return grown(catalog, identifiers);
  }

  /// The model's own scores of all items, where it has any: natural logarithms but for a constant.
  default Optional<Scorer> scorer() {
    return Optional.empty();
  }

  /// The same with a prior over the next item. Shares native memory: closing it does nothing.
  ///
  /// @throws UnsupportedOperationException when the model has no scores of items
  default OpenTermModel with(ItemPrior prior) {
    throw new UnsupportedOperationException("the model has no scores of items");
  }

  @Override
  default void close() {
    fitted().close();
  }
}
