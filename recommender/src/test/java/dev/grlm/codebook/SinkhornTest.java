package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkhornTest {
  private static double[] distances(int items, int codes, long seed) {
    var random = new Random(seed);
    return random.doubles((long) items * codes, 0, 4).toArray();
  }

  /// As LC-Rec writes it: the whole matrix is divided by the sums of its rows, then of its columns.
  private static double[] naive(
      double[] distances, int items, int codes, double epsilon, int rounds) {
    double most = Arrays.stream(distances).max().orElseThrow();
    double least = Arrays.stream(distances).min().orElseThrow();
    double middle = (most + least) / 2;
    double half = most - middle + 1e-5;
    double[] q =
        Arrays.stream(distances).map(d -> Math.exp(-(d - middle) / half / epsilon)).toArray();
    for (int round = 0; round < rounds; round++) {
      for (int item = 0; item < items; item++) {
        double sum = 0;
        for (int code = 0; code < codes; code++) {
          sum += q[item * codes + code];
        }
        for (int code = 0; code < codes; code++) {
          q[item * codes + code] /= sum * items;
        }
      }
      for (int code = 0; code < codes; code++) {
        double sum = 0;
        for (int item = 0; item < items; item++) {
          sum += q[item * codes + code];
        }
        for (int item = 0; item < items; item++) {
          q[item * codes + code] /= sum * codes;
        }
      }
    }
    return q;
  }

  @ParameterizedTest
  @CsvSource({"12, 5, .1, 200", "7, 7, .3, 50", "3, 8, .1, 3", "40, 9, .003, 50"})
  void thePlanIsThatOfThePlainRounds(int items, int codes, double epsilon, int rounds) {
    double[] distances = distances(items, codes, 3);
    double[] plan = new Sinkhorn(epsilon, rounds).plan(distances, items, codes);
    double[] expected = naive(distances, items, codes, epsilon, rounds);
    for (int i = 0; i < plan.length; i++) {
      assertThat(plan[i]).isCloseTo(expected[i], within(1e-12 + 1e-8 * expected[i]));
    }
  }

  @Test
  void everyItemIsGivenOnceAndEveryCodeTakenEquallyOften() {
    int items = 30;
    int codes = 6;
    double[] plan = new Sinkhorn(.2, 300).plan(distances(items, codes, 4), items, codes);
    for (int item = 0; item < items; item++) {
      double sum = Arrays.stream(plan, item * codes, (item + 1) * codes).sum();
      assertThat(sum).isCloseTo(1.0 / items, within(1e-9));
    }
    for (int code = 0; code < codes; code++) {
      double sum = 0;
      for (int i = code; i < plan.length; i += codes) {
        sum += plan[i];
      }
      assertThat(sum).isCloseTo(1.0 / codes, within(1e-9));
    }
  }

  @Test
  void itemsThatAllWantOneCodeAreSpread() {
    // All nearest to code 0; the second item minds code 1 least, the third code 2.
    double[] distances = {0, 2, 2, .1, .3, 2, .1, 2, .3};
    assertThat(Sinkhorn.DEFAULT.codes(distances, 3, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void equalItemsStayTogether() {
    double[] distances = {0, 1, 2, 0, 1, 2};
    int[] codes = Sinkhorn.DEFAULT.codes(distances, 2, 3);
    assertThat(codes[0]).isEqualTo(codes[1]);
  }

  @Test
  void extremeDistancesGiveNumbers() {
    double[] plan = Sinkhorn.DEFAULT.plan(new double[] {0, 1e9, 1e9, 0, 0, 1e9, 1e9, 1e9}, 4, 2);
    assertThat(Arrays.stream(plan)).allMatch(Double::isFinite);
    assertThat(Sinkhorn.DEFAULT.plan(new double[4], 2, 2)).containsOnly(.25);
  }

  @Test
  void whatWouldUnderflowIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sinkhorn(.001, 5))
        .withMessageContaining("0.001");
    assertThatIllegalArgumentException().isThrownBy(() -> new Sinkhorn(Double.NaN, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sinkhorn(.1, 0));
  }
}
