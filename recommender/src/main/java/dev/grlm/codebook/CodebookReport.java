package dev.grlm.codebook;

import java.util.ArrayList;
import java.util.List;

/// What codes of a catalogue look like, in numbers.
///
/// @param items in the catalogue
/// @param levels the coarsest first, a level that only tells items apart among them
/// @param collisionRate share of the items that would have to go for every sequence of the code
///   books to be there once: before anything was done about collisions
/// @param collidingItems items that share all their codes with another after it was done
/// @param largestGroup items with the commonest sequence after it was done
public record CodebookReport(
    int items, List<Level> levels, double collisionRate, int collidingItems, int largestGroup) {

  /// One level.
  ///
  /// @param size how many codes it has
  /// @param used how many of them some item has
  /// @param perplexity how many codes would be as hard to guess if all were equally frequent: the
  ///   exponential of the entropy
  public record Level(int size, int used, double perplexity) {}

  public CodebookReport {
    levels = List.copyOf(levels);
  }

  /// @param quantised as the code books gave them
  /// @param codes as the items have them
  public static CodebookReport of(Codes quantised, Codes codes) {
    var levels = new ArrayList<Level>();
    for (int level = 0; level < codes.levels(); level++) {
      levels.add(level(codes, level));
    }
    List<Integer> groups = codes.groups(codes.levels()).stream().map(List::size).toList();
    return new CodebookReport(
        codes.items(),
        levels,
        codes.items() == 0 ? 0 : (double) quantised.surplus() / codes.items(),
        groups.stream().filter(size -> size > 1).mapToInt(Integer::intValue).sum(),
        groups.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  private static Level level(Codes codes, int level) {
    int[] items = counts(codes, level);
    int used = 0;
    double entropy = 0;
    for (int count : items) {
      if (count > 0) {
        used++;
        double share = (double) count / codes.items();
        entropy -= share * Math.log(share);
      }
    }
    return new Level(items.length, used, Math.exp(entropy));
  }

  /// Of each code of a level, how many items have it.
  static int[] counts(Codes codes, int level) {
    var counts = new int[codes.sizes().get(level)];
    for (int item = 0; item < codes.items(); item++) {
      counts[codes.code(item, level)]++;
    }
    return counts;
  }
}
