package dev.grlm.ground;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows the identifiers of the catalogue and nothing between them: for symbols of which two that
/// differ in one say nothing of each other, as numbers do. Immutable and thread-safe.
///
/// @param order of the items of one identifier
/// @param items that there are; null for all
public record ExactGrounder(Identifiers identifiers, ItemOrder order, @Nullable BitSet items)
    implements Grounder {

  /// Among all items.
  public ExactGrounder(Identifiers identifiers, ItemOrder order) {
    this(identifiers, order, null);
  }

  @Override
  public Grounding ground(Identifier generated) {
    List<Integer> group =
        identifiers.items(generated).stream()
            .filter(item -> items == null || items.get(item))
            .sorted(Comparator.comparingInt(order::rank))
            .toList();
    return group.isEmpty() ? new Grounding.Unmatched() : new Grounding.Exact(group);
  }

  @Override
  public Grounder among(BitSet some) {
    return new ExactGrounder(identifiers, order, some);
  }
}
