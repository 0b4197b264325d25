package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainable;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class T5ObjectiveTest {
  private static T5Config config(boolean gated, boolean tied, boolean levels) {
    return TinyT5.config(gated, tied, levels ? TinyT5.LEVELS : List.of());
  }

  /// Sources and answers of several lengths, so that there is padding on both sides.
  private static List<T5Sample> samples(T5Config config) {
    return List.of(
        new T5Sample(TinyT5.tokens(13, 1), TinyT5.answer(config, 3, 1)),
        new T5Sample(TinyT5.tokens(4, 2), TinyT5.answer(config, 1, 2)),
        new T5Sample(TinyT5.tokens(7, 3), TinyT5.answer(config, 2, 3)));
  }

  private static double loss(T5 model, double smoothing, List<T5Sample> samples) {
    try (var _ = new PointerScope()) {
      return new T5Objective(model, smoothing).loss(samples, Dropout.none()).item_double();
    }
  }

  /// The gradient of a loss by every weight.
  static <S> Map<String, float[]> gradients(Trainable<S> objective, List<S> samples) {
    var byName = new LinkedHashMap<String, float[]>();
    try (var _ = new PointerScope()) {
      TensorVector gradients =
          torch.grad(
              new TensorVector(objective.loss(samples, Dropout.none())),
              new TensorVector(objective.parameters().tensors()),
              new TensorVector(),
              new BoolOptional(),
              false,
              false);
      for (String name : objective.parameters().shapes().keySet()) {
        byName.put(name, Tensors.toFloats(gradients.get(byName.size())));
      }
    }
    return byName;
  }

  /// Loss and the gradient of every weight, against single numbers and the chain rule.
  @ParameterizedTest
  @CsvSource({"false, true, false", "true, false, false", "false, false, true", "true, true, true"})
  void agreesWithSingleNumbers(boolean gated, boolean tied, boolean levels) {
    T5Config config = config(gated, tied, levels);
    List<T5Sample> samples = samples(config);
    try (T5 model = TinyT5.model(config, 4)) {
      var reference = new ScalarT5(model);
      double loss = 0;
      var expected = new LinkedHashMap<String, double[]>();
      for (T5Sample sample : samples) {
        loss += reference.loss(sample);
        reference
            .gradient(sample)
            .forEach((name, values) -> expected.merge(name, values, T5ObjectiveTest::add));
      }
      assertThat(loss(model, 0, samples)).isCloseTo(loss, within(1e-5 * loss));
      Map<String, float[]> found = gradients(new T5Objective(model), samples);
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      found.forEach(
          (name, values) -> requireClose(name, values, Objects.requireNonNull(expected.get(name))));
    }
  }

  static double[] add(double[] left, double[] right) {
    var sum = new double[left.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left[i] + right[i];
    }
    return sum;
  }

  /// Relative to the largest value.
  static void requireClose(String name, float[] found, double[] expected) {
    assertThat(found).as(name).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - found[i]));
    }
    assertThat(largest).as(name).isGreaterThan(1e-3);
    assertThat(difference).as(name).isLessThan(1e-4 * largest);
  }

  /// The single numbers' own derivatives, against differences of their loss.
  @ParameterizedTest
  @CsvSource({"false, true, false", "true, false, true"})
  void theChainRuleIsRight(boolean gated, boolean tied, boolean levels) {
    T5Config config = config(gated, tied, levels);
    var sample = new T5Sample(TinyT5.tokens(4, 3), TinyT5.answer(config, 2, 3));
    try (T5 model = TinyT5.model(config, 5)) {
      var reference = new ScalarT5(model);
      var random = new SplittableRandom(1);
      for (Map.Entry<String, double[]> entry : reference.gradient(sample).entrySet()) {
        double[] weight = reference.weight(entry.getKey());
        int i = random.nextInt(weight.length);
        double kept = weight[i];
        weight[i] = kept + 1e-5;
        double above = reference.loss(sample);
        weight[i] = kept - 1e-5;
        double below = reference.loss(sample);
        weight[i] = kept;
        assertThat(entry.getValue()[i])
            .as("%s, value %d", entry.getKey(), i)
            .isCloseTo((above - below) / 2e-5, within(1e-6));
      }
    }
  }

  /// Smoothing s: the target has 1 − s of the probability, and s is spread evenly over the codes of
  /// its level.
  @Test
  void smoothsOverTheCodesOfTheLevel() {
    T5Config config = config(false, false, true);
    try (T5 model = TinyT5.model(config, 4)) {
      var reference = new ScalarT5(model);
      double expected = 0;
      for (T5Sample sample : samples(config)) {
        double[][] logits = reference.logits(sample.source(), sample.answer());
        for (int depth = 0; depth < logits.length; depth++) {
          double sum = 0;
          double mean = 0;
          for (double logit : logits[depth]) {
            sum += Math.exp(logit);
            mean += logit / logits[depth].length;
          }
          double target = logits[depth][sample.answer()[depth]];
          expected += Math.log(sum) - 0.8 * target - 0.2 * mean;
        }
      }
      assertThat(loss(model, 0.2, samples(config))).isCloseTo(expected, within(1e-4));
    }
  }

  /// Tokens of other levels have no part in a level's loss, so their rows of the head stand still.
  @Test
  void aLevelTeachesItsOwnPartOfTheHead() {
    T5Config config = config(false, false, true);
    try (T5 model = TinyT5.model(config, 4)) {
      var first = new T5Sample(TinyT5.tokens(5, 1), new int[] {2});
      float[] head =
          Objects.requireNonNull(
              gradients(new T5Objective(model), List.of(first)).get("lm_head.weight"));
      for (int token = 0; token < TinyT5.VOCABULARY; token++) {
        double square = 0;
        for (int i = 0; i < config.width(); i++) {
          square += Math.pow(head[token * config.width() + i], 2);
        }
        boolean own = token >= 1 && token <= 5;
        assertThat(square > 0).as("token %d", token).isEqualTo(own);
      }
    }
  }

  @Test
  void countsPredictionsAndPositions() {
    T5Config config = config(false, true, false);
    try (T5 model = TinyT5.model(config, 4)) {
      var objective = new T5Objective(model);
      T5Sample sample = samples(config).getFirst();
      assertThat(objective.weight(sample)).isEqualTo(3);
      assertThat(objective.length(sample)).isEqualTo(16);
      assertThat(objective.bucket(sample)).isEqualTo(13);
    }
  }

  @Test
  void refusesWhatCannotBeLearned() {
    T5Config config = config(false, true, true);
    try (T5 model = TinyT5.model(config, 4)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new T5Sample(new int[0], new int[] {1}))
          .withMessage("a sample needs a source and an answer: [], [1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new T5Sample(new int[] {1}, new int[0]))
          .withMessage("a sample needs a source and an answer: [1], []");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new T5Objective(model, 1))
          .withMessage("smoothing must be in 0…1: 1.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> loss(model, 0, List.of(new T5Sample(new int[] {1}, new int[] {0, 4}))))
          .withMessage("code 4 is not one of the 4 of level 1");
    }
  }

  /// After a source a b the answer is (a + b) mod 6, then a: what only both, in their places, tell.
  /// Weights held in half precision are those of a card; what is computed is float32 here.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void learnsATinyLanguage(Precision precision) throws IOException {
    T5Config config = T5Config.ofLevels(List.of(6, 6), 24, 8, 48, 1, 2);
    var samples = new ArrayList<T5Sample>();
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        samples.add(new T5Sample(new int[] {1 + a, 7 + b}, new int[] {(a + b) % 6, a}));
      }
    }
    try (var model = new T5(config, 1, new Placement(Device.CPU, precision))) {
      var trainer =
          new Trainer<>(
              new T5Objective(model),
              new TrainerConfig(80, 24, 1e-2, 0.1, 0.9, 0.99, 0, 1, 80, 1, 1, 1),
              TrainingProgress.silent());
      trainer.train(samples, _ -> 0, Checkpoints.none());
      assertThat(loss(model, 0, samples) / 72).isLessThan(0.05);
      List<T5Context> contexts =
          List.of(new T5Context(new int[] {5, 10}), new T5Context(new int[] {2, 7}));
      List<List<Beam>> beams = new BeamSearch<>(model).free(contexts, 2, 3);
      assertThat(beams.get(0).getFirst().symbols()).containsExactly(1, 4);
      assertThat(beams.get(1).getFirst().symbols()).containsExactly(1, 1);
    }
  }
}
