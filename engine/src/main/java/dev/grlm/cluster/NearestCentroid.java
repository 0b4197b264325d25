package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The nearest centroid of points by Euclidean distance, the first one on ties.
///
/// A float32 product proposes: |c|² − 2·x·c is least where x is nearest. Whatever is within the
/// rounding error of the least is then told apart by distances in double precision, summed in a
/// fixed order; so the result does not depend on how the product was computed, nor on the machine.
/// Of centroids that are equal to the bit only the first takes part, else a catalogue full of equal
/// rows would have all of them told apart.
final class NearestCentroid {
  /// Points whose products are in memory at the same time.
  private static final int BLOCK = 1024;

  /// Largest relative error of one float32 operation.
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final Matrix centroids;

  /// The different ones.
  private final int[] numbers;

  private final float[] values;
  private final double[] squares;

  /// By which two values of |c|² − 2·x·c may be in the wrong order, for a point of length 1: twice
  /// 2·|c|·(dimensions + 2) roundings, and as much again for the length of the longest centroid and
  /// the sums that are not counted here.
  private final double tolerance;

  NearestCentroid(Matrix centroids) {
    this.centroids = centroids;
    this.numbers = different(centroids);
    int width = centroids.columns();
    this.values = new float[numbers.length * width];
    this.squares = new double[numbers.length];
    double longest = 0;
    for (int place = 0; place < numbers.length; place++) {
      for (int d = 0; d < width; d++) {
        double value = centroids.at(numbers[place], d);
        values[place * width + d] = (float) value;
        squares[place] += value * value;
      }
      longest = Math.max(longest, squares[place]);
    }
    this.tolerance = 8 * UNIT_ROUNDOFF * (width + 2) * Math.sqrt(longest);
  }

  private static int[] different(Matrix centroids) {
    Map<DoubleBuffer, Integer> firsts = HashMap.newHashMap(centroids.rows());
    int width = centroids.columns();
    return IntStream.range(0, centroids.rows())
        .filter(row ->
            firsts.putIfAbsent(DoubleBuffer.wrap(centroids.values(), row * width, width), row)
                == null)
        .toArray();
  }

  /// Of each point the number of its centroid.
  int[] of(Points points) {
    var nearest = new int[points.count()];
    int width = points.dimensions();
    var point = new double[width];
    for (int from = 0; from < nearest.length; from += BLOCK) {
      int end = Math.min(nearest.length, from + BLOCK);
      float[] block = points.block(from, end);
      float[] products = LinearAlgebra.productTransposed(block, values, width);
      for (int row = from; row < end; row++) {
        double square = 0;
        for (int d = 0; d < width; d++) {
          point[d] = block[(row - from) * width + d];
          square += point[d] * point[d];
        }
        nearest[row] =
            numbers[nearest(point, Math.sqrt(square), products, (row - from) * squares.length)];
      }
    }
    return nearest;
  }

  private int nearest(double[] point, double length, float[] products, int start) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < squares.length; place++) {
      double value = squares[place] - 2.0 * products[start + place];
      if (value < least) {
        least = value;
        nearest = place;
      }
    }
    double enough = least + tolerance * length;
    double distance = Double.NaN; // of the nearest, once there is a second one
    int proposed = nearest;
    for (int place = 0; place < squares.length; place++) {
      double value = squares[place] - 2.0 * products[start + place];
      if (value <= enough && place != proposed) {
        if (Double.isNaN(distance)) {
          distance = distance(point, nearest);
        }
        double other = distance(point, place);
        if (other < distance || (other == distance && place < nearest)) {
          distance = other;
          nearest = place;
        }
      }
    }
    return nearest;
  }

  private double distance(double[] point, int place) {
    int width = point.length;
    return LinearAlgebra.squaredDistance(
        point, 0, centroids.values(), numbers[place] * width, width);
  }
}
