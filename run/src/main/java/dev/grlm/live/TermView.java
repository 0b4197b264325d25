package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import java.util.List;

/// A term with the items that have it.
///
/// @param items how many have it
/// @param examples some of them, the most popular first
/// @param siblings terms that items of this term have in the same or another slot, the commonest
///   first
public record TermView(String term, int items, List<Example> examples, List<Sibling> siblings) {
  public TermView {
    examples = List.copyOf(examples);
    siblings = List.copyOf(siblings);
  }

  /// @param slot in which the item has the term, from 0
  public record Example(Item item, Identifier identifier, int slot) {}

  /// @param items how many items have both terms
  public record Sibling(String term, int items) {}
}
