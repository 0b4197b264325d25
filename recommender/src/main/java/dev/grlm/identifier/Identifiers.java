package dev.grlm.identifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The identifier of every item of a catalogue, in catalogue order. Immutable and thread-safe.
///
/// Items that share an identifier form a *collision group*. Identifiers are of one length unless
/// they are made by [#ofAnyLength]: most of what reads them counts on slots that all of them have.
public final class Identifiers {
  private final List<Identifier> byItem;
  private final Map<Identifier, List<Integer>> groups;
  private final Lengths lengths;

  /// @throws IllegalArgumentException naming the item, when its identifier has another length than
  ///   the first one
  public Identifiers(List<Identifier> byItem) {
    this(requireOneLength(byItem), Lengths.of(byItem));
  }

  private Identifiers(List<Identifier> byItem, Lengths lengths) {
    this.byItem = List.copyOf(byItem);
    this.lengths = lengths;
    var grouped = new LinkedHashMap<Identifier, List<Integer>>();
    for (int item = 0; item < byItem.size(); item++) {
      grouped.computeIfAbsent(byItem.get(item), _ -> new ArrayList<>()).add(item);
    }
    grouped.replaceAll((_, items) -> List.copyOf(items));
    this.groups = Collections.unmodifiableMap(grouped);
  }

  /// Identifiers that may differ in length; where they do not, they are as any others.
  public static Identifiers ofAnyLength(List<Identifier> byItem) {
    return new Identifiers(byItem, Lengths.of(byItem));
  }

  private static List<Identifier> requireOneLength(List<Identifier> byItem) {
    int length = byItem.isEmpty() ? 0 : byItem.getFirst().length();
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
    }
    return byItem;
  }

  /// These with further ones behind them, which may differ in length where these do.
  ///
  /// @param all these and the further ones
  /// @throws IllegalArgumentException naming the item, when an identifier has another length than
  ///   these, which have one
  public Identifiers larger(List<Identifier> all) {
    return lengths.fixed() ? new Identifiers(all) : ofAnyLength(all);
  }

  /// For items that have none: each has the empty identifier.
  public static Identifiers none(int items) {
    return new Identifiers(Collections.nCopies(items, new Identifier(List.of())));
  }

  /// Number of items.
  public int size() {
    return byItem.size();
  }

  /// Slots per identifier; of the longest, where they differ.
  public int length() {
    return lengths.longest();
  }

  public Lengths lengths() {
    return lengths;
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
