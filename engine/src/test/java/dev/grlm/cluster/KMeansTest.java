package dev.grlm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
  private static float[] gaussian(int points, int dimensions, long seed) {
    var random = new SplittableRandom(seed);
    var values = new float[points * dimensions];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] ofLengthOne(float[] values, int dimensions) {
    var scaled = new float[values.length];
    for (int start = 0; start < values.length; start += dimensions) {
      double squares = 0;
      for (int i = start; i < start + dimensions; i++) {
        squares += values[i] * values[i];
      }
      for (int i = start; i < start + dimensions; i++) {
        scaled[i] = (float) (values[i] / Math.sqrt(squares));
      }
    }
    return scaled;
  }

  private static KMeans plain(int clusters, long seed) {
    return new KMeans(clusters, Seeding.SPREAD, false, KMeans.SETTLED, seed);
  }

  /// The largest takes more than one block of products.
  @ParameterizedTest
  @CsvSource({
    "40, 3, 5, SPREAD, false",
    "300, 7, 12, SPREAD, false",
    "2500, 5, 30, SPREAD, false",
    "300, 7, 12, RANDOM, false",
    "300, 7, 12, RANDOM, true",
    "1500, 16, 20, SPREAD, true"
  })
  void agreesWithThePlainReference(
      int points, int dimensions, int k, Seeding seeding, boolean spherical) {
    for (int seed = 0; seed < 4; seed++) {
      float[] drawn = gaussian(points, dimensions, seed);
      float[] values = spherical ? ofLengthOne(drawn, dimensions) : drawn;
      Points all = Points.of(values, dimensions);
      var kMeans = new KMeans(k, seeding, spherical, 1_000, seed);
      int[] first = seeding.choose(all, k, seed);
      assertThat(kMeans.cluster(all).clusterOf())
          .as("seed %d", seed)
          .isEqualTo(new PlainKMeans(values, dimensions, spherical).cluster(first));
    }
  }

  /// Five heaps in the plane, forty times as far from each other as their members are.
  private static float[] mixture(int points, long seed) {
    float[] values = gaussian(points, 2, seed);
    for (int point = 0; point < points; point++) {
      double angle = 2 * Math.PI * (point % 5) / 5;
      values[2 * point] += (float) (40 * Math.cos(angle));
      values[2 * point + 1] += (float) (40 * Math.sin(angle));
    }
    return values;
  }

  @Test
  void aMixtureIsRecovered() {
    for (int seed = 0; seed < 20; seed++) {
      Clustering found = plain(5, seed).cluster(Points.of(mixture(400, seed), 2));
      for (int point = 0; point < 400; point++) {
        assertThat(found.clusterOf()[point]).isEqualTo(found.clusterOf()[point % 5]);
      }
      assertThat(Arrays.stream(found.clusterOf()).distinct()).hasSize(5);
      double[] centroid = PlainKMeans.row(found, found.clusterOf()[0]);
      assertThat(centroid[0]).isCloseTo(40, within(0.5));
      assertThat(centroid[1]).isCloseTo(0, within(0.5));
      assertThat(found.iterations()).isLessThan(KMeans.SETTLED);
    }
  }

  @Test
  void centroidsAreTheMeansOfTheirPoints() {
    float[] values = gaussian(200, 3, 4);
    Clustering found = plain(7, 1).cluster(Points.of(values, 3));
    for (int cluster = 0; cluster < 7; cluster++) {
      int number = cluster;
      int[] members = IntStream.range(0, 200).filter(p -> found.clusterOf()[p] == number).toArray();
      for (int d = 0; d < 3; d++) {
        int column = d;
        assertThat(found.centroids().at(cluster, d))
            .isCloseTo(
                Arrays.stream(members).mapToDouble(p -> values[3 * p + column]).average().orElse(9),
                within(1e-12));
      }
    }
  }

  @Test
  void noIterationMakesItWorse() {
    float[] values = gaussian(600, 4, 3);
    var reference = new PlainKMeans(values, 4, false);
    double before = Double.POSITIVE_INFINITY;
    for (int most = 1; most <= 12; most++) {
      Clustering found =
          new KMeans(25, Seeding.RANDOM, false, most, 5).cluster(Points.of(values, 4));
      assertThat(found.iterations()).isEqualTo(most);
      double inertia = reference.inertia(found);
      assertThat(inertia).isLessThan(before);
      before = inertia;
    }
  }

  @Test
  void sphericalCentroidsAreDirections() {
    float[] values = ofLengthOne(gaussian(300, 5, 2), 5);
    Clustering found = new KMeans(9, Seeding.RANDOM, true, 5, 2).cluster(Points.of(values, 5));
    for (int cluster = 0; cluster < 9; cluster++) {
      double[] centroid = PlainKMeans.row(found, cluster);
      assertThat(Arrays.stream(centroid).map(value -> value * value).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  /// Opposite points have no common direction; their centroid stays where it was.
  @Test
  void aSphericalClusterThatCancelsOutStays() {
    Points points = Points.of(new float[] {1, 0, -1, 0}, 2);
    Clustering found = new KMeans(1, Seeding.RANDOM, true, 3, 1).cluster(points);
    assertThat(Math.abs(found.centroids().at(0, 0))).isEqualTo(1);
  }

  @Test
  void spreadSeedsAreDifferentPointsFarFromEachOther() {
    // Two heaps, a thousand times as far from each other as their members are.
    var values = new float[40];
    for (int point = 0; point < 20; point++) {
      values[2 * point] = (point < 10 ? 0 : 100) + point % 10 * 0.01f;
    }
    Points points = Points.of(values, 2);
    for (int seed = 0; seed < 50; seed++) {
      int[] chosen = Seeding.SPREAD.choose(points, 2, seed);
      assertThat(chosen[0] < 10).as("seed %d", seed).isNotEqualTo(chosen[1] < 10);
    }
  }

  @ParameterizedTest
  @EnumSource(Seeding.class)
  void allPointsAreChosenOnce(Seeding seeding) {
    Points points = Points.of(gaussian(20, 2, 1), 2);
    assertThat(Arrays.stream(seeding.choose(points, 20, 3)).sorted())
        .containsExactly(IntStream.range(0, 20).boxed().toArray(Integer[]::new));
    var again = seeding.choose(points, 5, 3);
    assertThat(seeding.choose(points, 5, 3)).isEqualTo(again);
    assertThat(IntStream.range(0, 10).mapToObj(s -> Arrays.toString(seeding.choose(points, 5, s))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void noClusterIsEmptyAlsoAmongEqualPoints(int k) {
    Points points = Points.of(new float[] {1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1}, 2);
    for (int seed = 0; seed < 20; seed++) {
      for (Seeding seeding : Seeding.values()) {
        Clustering found = new KMeans(k, seeding, true, KMeans.SETTLED, seed).cluster(points);
        assertThat(Arrays.stream(found.clusterOf()).distinct()).hasSize(k);
      }
    }
  }

  /// Where both centroids start at 0, the first takes everything, and the second what lies
  /// farthest.
  @Test
  void anEmptyClusterTakesTheFarthestPoint() {
    Points points = Points.of(new float[] {0, 0, 10, 100, -70}, 1);
    int seed =
        IntStream.range(0, 100)
            .filter(s -> Arrays.equals(Seeding.RANDOM.choose(points, 2, s), new int[] {0, 1}))
            .findFirst()
            .orElseThrow();
    Clustering found = new KMeans(2, Seeding.RANDOM, false, 1, seed).cluster(points);
    assertThat(found.clusterOf()).containsExactly(0, 0, 0, 1, 0);
    assertThat(found.centroids().values()).containsExactly(-15, 100);
  }

  /// Equal points stay together and the first of equal centroids takes them, wherever they stand in
  /// a block.
  @Test
  void equalPointsGoToTheFirstOfEqualCentroids() {
    int dimensions = 24;
    float[] different = gaussian(50, dimensions, 6);
    var values = new float[2_000 * dimensions];
    for (int point = 0; point < 2_000; point++) {
      System.arraycopy(different, point % 50 * dimensions, values, point * dimensions, dimensions);
    }
    Points points = Points.of(values, dimensions);
    Clustering found = new KMeans(400, Seeding.RANDOM, false, 4, 1).cluster(points);
    int[] nearest = found.nearest(points);
    for (int point = 0; point < 2_000; point++) {
      assertThat(nearest[point]).isEqualTo(nearest[point % 50]);
    }
    var centroids = new double[400][];
    Arrays.setAll(centroids, cluster -> PlainKMeans.row(found, cluster));
    assertThat(nearest).isEqualTo(new PlainKMeans(values, dimensions, false).nearest(centroids));
  }

  @Test
  void otherPointsFindTheirClusterToo() {
    Clustering found = plain(5, 3).cluster(Points.of(mixture(200, 3), 2));
    assertThat(found.nearest(Points.of(mixture(50, 8), 2)))
        .isEqualTo(Arrays.copyOf(found.clusterOf(), 50));
  }

  @Test
  void theSameSeedGivesTheSameClusters() {
    Points points = Points.of(gaussian(500, 6, 1), 6);
    Clustering once = plain(20, 7).cluster(points);
    Clustering again = plain(20, 7).cluster(points);
    assertThat(again.clusterOf()).isEqualTo(once.clusterOf());
    assertThat(again.centroids().values()).containsExactly(once.centroids().values());
    assertThat(plain(20, 8).cluster(points).clusterOf()).isNotEqualTo(once.clusterOf());
  }

  @Test
  void pointsMayLieAnywhere() {
    float[] values = gaussian(300, 4, 9);
    var backwards =
        new Points(
            300,
            4,
            (point, into, start) -> System.arraycopy(values, 4 * (299 - point), into, start, 4));
    var copied = new float[values.length];
    for (int point = 0; point < 300; point++) {
      System.arraycopy(values, 4 * (299 - point), copied, 4 * point, 4);
    }
    assertThat(plain(8, 2).cluster(backwards).clusterOf())
        .isEqualTo(plain(8, 2).cluster(Points.of(copied, 4)).clusterOf());
  }

  @Test
  void whatMakesNoClustersIsNamed() {
    Points three = Points.of(new float[6], 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(4, 1).cluster(three))
        .withMessage("3 points cannot make 4 clusters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain(0, 1))
        .withMessage("clusters and mostIterations must be at least 1: 0, 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Points.of(new float[5], 2))
        .withMessage("5 values are no points of 2 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Points(-1, 2, (_, _, _) -> {}))
        .withMessage("there are no -1 points of 2 dimensions");
  }
}
