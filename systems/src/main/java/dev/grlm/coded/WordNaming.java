package dev.grlm.coded;

import dev.grlm.identifier.Identifier;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Names items that came after the fit by words that a model knows. Thread-safe.
public interface WordNaming extends AutoCloseable {
  /// Why an item is called as another is.
  String SHARED = "items that share a like item's identifier, because nothing was free";

  /// @param known what the model can say
  Named name(NewItem item, Known known);

  @Override
  void close();

  /// What a model can say of items.
  ///
  /// @param words of each slot; an empty one is the end
  /// @param spells whether it can say an identifier as a whole
  record Known(List<Set<String>> words, Predicate<Identifier> spells) {
    public Known {
      words = List.copyOf(words);
    }

    /// Whether it can say an identifier that no item has.
    public Predicate<Identifier> free(NewItem item) {
      return identifier -> spells.test(identifier) && !item.taken().test(identifier);
    }
  }
}
