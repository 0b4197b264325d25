package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Logits, loss and the gradient of every weight, against single numbers and the chain rule.
class Qwen3GradientTest {
  private static final List<TokenSample> SAMPLES =
      List.of(
          new TokenSample(TinyQwen3.tokens(11, 1), 4), new TokenSample(TinyQwen3.tokens(5, 3), 1));

  /// With a base and betas that stretch the pairs of a head by different shares.
  private static final RopeScaling YARN = new RopeScaling(4, 32, 4, 1, 1.2);

  @TempDir Path folder;

  static Stream<Qwen3Config> configs() {
    var configs = new ArrayList<Qwen3Config>();
    for (boolean tied : new boolean[] {true, false}) {
      for (int shared : new int[] {4, 2, 1}) {
        for (int headWidth : new int[] {4, 6}) {
          for (RopeScaling scaling : new RopeScaling[] {null, YARN}) {
            configs.add(config(tied, shared, headWidth).withRopeScaling(scaling));
          }
        }
      }
    }
    return configs.stream();
  }

  private static Qwen3Config config(boolean tied, int shared, int headWidth) {
    return new Qwen3Config(
        TinyQwen3.VOCABULARY, 16, 20, 2, 4, shared, headWidth, 64, 10, 1e-6, 0.3, tied, 1, 2, -1);
  }

  @ParameterizedTest
  @MethodSource("configs")
  void agreesWithSingleNumbers(Qwen3Config config) {
    try (Qwen3 model = TinyQwen3.model(config, config.keyValueHeads())) {
      compare(model, 1e-4);
    }
  }

  /// The arithmetic is that of float32, so logits and loss are as close as there; a gradient is
  /// rounded to the precision of its weight, once for each use of it.
  @ParameterizedTest
  @MethodSource("configs")
  void agreesWithSingleNumbersWhenStoredInHalfPrecision(Qwen3Config config) throws IOException {
    try (Qwen3 model = TinyQwen3.model(config, config.keyValueHeads())) {
      model.save(folder, Precision.FLOAT32, SafeTensorsFolder.SHARD_BYTES);
    }
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    try (Qwen3 model = Qwen3.load(folder, half, 0)) {
      compare(model, 0.01);
    }
  }

  private static void compare(Qwen3 model, double tolerance) {
    var reference = new ScalarQwen3(model);
    double loss = 0;
    var expected = new LinkedHashMap<String, double[]>();
    for (TokenSample sample : SAMPLES) {
      loss += reference.loss(sample.tokens(), sample.firstTarget());
      reference
          .gradient(sample.tokens(), sample.firstTarget())
          .forEach((name, values) -> expected.merge(name, values, Qwen3GradientTest::add));
      requireClose("logits", logits(model, sample), reference.logits(sample.tokens()), 1e-4);
    }
    Map<String, float[]> found;
    try (var _ = new PointerScope()) {
      Tensor fast = new TokenObjective(model).loss(SAMPLES, Dropout.none());
      assertThat(fast.item_double()).isCloseTo(loss, within(1e-4 * loss));
      found = gradients(fast, model);
    }
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((name, values) ->
        requireClose(name, values, new double[][] {expected.get(name)}, tolerance));
  }

  static Map<String, float[]> gradients(Tensor loss, Qwen3 model) {
    TensorVector gradients =
        torch.grad(
            new TensorVector(loss),
            new TensorVector(model.trainable().tensors()),
            new TensorVector(),
            new BoolOptional(),
            false,
            false);
    var byName = new LinkedHashMap<String, float[]>();
    for (String name : model.trainable().shapes().keySet()) {
      byName.put(name, Tensors.toFloats(gradients.get(byName.size())));
    }
    return byName;
  }

  private static float[] logits(Qwen3 model, TokenSample sample) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch = TokenBatch.of(List.of(sample.tokens()));
      return Tensors.toFloats(model.logits(model.hiddenStates(batch, Dropout.none())));
    }
  }

  private static double[] add(double[] left, double[] right) {
    var sum = new double[left.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left[i] + right[i];
    }
    return sum;
  }

  /// Relative to the largest value.
  private static void requireClose(
      String name, float[] found, double[][] expected, double tolerance) {
    double largest = 0;
    double difference = 0;
    int next = 0;
    for (double[] row : expected) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - found[next++]));
      }
    }
    assertThat(next).isEqualTo(found.length);
    assertThat(largest).as(name).isGreaterThan(1e-3);
    assertThat(difference).as(name).isLessThan(tolerance * largest);
  }

  @Test
  void theChainRuleIsRight() {
    try (Qwen3 model = TinyQwen3.model(config(false, 2, 6).withRopeScaling(YARN), 5)) {
      var reference = new ScalarQwen3(model);
      int[] tokens = TinyQwen3.tokens(6, 4);
      var random = new SplittableRandom(1);
      for (Map.Entry<String, double[]> entry : reference.gradient(tokens, 2).entrySet()) {
        double[] weight = reference.weight(entry.getKey());
        for (int draw = 0; draw < 3; draw++) {
          int i = random.nextInt(weight.length);
          double kept = weight[i];
          weight[i] = kept + 1e-5;
          double above = reference.loss(tokens, 2);
          weight[i] = kept - 1e-5;
          double below = reference.loss(tokens, 2);
          weight[i] = kept;
          assertThat(entry.getValue()[i])
              .as("%s, value %d", entry.getKey(), i)
              .isCloseTo((above - below) / 2e-5, within(1e-7));
        }
      }
    }
  }
}
