package dev.grlm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedKMeansTest {
  private static Points gaussian(int count, int width, long seed) {
    var random = new SplittableRandom(seed);
    var values = new float[count * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Points.of(values, width);
  }

  private static List<Integer> sizes(Clustering clustering) {
    var sizes = new int[clustering.centroids().rows()];
    Arrays.stream(clustering.clusterOf()).forEach(cluster -> sizes[cluster]++);
    return Arrays.stream(sizes).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 32, 10, 10, 60",
    "60, 8, 10, 2, 15",
    "60, 8, 10, 6, 6",
    "20, 1, 10, 2, 2",
    "7, 3, 3, 1, 3",
    "5, 2, 1, 5, 5",
    "2, 2, 2, 1, 1"
  })
  void everySizeIsWithinItsBounds(int count, int width, int clusters, int least, int most) {
    for (long seed = 0; seed < 5; seed++) {
      Clustering found =
          new BoundedKMeans(clusters, least, most, 10, seed).cluster(gaussian(count, width, seed));
      assertThat(sizes(found)).hasSize(clusters).allMatch(size -> size >= least && size <= most);
      assertThat(sizes(found).stream().mapToInt(Integer::intValue).sum()).isEqualTo(count);
    }
  }

  @Test
  void equalPointsAreSharedOutToo() {
    Clustering found = new BoundedKMeans(3, 2, 4, 10, 1).cluster(Points.of(new float[9], 1));
    assertThat(sizes(found)).allMatch(size -> size >= 2 && size <= 4);
  }

  /// Four beside each other and one far off, which takes the nearest of the four.
  @Test
  void whoIsNearestGoesOverToAClusterThatIsTooSmall() {
    Points points = Points.of(new float[] {0, 1, 2, 3, 9}, 1);
    Clustering found = new BoundedKMeans(2, 2, 4, 20, 3).cluster(points);
    int[] clusterOf = found.clusterOf();
    assertThat(clusterOf[3]).isEqualTo(clusterOf[4]);
    assertThat(clusterOf[0]).isEqualTo(clusterOf[1]).isEqualTo(clusterOf[2]);
    assertThat(clusterOf[0]).isNotEqualTo(clusterOf[4]);
    assertThat(found.centroids().at(clusterOf[4], 0)).isCloseTo(6, within(1e-12));
  }

  /// By the book: of all pairs that still can be, the nearest one, again and again.
  private static int[] naive(double[][] distances, int clusters, int least, int most) {
    var clusterOf = new int[distances.length];
    var sizes = new int[clusters];
    Arrays.fill(clusterOf, -1);
    for (int given = 0; given < clusterOf.length; given++) {
      int best = -1;
      for (int pair = 0; pair < clusterOf.length * clusters; pair++) {
        boolean free = clusterOf[pair / clusters] < 0 && sizes[pair % clusters] < most;
        if (free && (best < 0 || at(distances, pair) < at(distances, best))) {
          best = pair;
        }
      }
      clusterOf[best / clusters] = best % clusters;
      sizes[best % clusters]++;
    }
    for (int small = 0; small < clusters; small++) {
      while (sizes[small] < least) {
        double[] ofSmall = new double[clusterOf.length];
        for (int point = 0; point < ofSmall.length; point++) {
          boolean spared = sizes[clusterOf[point]] > least;
          double own = distances[point][clusterOf[point]];
          ofSmall[point] = spared ? distances[point][small] - own : Double.POSITIVE_INFINITY;
        }
        double cheapest = Arrays.stream(ofSmall).min().orElseThrow();
        int point = 0;
        while (ofSmall[point] > cheapest) {
          point++;
        }
        sizes[clusterOf[point]]--;
        clusterOf[point] = small;
        sizes[small]++;
      }
    }
    return clusterOf;
  }

  private static double at(double[][] distances, int pair) {
    int clusters = distances[0].length;
    return distances[pair / clusters][pair % clusters];
  }

  @ParameterizedTest
  @CsvSource({"30, 4, 5, 9", "30, 4, 1, 30", "24, 8, 3, 3", "12, 3, 1, 4"})
  void anAssignmentIsThatOfThePlainReference(int points, int clusters, int least, int most) {
    var random = new SplittableRandom(points + clusters);
    for (int round = 0; round < 10; round++) {
      var distances = new double[points][clusters];
      for (double[] row : distances) {
        // Most points are near to one cluster, so that both bounds are met; equal ones are there.
        Arrays.setAll(row, cluster -> random.nextInt(20) + 10 * cluster);
      }
      assertThat(new BoundedKMeans(clusters, least, most, 1, 1).assigned(distances))
          .containsExactly(naive(distances, clusters, least, most));
    }
  }

  @Test
  void whereNoBoundIsMetItIsKMeans() {
    Points points = gaussian(120, 4, 9);
    Clustering free = new KMeans(5, Seeding.SPREAD, false, 100, 2).cluster(points);
    Clustering bounded = new BoundedKMeans(5, 1, 120, 100, 2).cluster(points);
    assertThat(bounded.clusterOf()).containsExactly(free.clusterOf());
    for (int i = 0; i < free.centroids().values().length; i++) {
      assertThat(bounded.centroids().values()[i])
          .isCloseTo(free.centroids().values()[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, 2, 1, 3, 7 points cannot make 2 clusters of 1 to 3",
    "7, 4, 2, 3, 7 points cannot make 4 clusters of 2 to 3",
    "7, 0, 1, 3, '0, 1, 3'",
    "7, 1, 0, 9, '1, 0, 9'",
    "7, 2, 4, 3, '2, 4, 3'"
  })
  void whatCannotBeIsRefused(int count, int clusters, int least, int most, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BoundedKMeans(clusters, least, most, 10, 1).cluster(gaussian(count, 2, 1)))
        .withMessageContaining(reason);
  }
}
