package dev.grlm.baseline;

import dev.grlm.data.Catalog;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The order in which items of equal score are listed: lower id first, as a number where the id is
/// one. Immutable and thread-safe.
///
/// Ids that are not made of digits only come after those that are, in the order of their
/// characters. (Comparing two ids as numbers whenever both are numbers, and as text otherwise, is
/// no order at all: `9` before `10`, `10` before `1a`, `1a` before `9`.)
public final class ItemOrder {
  /// Compares two item ids.
  public static final Comparator<String> BY_ID = ItemOrder::compareIds;

  private final int[] ranks;
  private final int[] items;

  private ItemOrder(int[] items) {
    this.items = items;
    this.ranks = new int[items.length];
    for (int rank = 0; rank < items.length; rank++) {
      ranks[items[rank]] = rank;
    }
  }

  /// The order of the items of `catalog`.
  public static ItemOrder of(Catalog catalog) {
    return new ItemOrder(
        IntStream.range(0, catalog.size())
            .boxed()
            .sorted(Comparator.comparing(item -> catalog.item(item).id(), BY_ID))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /// Number of items.
  public int size() {
    return ranks.length;
  }

  /// Place of the item among all, from 0.
  public int rank(int item) {
    return ranks[item];
  }

  /// The item at a place.
  public int item(int rank) {
    return items[rank];
  }

  private static int compareIds(String left, String right) {
    boolean leftNumeric = isNumber(left);
    boolean rightNumeric = isNumber(right);
    if (leftNumeric && rightNumeric) {
      return compareNumbers(left, right);
    }
    if (leftNumeric != rightNumeric) {
      return leftNumeric ? -1 : 1;
    }
    return left.compareTo(right);
  }

  /// By value whatever the number of digits; `7` before `07`, which are two different ids.
  private static int compareNumbers(String left, String right) {
    String leftDigits = withoutLeadingZeros(left);
    String rightDigits = withoutLeadingZeros(right);
    if (leftDigits.length() != rightDigits.length()) {
      return Integer.compare(leftDigits.length(), rightDigits.length());
    }
    int byValue = leftDigits.compareTo(rightDigits);
    return byValue != 0 ? byValue : Integer.compare(left.length(), right.length());
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
