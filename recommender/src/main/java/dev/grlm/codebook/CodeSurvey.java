package dev.grlm.codebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What the codes of a catalogue look like, for people.
///
/// @param items in the catalogue
/// @param collisionRate share of the items that would have to go for every sequence of the code
///   books to be there once: before anything was done about collisions
/// @param collisionRateAfter the same of the codes that the items have
/// @param collidingItems items that share all their codes with another
/// @param largestGroup items with the commonest sequence
/// @param levels the coarsest first, one that only tells items apart among them
public record CodeSurvey(
    int items,
    double collisionRate,
    double collisionRateAfter,
    int collidingItems,
    int largestGroup,
    List<Level> levels) {
  /// Codes that are shown of a level.
  private static final int SHOWN = 5;

  /// One level.
  ///
  /// @param size how many codes it has
  /// @param used how many of them some item has
  /// @param perplexity how many codes would be as hard to guess if all were equally frequent
  /// @param largest the codes of most items, most first; none that no item has
  public record Level(int size, int used, double perplexity, List<Code> largest) {
    public Level {
      largest = List.copyOf(largest);
    }

    /// Of all items, the share that has the commonest code.
    public double largestShare() {
      return largest.isEmpty() ? 0 : largest.getFirst().share();
    }
  }

  /// One code.
  ///
  /// @param items that have it
  /// @param share of all items
  /// @param titles of the items that lie nearest to it, in one text; empty where a level only tells
  ///   items apart
  public record Code(int code, int items, double share, String titles) {}

  public CodeSurvey {
    levels = List.copyOf(levels);
  }

  public static CodeSurvey of(CodeTables tables) {
    Codes codes = tables.codes();
    CodebookReport report = tables.report();
    var levels = new ArrayList<Level>();
    for (int level = 0; level < codes.levels(); level++) {
      CodebookReport.Level counted = report.levels().get(level);
      levels.add(
          new Level(counted.size(), counted.used(), counted.perplexity(), largest(tables, level)));
    }
    return new CodeSurvey(
        codes.items(),
        report.collisionRate(),
        codes.items() == 0 ? 0 : (double) codes.surplus() / codes.items(),
        report.collidingItems(),
        report.largestGroup(),
        levels);
  }

  /// Of equally many items the smaller number first.
  private static List<Code> largest(CodeTables tables, int level) {
    int[] counts = CodebookReport.counts(tables.codes(), level);
    return IntStream.range(0, counts.length)
        .filter(code -> counts[code] > 0)
        .boxed()
        .sorted(Comparator.comparingInt(code -> -counts[code]))
        .limit(SHOWN)
        .map(code ->
            new Code(
                code,
                counts[code],
                (double) counts[code] / tables.codes().items(),
                tables.titles(level, code)))
        .toList();
  }
}
