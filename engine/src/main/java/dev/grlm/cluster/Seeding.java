package dev.grlm.cluster;

import dev.grlm.tensor.LinearAlgebra;
import java.util.Arrays;
import java.util.SplittableRandom;

/// How the first centroids are chosen among the points.
public enum Seeding {
  /// each drawn by its squared distance to those before: k-means++ (Arthur and Vassilvitskii 2007);
  /// takes as long as an iteration
  SPREAD {
    @Override
    int[] choose(Points points, int count, long seed) {
      var random = new SplittableRandom(seed);
      var chosen = new int[count];
      var taken = new boolean[points.count()];
      var distances = new double[points.count()];
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      chosen[0] = random.nextInt(points.count());
      taken[chosen[0]] = true;
      for (int drawn = 1; drawn < count; drawn++) {
        double total = shrink(distances, points, chosen[drawn - 1], taken);
        chosen[drawn] = draw(distances, taken, total * random.nextDouble());
        taken[chosen[drawn]] = true;
      }
      return chosen;
    }
  },
  /// any, at random: where there are so many that spreading them would take too long
  RANDOM {
    @Override
    int[] choose(Points points, int count, long seed) {
      var random = new SplittableRandom(seed);
      var places = new int[points.count()];
      Arrays.setAll(places, place -> place);
      for (int place = 0; place < count; place++) {
        int other = place + random.nextInt(places.length - place);
        int swapped = places[place];
        places[place] = places[other];
        places[other] = swapped;
      }
      int[] chosen = Arrays.copyOf(places, count);
      Arrays.sort(chosen);
      return chosen;
    }
  };

  /// `count` different points.
  ///
  /// @param count 1 … points
  abstract int[] choose(Points points, int count, long seed);

  /// Takes one more chosen point into account.
  ///
  /// @param distances squared, to the nearest chosen point; 0 for those that are taken
  /// @return their sum
  private static double shrink(double[] distances, Points points, int chosen, boolean[] taken) {
    int width = points.dimensions();
    var center = new double[width];
    var point = new double[width];
    var values = new float[width];
    widen(points, chosen, values, center);
    double total = 0;
    for (int number = 0; number < distances.length; number++) {
      double distance = 0;
      if (!taken[number]) {
        widen(points, number, values, point);
        distance = LinearAlgebra.squaredDistance(point, 0, center, 0, width);
      }
      distances[number] = Math.min(distances[number], distance);
      total += distances[number];
    }
    return total;
  }

  private static void widen(Points points, int point, float[] values, double[] widened) {
    points.reader().copy(point, values, 0);
    for (int d = 0; d < values.length; d++) {
      widened[d] = values[d];
    }
  }

  /// The point at which the running sum passes `mark`; the last one possible where rounding leaves
  /// it short; the lowest free one where every distance is 0.
  private static int draw(double[] distances, boolean[] taken, double mark) {
    double sum = 0;
    int last = -1;
    int free = -1;
    for (int point = 0; point < distances.length; point++) {
      if (taken[point]) {
        continue;
      }
      free = free < 0 ? point : free;
      if (distances[point] > 0) {
        last = point;
        sum += distances[point];
        if (sum > mark) {
          return point;
        }
      }
    }
    return last < 0 ? free : last;
  }
}
