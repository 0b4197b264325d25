package dev.grlm.codebook;

import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Gives codes to items that came after the books were fitted, one at a time; those that have some
/// keep them. Only codes that a model has seen are given, for it cannot generate others: where the
/// nearest code of a level is none, the nearest one that is. Immutable and thread-safe as the
/// quantizer is.
public final class LateCodes {
  /// How an item came by its codes.
  public enum Way {
    /// They are its nearest ones, perhaps with a digit, and no other item has them; or they are
    /// nearest, and sharing them is the rule.
    NEAREST,
    /// The last code of the books is another one, because the nearest left nothing free.
    MOVED,
    /// It shares all codes with another item, because with no last code anything was free.
    SHARED
  }

  /// @param codes of each level
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  public record Given(int[] codes, Way way) {}

  private final Quantizer quantizer;
  private final Collisions collisions;

  /// The books with the codes that can be spelled alone.
  private final Codebooks books;

  /// Of each level, the code that each row of [#books] is; of a digit the numbers there are.
  private final List<List<Integer>> spelled;

  /// @param quantizer by which the fitted items got their codes; closed by its owner
  /// @param collisions what happened to those that had the same
  /// @param spelled of each level the codes that a model can generate, at least one
  /// @throws IllegalArgumentException when levels or codes are not those of the books
  public LateCodes(Quantizer quantizer, Collisions collisions, List<List<Integer>> spelled) {
    Codebooks all = quantizer.books();
    int levels = all.levels() + (collisions == Collisions.DIGIT ? 1 : 0);
    if (spelled.size() != levels) {
      throw new IllegalArgumentException(
          "codes of %d levels, the books are for %d".formatted(spelled.size(), levels));
    }
    this.quantizer = quantizer;
    this.collisions = collisions;
    this.spelled = spelled.stream().map(codes -> codes.stream().sorted().toList()).toList();
    var kept = new ArrayList<Matrix>();
    for (int level = 0; level < all.levels(); level++) {
      kept.add(rows(all.books().get(level), this.spelled.get(level), level));
    }
    this.books = new Codebooks(kept, all.unit());
  }

  private static Matrix rows(Matrix book, List<Integer> codes, int level) {
    if (codes.isEmpty() || codes.getFirst() < 0 || codes.getLast() >= book.rows()) {
      throw new IllegalArgumentException(
          "level %d of the books has %d codes, and these are to be among them: %s"
              .formatted(level + 1, book.rows(), codes));
    }
    int width = book.columns();
    var values = new double[codes.size() * width];
    for (int row = 0; row < codes.size(); row++) {
      System.arraycopy(book.values(), codes.get(row) * width, values, row * width, width);
    }
    return new Matrix(codes.size(), width, values);
  }

  /// @param vector of the kind that the quantizer was fitted to
  /// @param taken whether another item has all these codes
  public Given give(float[] vector, Predicate<int[]> taken) {
    Quantized quantized =
        books.quantize(quantizer.encoded(new ItemVectors(1, vector.length, vector)));
    int last = books.levels() - 1;
    var codes = new int[spelled.size()];
    for (int level = 0; level < last; level++) {
      codes[level] = spelled.get(level).get(quantized.codes().code(0, level));
    }
    int nearest = quantized.codes().code(0, last);
    for (int row : byDistance(quantized.lastDistances(0), nearest)) {
      codes[last] = spelled.get(last).get(row);
      if (free(codes, taken)) {
        return new Given(codes, row == nearest ? Way.NEAREST : Way.MOVED);
      }
    }
    codes[last] = spelled.get(last).get(nearest);
    if (collisions == Collisions.DIGIT) {
      codes[last + 1] = spelled.getLast().getFirst();
    }
    return new Given(codes, Way.SHARED);
  }

  /// @param nearest as quantising has it, whatever rounding says
  private static List<Integer> byDistance(double[] distances, int nearest) {
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> row == nearest ? -1 : distances[row]))
        .toList();
  }

  /// Whether an item can have these codes of the books; writes the digit where there is one.
  private boolean free(int[] codes, Predicate<int[]> taken) {
    return switch (collisions) {
      case KEEP -> true;
      case REPAIR, MATCHING -> !taken.test(codes);
      case DIGIT -> {
        for (int digit : spelled.getLast()) {
          codes[codes.length - 1] = digit;
          if (!taken.test(codes)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }
}
