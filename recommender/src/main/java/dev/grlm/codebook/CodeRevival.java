package dev.grlm.codebook;

import dev.grlm.neighbor.Samples;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Puts codes where items are: without it most codes of a book that is trained by gradients alone
/// are never the nearest of any item and stay where they began.
///
/// @param seed of what is drawn
record CodeRevival(long seed) {
  /// Of Lloyd, before the first step; training goes on from there.
  private static final int ITERATIONS = 20;

  /// The first books: residual k-means of all items as they are encoded.
  Codebooks first(ItemVectors encoded, RqVaeShape shape) {
    return new ResidualKMeans(shape.levels(), shape.codes(), ITERATIONS, false, seed).fit(encoded);
  }

  /// The vectors of some items, each at most once.
  ItemVectors drawn(ItemVectors vectors, int count) {
    int[] items = Samples.of(IntStream.range(0, vectors.items()).toArray(), count, seed);
    return new ItemVectors(count, vectors.width(), vectors.rows(items));
  }

  /// Each code that is no item's nearest takes the place of what is left of a random item before
  /// its level.
  Codebooks revived(Codebooks books, ItemVectors encoded, int epoch) {
    Codebooks.Trail trail = books.trail(encoded);
    var revived = new ArrayList<Matrix>();
    for (int level = 0; level < books.levels(); level++) {
      var random = new SplittableRandom((seed * 1_000_003 + epoch) * 31 + level);
      revived.add(
          revived(books.books().get(level), trail.codes()[level], trail.left().get(level), random));
    }
    return new Codebooks(revived);
  }

  private static Matrix revived(
      Matrix book, int[] codes, ItemVectors residuals, SplittableRandom random) {
    var used = new boolean[book.rows()];
    for (int code : codes) {
      used[code] = true;
    }
    double[] values = book.values().clone();
    int width = book.columns();
    for (int code = 0; code < used.length; code++) {
      if (!used[code]) {
        int item = random.nextInt(residuals.items());
        for (int d = 0; d < width; d++) {
          values[code * width + d] = residuals.values()[item * width + d];
        }
      }
    }
    return new Matrix(book.rows(), width, values);
  }
}
