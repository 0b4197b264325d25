package dev.grlm.systems.grlm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.neighbor.Neighbors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamingOrderTest {
  @Test
  void everyItemHasOneTurnAndOnlyTheFirstWaveSeesNobody() {
    Neighbors neighbors = nearestOnPlane(2_000, 8);
    List<int[]> waves = NamingOrder.waves(neighbors, 5);
    assertThat(waves.stream().flatMapToInt(Arrays::stream).sorted())
        .containsExactly(IntStream.range(0, 2_000).boxed().toArray(Integer[]::new));
    int[] wave = new int[2_000];
    for (int number = 0; number < waves.size(); number++) {
      for (int item : waves.get(number)) {
        wave[item] = number;
      }
    }
    for (int item = 0; item < wave.length; item++) {
      int own = item;
      boolean sees =
          Arrays.stream(neighbors.items()[item]).limit(5).anyMatch(n -> wave[n] < wave[own]);
      assertThat(sees).isEqualTo(wave[item] > 0);
    }
    double share = 1 - waves.getFirst().length / 2_000.0;
    System.out.printf(
        "named neighbors: %.3f of 2,000 points see one, in %d waves%n", share, waves.size());
    assertThat(share).isGreaterThan(.97);
    assertThat(waves.size()).isLessThan(60);
  }

  @Test
  void theMostShownItemComesFirst() {
    var star = new Neighbors(new int[][] {{3}, {3}, {3}, {0}}, new float[4][1]);
    assertThat(NamingOrder.waves(star, 5)).containsExactly(new int[] {3}, new int[] {0, 1, 2});
  }

  @Test
  void withoutNeighborsAllAreAskedAtOnce() {
    assertThat(NamingOrder.waves(Neighbors.none(4), 5)).containsExactly(new int[] {0, 1, 2, 3});
    assertThat(NamingOrder.waves(nearestOnPlane(20, 3), 0)).hasSize(1);
    assertThat(NamingOrder.waves(Neighbors.none(0), 5)).isEmpty();
  }

  /// Points on a plane in loose heaps, as items are.
  private static Neighbors nearestOnPlane(int count, int k) {
    var random = new Random(7);
    double[][] points = new double[count][2];
    for (int point = 0; point < count; point++) {
      int heap = random.nextInt(40);
      points[point][0] = heap % 8 + random.nextGaussian() * .2;
      points[point][1] = Math.floorDiv(heap, 8) + random.nextGaussian() * .2;
    }
    int[][] items = new int[count][];
    for (int item = 0; item < count; item++) {
      double[] own = points[item];
      int self = item;
      items[item] =
          IntStream.range(0, count)
              .filter(other -> other != self)
              .boxed()
              .sorted(
                  java.util.Comparator.comparingDouble(
                      other -> Math.hypot(points[other][0] - own[0], points[other][1] - own[1])))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return new Neighbors(items, new float[count][k]);
  }
}
