package dev.grlm.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The order in which items come that nothing else tells apart: item id ↑, or training popularity ↓
/// and then item id ↑ (docs/decisions/0004). Immutable and thread-safe.
///
/// Ids of decimal digits are compared as numbers and stand before all other ids, which are compared
/// as text (by UTF-16 code unit). To compare two ids as numbers only where both are numbers, and as
/// text otherwise, would be no order: 9 < 10 < 1a < 9.
public final class ItemOrder {
  /// Item ids ascending, as the class says. Ids of equal value (`7`, `07`) are compared as text.
  public static final Comparator<String> BY_ID = ItemOrder::compareIds;

  private final int[] items;
  private final int[] ranks;

  private ItemOrder(int[] items) {
    this.items = items;
    this.ranks = new int[items.length];
    for (int rank = 0; rank < items.length; rank++) {
      ranks[items[rank]] = rank;
    }
  }

  /// By id alone.
  public static ItemOrder of(Catalog catalog) {
    return of(catalog.items().stream().map(Item::id).toList(), new long[catalog.size()]);
  }

  /// By training popularity, then id.
  public static ItemOrder byPopularity(Dataset dataset) {
    return of(dataset.catalog().items().stream().map(Item::id).toList(), dataset.popularity());
  }

  /// @param ids the items' ids in catalogue order
  /// @param popularity how often each item occurs in training positions; same order and length
  public static ItemOrder of(List<String> ids, long[] popularity) {
    if (ids.size() != popularity.length) {
      throw new IllegalArgumentException(
          ids.size() + " item ids but " + popularity.length + " popularities");
    }
    var sorted = new Integer[popularity.length];
    Arrays.setAll(sorted, Integer::valueOf);
    Comparator<Integer> popular = Comparator.comparingLong(item -> -popularity[item]);
    Arrays.sort(sorted, popular.thenComparing(ids::get, BY_ID));
    return new ItemOrder(Arrays.stream(sorted).mapToInt(Integer::intValue).toArray());
  }

  /// Number of items.
  public int size() {
    return items.length;
  }

  /// @param rank 0 is the first in order
  public int item(int rank) {
    return items[rank];
  }

  /// Place of the item in order, 0 is the first.
  public int rank(int item) {
    return ranks[item];
  }

  private static int compareIds(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    if (leftIsNumber != isNumber(right)) {
      return leftIsNumber ? -1 : 1;
    }
    if (!leftIsNumber) {
      return left.compareTo(right);
    }
    int byValue = compareNumbers(left, right);
    return byValue != 0 ? byValue : left.compareTo(right);
  }

  /// Without parsing, because ids may have more digits than a `long` holds.
  private static int compareNumbers(String left, String right) {
    int leftZeros = leadingZeros(left);
    int rightZeros = leadingZeros(right);
    int byDigits = Integer.compare(left.length() - leftZeros, right.length() - rightZeros);
    return byDigits != 0
        ? byDigits
        : left.substring(leftZeros).compareTo(right.substring(rightZeros));
  }

  private static int leadingZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
