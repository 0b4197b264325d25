package dev.grlm.codebook;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What begins with some codes, for people: the items below them, and what lies beside them in the
/// book of the last.
///
/// @param steps the codes from the coarsest on
/// @param items that begin with all of them
/// @param shown some of these, in the order of the tables
/// @param nearest other codes of the last step's level that some item has, nearest first; none
///   where the level only tells items apart
public record CodePrefix(List<Step> steps, int items, List<Shown> shown, List<Near> nearest) {
  /// Codes that are shown beside the last.
  private static final int SHOWN = 5;

  /// One code of the beginning.
  ///
  /// @param items that begin so, with this code and those before it
  /// @param titles of the items that lie nearest to the code, whatever the codes before it
  public record Step(int code, int items, String titles) {}

  /// An item.
  ///
  /// @param codes all of them
  public record Shown(String id, String title, List<Integer> codes) {
    public Shown {
      codes = List.copyOf(codes);
    }
  }

  /// A code beside the last one.
  ///
  /// @param distance Euclidean, between the two in their book
  /// @param items that have it, whatever the codes before it
  /// @param titles of the items that lie nearest to it
  public record Near(int code, double distance, int items, String titles) {}

  public CodePrefix {
    steps = List.copyOf(steps);
    shown = List.copyOf(shown);
    nearest = List.copyOf(nearest);
  }

  /// @param prefix at least one code, at most as many as an item has
  /// @param most items that are shown
  /// @throws IllegalArgumentException naming level and code, where the level does not have it
  /// @throws IOException in one line, when the books are missing or broken
  public static CodePrefix of(CodeTables tables, int[] prefix, int most) throws IOException {
    require(tables.codes(), prefix);
    var steps = new ArrayList<Step>();
    for (int level = 0; level < prefix.length; level++) {
      int code = prefix[level];
      int items = below(tables, Arrays.copyOf(prefix, level + 1)).length;
      steps.add(new Step(code, items, tables.titles(level, code)));
    }
    int[] items = below(tables, prefix);
    List<Shown> shown =
        Arrays.stream(items)
            .limit(most)
            .mapToObj(item ->
                new Shown(
                    tables.catalog().item(item).id(),
                    CodeTitles.title(tables.catalog(), item),
                    Arrays.stream(tables.codes().of(item)).boxed().toList()))
            .toList();
    return new CodePrefix(
        steps, items.length, shown, nearest(tables, prefix.length - 1, prefix[prefix.length - 1]));
  }

  private static void require(Codes codes, int[] prefix) {
    if (prefix.length < 1 || prefix.length > codes.levels()) {
      throw new IllegalArgumentException(
          "1 … %d codes expected, found %d".formatted(codes.levels(), prefix.length));
    }
    for (int level = 0; level < prefix.length; level++) {
      int size = codes.sizes().get(level);
      if (prefix[level] < 0 || prefix[level] >= size) {
        throw new IllegalArgumentException(
            "level %d has the codes 0 … %d, not %d".formatted(level + 1, size - 1, prefix[level]));
      }
    }
  }

  /// The longest beginning of an item's codes that another item has as well, or its first code.
  public static int[] shared(Codes codes, int item) {
    int[] own = codes.of(item);
    int longest = 1;
    for (int other = 0; other < codes.items(); other++) {
      int same = Arrays.mismatch(own, codes.of(other));
      if (other != item) {
        longest = Math.max(longest, same < 0 ? own.length : same);
      }
    }
    return Arrays.copyOf(own, longest);
  }

  /// Items that begin so, in the order of the tables.
  private static int[] below(CodeTables tables, int[] prefix) {
    return IntStream.range(0, tables.codes().items())
        .map(tables.order()::item)
        .filter(
            item -> Arrays.equals(prefix, Arrays.copyOf(tables.codes().of(item), prefix.length)))
        .toArray();
  }

  private static List<Near> nearest(CodeTables tables, int level, int code) throws IOException {
    Codebooks books = tables.books();
    if (level >= books.levels()) {
      return List.of();
    }
    Matrix book = books.books().get(level);
    int[] counts = CodebookReport.counts(tables.codes(), level);
    return IntStream.range(0, Math.min(book.rows(), counts.length))
        .filter(other -> other != code && counts[other] > 0)
        .mapToObj(other ->
            new Near(
                other, distance(book, code, other), counts[other], tables.titles(level, other)))
        .sorted(Comparator.comparingDouble(Near::distance))
        .limit(SHOWN)
        .toList();
  }

  private static double distance(Matrix book, int one, int other) {
    int width = book.columns();
    return Math.sqrt(
        LinearAlgebra.squaredDistance(
            book.values(), one * width, book.values(), other * width, width));
  }
}
