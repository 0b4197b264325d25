package dev.grlm.codebook;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The codes of every item of a catalogue, in its order: one number per level, the coarsest first.
/// Immutable and thread-safe.
public final class Codes {
  /// The levels are told apart by letters, and identifiers with more could not be grounded.
  public static final int MOST_LEVELS = 8;

  private final List<Integer> sizes;
  private final int[][] byItem;

  /// @param sizes how many codes there are at each level, whether or not an item has them
  /// @param byItem items × levels; copied
  /// @throws IllegalArgumentException naming item, level and code, where one does not fit
  public Codes(List<Integer> sizes, int[][] byItem) {
    this.sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.size() > MOST_LEVELS || sizes.stream().anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException(
          "1 … %d levels of at least one code expected, found %s".formatted(MOST_LEVELS, sizes));
    }
    this.byItem = new int[byItem.length][];
    for (int item = 0; item < byItem.length; item++) {
      this.byItem[item] = byItem[item].clone();
      require(item);
    }
  }

  private void require(int item) {
    int[] codes = byItem[item];
    if (codes.length != sizes.size()) {
      throw new IllegalArgumentException(
          "item number %d has %d codes, %d expected".formatted(item, codes.length, sizes.size()));
    }
    for (int level = 0; level < codes.length; level++) {
      if (codes[level] < 0 || codes[level] >= sizes.get(level)) {
        throw new IllegalArgumentException(
            "item number %d has the code %d at level %d, which has 0 … %d"
                .formatted(item, codes[level], level + 1, sizes.get(level) - 1));
      }
    }
  }

  /// Number of items.
  public int items() {
    return byItem.length;
  }

  public int levels() {
    return sizes.size();
  }

  /// How many codes there are at each level.
  public List<Integer> sizes() {
    return sizes;
  }

  /// @param level from 0
  public int code(int item, int level) {
    return byItem[item][level];
  }

  /// The codes of an item; a copy.
  public int[] of(int item) {
    return byItem[item].clone();
  }

  /// With other codes at the last level.
  ///
  /// @param last one per item
  Codes withLast(int[] last) {
    var changed = new int[byItem.length][];
    for (int item = 0; item < changed.length; item++) {
      changed[item] = of(item);
      changed[item][levels() - 1] = last[item];
    }
    return new Codes(sizes, changed);
  }

  /// With one more level behind the others.
  ///
  /// @param codes one per item
  Codes with(int size, int[] codes) {
    var longer = new int[byItem.length][];
    for (int item = 0; item < longer.length; item++) {
      longer[item] = Arrays.copyOf(byItem[item], levels() + 1);
      longer[item][levels()] = codes[item];
    }
    var more = new ArrayList<>(sizes);
    more.add(size);
    return new Codes(more, longer);
  }

  /// The items that share their first codes, in order of the items.
  ///
  /// @param levels how many codes are compared; 0 puts all items together
  public List<List<Integer>> groups(int levels) {
    Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
    for (int item = 0; item < byItem.length; item++) {
      List<Integer> prefix = Arrays.stream(byItem[item], 0, levels).boxed().toList();
      groups.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(item);
    }
    return groups.values().stream().map(Collections::unmodifiableList).toList();
  }

  /// Of how many items it cannot be told which one is meant but for the first of each group: items
  /// − different sequences.
  public int surplus() {
    return items() - groups(levels()).size();
  }

  /// As symbols: a letter for the level, then the number, as in `a17 b3 c200 d0`.
  public Identifiers identifiers() {
    var identifiers = new ArrayList<Identifier>(byItem.length);
    for (int[] codes : byItem) {
      var symbols = new ArrayList<String>();
      for (int level = 0; level < codes.length; level++) {
        symbols.add(symbol(level, codes[level]));
      }
      identifiers.add(new Identifier(symbols));
    }
    return new Identifiers(identifiers);
  }

  /// @param level from 0
  public static String symbol(int level, int code) {
    return (char) ('a' + level) + Integer.toString(code);
  }

  /// The code of a symbol that [#symbol] made.
  ///
  /// @throws IllegalArgumentException naming the symbol, when it is none of that level
  public static int code(int level, String symbol) {
    String digits = symbol.isEmpty() ? "" : symbol.substring(1);
    if (!digits.matches("[0-9]{1,9}") || !symbol.equals(symbol(level, Integer.parseInt(digits)))) {
      throw new IllegalArgumentException(
          "'%s' is no code of level %d".formatted(symbol, level + 1));
    }
    return Integer.parseInt(digits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codes codes
        && sizes.equals(codes.sizes)
        && Arrays.deepEquals(byItem, codes.byItem);
  }

  @Override
  public int hashCode() {
    return 31 * sizes.hashCode() + Arrays.deepHashCode(byItem);
  }

  @Override
  public String toString() {
    return "Codes" + sizes + Arrays.deepToString(byItem);
  }
}
