package dev.grlm.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.decode.Sampling.Drawn;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {
  private static final int DRAWS = 40_000;

  /// Best first, behind a place that does not belong to the row.
  private static final float[] LOGITS = {99, 3.1f, 2.6f, 2.6f, 1.9f, 0.4f, -0.5f, -3, 99};

  private static final int FROM = 1;
  private static final int TO = 8;

  /// The probability of every place, from the definition.
  private static double[] expected(double temperature, int topK, double topP) {
    int size = TO - FROM;
    var p = new double[size];
    for (int i = 0; i < size; i++) {
      boolean in = topK == 0 || i < topK;
      p[i] = in ? Math.exp(LOGITS[FROM + i] / temperature) : 0;
    }
    double whole = Arrays.stream(p).sum();
    double before = 0;
    for (int i = 0; i < size; i++) {
      double share = p[i] / whole;
      if (before >= topP) {
        p[i] = 0;
      }
      before += share;
    }
    double kept = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / kept).toArray();
  }

  /// Pearson's χ² against the expected frequencies stays below its 99.99 % point for at most 6
  /// degrees of freedom, 27.86.
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "0.5, 0, 1",
    "2, 0, 1",
    "1, 3, 1",
    "1, 100, 1",
    "1, 0, 0.6",
    "0.7, 5, 0.8",
    "1.5, 4, 0.95",
    "1, 1, 1",
    "1, 0, 0.0001"
  })
  void frequenciesAreTheProbabilities(double temperature, int topK, double topP) {
    var drawn = new Drawn(temperature, topK, topP, 11);
    var counts = new int[TO - FROM];
    SplittableRandom random = drawn.numbers(3);
    for (int i = 0; i < DRAWS; i++) {
      counts[drawn.choose(LOGITS, FROM, TO, random.nextDouble()) - FROM]++;
    }
    double[] expected = expected(temperature, topK, topP);
    double distance = 0;
    for (int i = 0; i < counts.length; i++) {
      if (expected[i] == 0) {
        assertThat(counts[i]).as("place %d is cut off", i).isZero();
      } else {
        double mean = expected[i] * DRAWS;
        distance += (counts[i] - mean) * (counts[i] - mean) / mean;
      }
    }
    assertThat(distance).isLessThan(27.86);
  }

  @Test
  void theEndsOfTheNumbersFindAPlace() {
    var drawn = new Drawn(1, 0, 1, 0);
    assertThat(drawn.choose(LOGITS, FROM, TO, 0)).isEqualTo(FROM);
    assertThat(drawn.choose(LOGITS, FROM, TO, Math.nextDown(1.0))).isEqualTo(TO - 1);
    assertThat(drawn.choose(LOGITS, 5, 6, 0.5)).isEqualTo(5);
  }

  @Test
  void numbersFollowFromSeedAndRequest() {
    var one = new Drawn(1, 0, 1, 1);
    double[] first = one.numbers(5).doubles(20).toArray();
    assertThat(one.numbers(5).doubles(20).toArray()).containsExactly(first);
    assertThat(one.numbers(6).doubles(20).toArray()).doesNotContain(first);
    assertThat(new Drawn(1, 0, 1, 2).numbers(5).doubles(20).toArray()).doesNotContain(first);
  }

  /// Numbers of one step over many requests are spread evenly, too.
  @Test
  void requestsAreAsRandomAsSteps() {
    var drawn = new Drawn(1, 0, 1, 9);
    var bins = new int[10];
    for (int request = 0; request < 20_000; request++) {
      bins[(int) (10 * drawn.numbers(request).nextDouble())]++;
    }
    assertThat(Arrays.stream(bins).boxed()).allMatch(count -> count > 1_800 && count < 2_200);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    for (double temperature : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Drawn(temperature, 0, 1, 0))
          .withMessageContaining("temperature")
          .withMessageContaining(String.valueOf(temperature));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Drawn(1, -1, 1, 0))
        .withMessageContaining("top-k");
    for (double topP : new double[] {0, 1.01, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Drawn(1, 0, topP, 0))
          .withMessageContaining("top-p");
    }
  }
}
