package dev.grlm.codebook;

import dev.grlm.cluster.Clustering;
import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A code book per level. A vector is quantised from the coarsest level on: the nearest code is its
/// code there, and what is left of it after that code goes to the next level (Zeghidour et al.
/// 2021, arXiv 2107.03312, algorithm 1). Immutable if nobody writes into the matrices.
///
/// @param books codes × width each, values that float32 holds
/// @param unit whether a vector, and what is left of it, is brought to length 1 before each level
public record Codebooks(List<Matrix> books, boolean unit) {
  /// Of vectors as they are, and what is left as it is.
  public Codebooks(List<Matrix> books) {
    this(books, false);
  }

  /// @throws IllegalArgumentException naming the widths, where they differ
  public Codebooks {
    books = List.copyOf(books);
    if (books.isEmpty() || books.stream().mapToInt(Matrix::columns).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "code books of one width expected, found "
              + books.stream().map(Matrix::columns).toList());
    }
  }

  public int levels() {
    return books.size();
  }

  public int width() {
    return books.getFirst().columns();
  }

  /// How many codes each level has.
  public List<Integer> sizes() {
    return books.stream().map(Matrix::rows).toList();
  }

  /// Of a vector alone the same as in company.
  public Quantized quantize(ItemVectors vectors) {
    Trail trail = trail(vectors);
    var codes = new int[vectors.items()][levels()];
    var distances = new double[levels()][];
    for (int level = 0; level < levels(); level++) {
      for (int item = 0; item < codes.length; item++) {
        codes[item][level] = trail.codes()[level][item];
      }
      distances[level] = squares(trail.rests().get(level));
    }
    return new Quantized(
        new Codes(sizes(), codes), distances, trail.left().getLast(), books.getLast());
  }

  /// All steps of a quantisation.
  ///
  /// @param codes levels × items
  /// @param left of each level, what of each vector it was given
  /// @param rests of each level, what it left over
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Trail(int[][] codes, List<ItemVectors> left, List<ItemVectors> rests) {}

  Trail trail(ItemVectors vectors) {
    var codes = new int[levels()][];
    var left = new ArrayList<ItemVectors>();
    var rests = new ArrayList<ItemVectors>();
    for (int level = 0; level < levels(); level++) {
      ItemVectors before = level == 0 ? vectors : rests.getLast();
      left.add(unit ? before.normalized() : before);
      codes[level] = nearest(level, left.getLast());
      rests.add(rest(left.getLast(), books.get(level), codes[level]));
    }
    return new Trail(codes, left, rests);
  }

  private int[] nearest(int level, ItemVectors left) {
    return new Clustering(new int[0], books.get(level), 0).nearest(left.points());
  }

  /// What is left of each vector after its code.
  static ItemVectors rest(ItemVectors left, Matrix book, int[] codes) {
    int width = left.width();
    float[] rest = left.values().clone();
    for (int item = 0; item < codes.length; item++) {
      for (int d = 0; d < width; d++) {
        rest[item * width + d] -= (float) book.at(codes[item], d);
      }
    }
    return new ItemVectors(left.items(), width, rest);
  }

  private static double[] squares(ItemVectors vectors) {
    var squares = new double[vectors.items()];
    Arrays.setAll(squares, item -> square(vectors, item));
    return squares;
  }

  private static double square(ItemVectors vectors, int item) {
    int width = vectors.width();
    var row = new double[width];
    for (int d = 0; d < width; d++) {
      row[d] = vectors.values()[item * width + d];
    }
    return LinearAlgebra.squaredDistance(row, 0, new double[width], 0, width);
  }

  /// The book with every value rounded to float32, as it is stored.
  static Matrix rounded(Matrix book) {
    var values = new double[book.values().length];
    Arrays.setAll(values, i -> (float) book.values()[i]);
    return new Matrix(book.rows(), book.columns(), values);
  }
}
