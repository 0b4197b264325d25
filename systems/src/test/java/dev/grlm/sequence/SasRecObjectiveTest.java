package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SasRecObjectiveTest {
  private static final List<int[]> SAMPLES =
      List.of(new int[] {2, 6, 1, 0, 5}, new int[] {3, 3}, new int[] {4, 0, 2});
  private static final int ITEMS = TinySasRec.CONFIG.items();
  private static final long SEED = 9;

  private final SasRec model = TinySasRec.loud(TinySasRec.CONFIG, 5);

  @AfterEach
  void close() {
    model.close();
  }

  private double loss(int negatives, long seed) {
    try (var _ = new PointerScope()) {
      return new SasRecObjective(model, negatives)
          .loss(SAMPLES, Dropout.seeded(seed))
          .item_double();
    }
  }

  /// How the probability of a target is made of its own term and those of the other items.
  private interface Others {
    double sum(double[] scores, int target);
  }

  private double scalar(Others others) {
    var reference = new ScalarSasRec(model);
    double nats = 0;
    for (int[] items : SAMPLES) {
      double[][] scores = reference.scores(Arrays.copyOf(items, items.length - 1));
      for (int t = 0; t + 1 < items.length; t++) {
        double own = Math.exp(scores[t][items[t + 1]]);
        nats -= Math.log(own / (own + others.sum(scores[t], items[t + 1])));
      }
    }
    return nats;
  }

  private static double all(double[] scores, int target) {
    double sum = 0;
    for (int item = 0; item < scores.length; item++) {
      sum += item == target ? 0 : Math.exp(scores[item]);
    }
    return sum;
  }

  private static double drawn(int[] drawn, double[] scores, int target) {
    double sum = 0;
    int count = 0;
    for (int item : drawn) {
      if (item != target) {
        sum += Math.exp(scores[item]);
        count++;
      }
    }
    return sum * (ITEMS - 1) / count;
  }

  @Test
  void theLossIsTheSumOfNatsOfAllPredictionsOverAllItems() {
    assertThat(loss(0, SEED)).isCloseTo(scalar(SasRecObjectiveTest::all), within(1e-4));
  }

  @Test
  void withNegativesTheyStandForAllOthers() {
    int[] drawn = Negatives.draw(3, ITEMS, Dropout.seeded(SEED).nextSeed()).items();
    assertThat(drawn).as("some target is among the drawn").containsAnyOf(0, 1, 2, 3, 5, 6);
    assertThat(loss(3, SEED))
        .isCloseTo(scalar((scores, target) -> drawn(drawn, scores, target)), within(1e-4));
    assertThat(loss(3, SEED)).isNotCloseTo(loss(0, SEED), within(0.1));
  }

  @Test
  void drawingAllItemsGivesTheExactLoss() {
    assertThat(loss(ITEMS, SEED)).isCloseTo(loss(0, SEED), within(1e-4));
  }

  @Test
  void whatIsDrawnFollowsFromTheSeedOfThePass() {
    assertThat(loss(3, SEED)).isEqualTo(loss(3, SEED)).isNotEqualTo(loss(3, SEED + 1));
  }

  @Test
  void aSampleIsWorthItsPredictions() {
    var objective = new SasRecObjective(model, 0);
    assertThat(SAMPLES.stream().map(objective::weight)).containsExactly(4, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void gradientsAgreeWithFiniteDifferences(int negatives) {
    float[] gradient;
    try (var buffer = GradientBuffer.apart(model.parameters());
        var _ = new PointerScope()) {
      double loss =
          new SasRecObjective(model, negatives).backward(SAMPLES, 2, Dropout.seeded(SEED), buffer);
      gradient = Tensors.toFloats(buffer.flat());
      assertThat(loss).isEqualTo(loss(negatives, SEED));
    }
    float[] values = model.parameters().values();
    var random = new Random(3);
    double difference = 5e-3;
    for (int i = 0; i < 80; i++) {
      int place = random.nextInt(values.length);
      float value = values[place];
      values[place] = (float) (value + difference);
      model.parameters().restore(values);
      double above = loss(negatives, SEED);
      values[place] = (float) (value - difference);
      model.parameters().restore(values);
      double below = loss(negatives, SEED);
      values[place] = value;
      double expected = (above - below) / (2 * difference);
      assertThat(2.0 * gradient[place])
          .as("weight %d", place)
          .isCloseTo(expected, within(0.02 + 0.02 * Math.abs(expected)));
    }
  }
}
