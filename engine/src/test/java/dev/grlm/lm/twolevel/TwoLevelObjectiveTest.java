package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.TwoLevelObjective.Weights;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.ScalarReference;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import dev.grlm.train.Trainable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoLevelObjectiveTest {
  private static final TwoLevelConfig CONFIG = TinyModels.config();
  private static final TwoLevelConfig LOOKING = TinyModels.looking();
  private static final List<Step> UNIVERSE = TinyModels.universe(CONFIG, 6, 2);
  private static final Step UNNUMBERED = new Step(Step.NO_ID, new int[] {4, 3, 2});
  private static final TwoLevelSample LONG = new TwoLevelSample.Sequence(UNIVERSE.subList(0, 4));
  private static final TwoLevelSample SHORT =
      new TwoLevelSample.Sequence(List.of(UNIVERSE.get(5), UNIVERSE.get(1)));
  private static final TwoLevelSample NAMING =
      new TwoLevelSample.Naming(new int[] {1, 6}, UNIVERSE.get(3));

  private final TwoLevelDecoder model = TinyModels.loud(CONFIG, 1);
  private final ScalarTwoLevel reference = new ScalarTwoLevel(model);

  @AfterEach
  void close() {
    model.close();
  }

  private double loss(Weights weights, List<TwoLevelSample> samples) {
    try (var _ = new PointerScope()) {
      var objective = new TwoLevelObjective(model, weights);
      return objective.loss(samples, Dropout.none()).item_double();
    }
  }

  /// Nats of all slots, written out.
  private double slotNats(double[] state, Step target, double smoothing) {
    double nats = 0;
    for (int slot = 0; slot < CONFIG.slots(); slot++) {
      double[] logProbabilities =
          ScalarReference.logSoftmax(
              reference.logits(state, Arrays.copyOf(target.symbols(), slot)));
      double mean = Arrays.stream(logProbabilities).average().orElseThrow();
      nats -= (1 - smoothing) * logProbabilities[target.symbols()[slot]] + smoothing * mean;
    }
    return nats;
  }

  private double stepNats(double[] state, Step target) {
    var scores = new double[UNIVERSE.size()];
    for (int i = 0; i < scores.length; i++) {
      double[] embedding = reference.stepEmbedding(UNIVERSE.get(i));
      scores[i] = ScalarReference.dot(state, 0, embedding, 0, state.length);
    }
    return -ScalarReference.logSoftmax(scores)[target.id()];
  }

  @Test
  void theLossIsTheSumOfNatsOfAllPredictions() {
    double[][] states = reference.states(UNIVERSE.subList(0, 3));
    double expected = slotNats(reference.states(List.of(UNIVERSE.get(5)))[0], UNIVERSE.get(1), 0);
    for (int t = 0; t < 3; t++) {
      expected += slotNats(states[t], UNIVERSE.get(t + 1), 0);
    }
    assertThat(loss(new Weights(0, 1, 0), List.of(LONG, SHORT))).isCloseTo(expected, within(2e-3));
  }

  @Test
  void stepLossNamingAndSmoothingHaveTheirWeights() {
    double[] state = reference.states(List.of(UNIVERSE.get(5)))[0];
    double sequence =
        slotNats(state, UNIVERSE.get(1), 0.1) + 0.7 * stepNats(state, UNIVERSE.get(1));
    double[] words = reference.wordState(new int[] {1, 6});
    double naming = slotNats(words, UNIVERSE.get(3), 0.1) + 0.7 * stepNats(words, UNIVERSE.get(3));
    assertThat(loss(new Weights(0.7, 0.4, 0.1), List.of(NAMING, SHORT)))
        .isCloseTo(sequence + 0.4 * naming, within(2e-3));
  }

  @Test
  void aStepWithoutANumberHasNoStepLoss() {
    var sample = new TwoLevelSample.Sequence(List.of(UNIVERSE.get(5), UNNUMBERED));
    double[] state = reference.states(List.of(UNIVERSE.get(5)))[0];
    assertThat(loss(new Weights(0.7, 1, 0), List.of(sample)))
        .isCloseTo(slotNats(state, UNNUMBERED, 0), within(1e-3));
  }

  @Test
  void ofALongSequenceTheNewestPredictionsCount() {
    var whole = new TwoLevelSample.Sequence(UNIVERSE);
    var newest = new TwoLevelSample.Sequence(UNIVERSE.subList(1, 6));
    var objective = new TwoLevelObjective(model, new Weights(0, 1, 0));
    assertThat(objective.weight(whole)).isEqualTo(CONFIG.maxSteps());
    assertThat(loss(new Weights(1, 1, 0), List.of(whole)))
        .isEqualTo(loss(new Weights(1, 1, 0), List.of(newest)));
  }

  /// Beside other samples or alone, and by its own weight.
  @Test
  void aLinkIsAHistoryOfOneStep() {
    var link = new TwoLevelSample.Link(UNIVERSE.get(5), UNIVERSE.get(1));
    double sequence = loss(new Weights(0.7, 0.4, 0.1), List.of(SHORT));
    assertThat(loss(new Weights(0.7, 0.4, 0.1), List.of(link))).isEqualTo(sequence);
    double others = loss(new Weights(0.7, 0.4, 0.1), List.of(LONG, NAMING));
    assertThat(loss(new Weights(0.7, 0.4, 0.3, 0.1), List.of(link, LONG, NAMING)))
        .isCloseTo(others + 0.3 * sequence, within(2e-3));
    var objective = new TwoLevelObjective(model, new Weights(0, 1, 0));
    assertThat(objective.weight(link)).isEqualTo(1);
    assertThat(objective.bucket(link)).isEqualTo(Trainable.ANY_BUCKET);
    assertThatIllegalArgumentException().isThrownBy(() -> new Weights(0, 1, -1, 0));
  }

  @Test
  void aNamingSampleIsOnePredictionOfAnyBucket() {
    var objective = new TwoLevelObjective(model, new Weights(0, 1, 0));
    assertThat(objective.weight(NAMING)).isEqualTo(1);
    assertThat(objective.bucket(NAMING)).isEqualTo(Trainable.ANY_BUCKET);
    assertThat(objective.bucket(LONG)).isEqualTo(3);
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() {
    var weights = new Weights(0.7, 0.4, 0.1);
    List<TwoLevelSample> samples = List.of(LONG, NAMING, SHORT);
    float[] gradient;
    var objective = new TwoLevelObjective(model, weights);
    try (var buffer = GradientBuffer.apart(model.parameters());
        var _ = new PointerScope()) {
      double loss = objective.backward(samples, 2, Dropout.seeded(1), buffer);
      gradient = Tensors.toFloats(buffer.flat());
      assertThat(loss).isCloseTo(loss(weights, samples), within(1e-4));
    }
    float[] values = model.parameters().values();
    var random = new Random(3);
    double difference = 5e-3;
    for (int i = 0; i < 60; i++) {
      int place = random.nextInt(values.length);
      float value = values[place];
      values[place] = (float) (value + difference);
      model.parameters().restore(values);
      double above = loss(weights, samples);
      values[place] = (float) (value - difference);
      model.parameters().restore(values);
      double below = loss(weights, samples);
      values[place] = value;
      double expected = (above - below) / (2 * difference);
      assertThat(2.0 * gradient[place])
          .as("weight %d", place)
          .isCloseTo(expected, within(0.02 + 0.02 * Math.abs(expected)));
    }
    model.parameters().restore(values);
  }

  @Test
  void lookaheadAddsTheShareOfTheKnownStepsBelowAPrefix() {
    try (TwoLevelDecoder looking = TinyModels.loud(LOOKING, 1)) {
      var scalar = new ScalarTwoLevel(looking);
      Step target = UNIVERSE.get(1);
      double[] state = scalar.states(List.of(UNIVERSE.get(5)))[0];
      double expected = 0;
      for (int slot = 0; slot < LOOKING.slots(); slot++) {
        int[] prefix = Arrays.copyOf(target.symbols(), slot);
        double[] logits = scalar.logits(state, prefix);
        double unseen = looking.parameters().tensor("slots." + slot + ".unseen").item_float();
        for (int symbol = 0; symbol < logits.length; symbol++) {
          double share = share(scalar, state, prefix, symbol);
          logits[symbol] += share == 0 ? 0 : Math.log(share) - unseen;
        }
        expected -= ScalarReference.logSoftmax(logits)[target.symbols()[slot]];
      }
      try (var _ = new PointerScope()) {
        var objective = new TwoLevelObjective(looking, new Weights(0, 1, 0));
        assertThat(objective.loss(List.of(SHORT), Dropout.none()).item_double())
            .isCloseTo(expected, within(2e-3));
      }
    }
  }

  /// Probability of `symbol` after `prefix` by the softmax over all known steps, by a scan.
  private static double share(ScalarTwoLevel scalar, double[] state, int[] prefix, int symbol) {
    double all = 0;
    double below = 0;
    for (Step step : UNIVERSE) {
      if (Arrays.equals(Arrays.copyOf(step.symbols(), prefix.length), prefix)) {
        double[] embedding = scalar.stepEmbedding(step);
        double weight = Math.exp(ScalarReference.dot(state, 0, embedding, 0, state.length));
        all += weight;
        below += step.symbols()[prefix.length] == symbol ? weight : 0;
      }
    }
    return below / all;
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Weights(0, -1, 0))
        .withMessageContaining("-1");
    try (var ignorant = new TwoLevelDecoder(CONFIG, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TwoLevelObjective(ignorant, new Weights(1, 1, 0)))
          .withMessageContaining("known steps");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoLevelDecoder(LOOKING, UNIVERSE.reversed(), 1))
        .withMessageContaining("step");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoLevelSample.Sequence(UNIVERSE.subList(0, 1)));
  }
}
