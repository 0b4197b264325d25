package dev.grlm.identifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The identifier of every item of a catalogue, in catalogue order. Immutable and thread-safe.
///
/// Items that share an identifier form a *collision group*.
public final class Identifiers {
  private final List<Identifier> byItem;
  private final Map<Identifier, List<Integer>> groups;
  private final int length;

  /// @throws IllegalArgumentException naming the item, when its identifier has another length than
  ///   the first one
  public Identifiers(List<Identifier> byItem) {
    this.byItem = List.copyOf(byItem);
    this.length = byItem.isEmpty() ? 0 : byItem.getFirst().length();
    var grouped = new LinkedHashMap<Identifier, List<Integer>>();
    for (int item = 0; item < byItem.size(); item++) {
      Identifier identifier = byItem.get(item);
      if (identifier.length() != length) {
        throw new IllegalArgumentException(
            "item number "
                + item
                + " has "
                + identifier.length()
                + " symbols, expected "
                + length
                + ": "
                + identifier);
      }
      grouped.computeIfAbsent(identifier, _ -> new ArrayList<>()).add(item);
    }
    grouped.replaceAll((_, items) -> List.copyOf(items));
    this.groups = Collections.unmodifiableMap(grouped);
  }

  /// For items that have none: each has the empty identifier.
  public static Identifiers none(int items) {
    return new Identifiers(Collections.nCopies(items, new Identifier(List.of())));
  }

  /// Number of items.
  public int size() {
    return byItem.size();
  }

  /// Slots per identifier.
  public int length() {
    return length;
  }

  public Identifier of(int item) {
    return byItem.get(item);
  }

  public List<Identifier> all() {
    return byItem;
  }

  /// The items with exactly this identifier, in catalogue order; empty where there is none.
  public List<Integer> items(Identifier identifier) {
    return groups.getOrDefault(identifier, List.of());
  }

  /// Distinct identifiers with their items, in order of first appearance.
  public Map<Identifier, List<Integer>> groups() {
    return groups;
  }
}
