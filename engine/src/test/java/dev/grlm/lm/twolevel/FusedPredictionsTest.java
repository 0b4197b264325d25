package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.TwoLevelObjective.Weights;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FusedPredictionsTest {
  /// More than are looked at together, and no multiple.
  private static final int STATES = 300;

  static Stream<Weights> weights() {
    return Stream.of(
        new Weights(0, 1, 0),
        new Weights(1, 1, 0),
        new Weights(0.7, 1, 0.2),
        new Weights(0, 1, 0.1));
  }

  @ParameterizedTest
  @MethodSource("weights")
  void withLookaheadLossAndGradientAreThoseOfThePlainLoss(Weights weights) {
    compare(TinyModels.looking(), weights);
  }

  @ParameterizedTest
  @MethodSource("weights")
  void withoutLookaheadToo(Weights weights) {
    compare(TinyModels.config(), weights);
  }

  private void compare(TwoLevelConfig config, Weights weights) {
    var random = new Random(5);
    List<Step> universe = TinyModels.universe(config, 6, TinyModels.UNIVERSE_SEED);
    var targets = new ArrayList<Step>();
    for (int i = 0; i < STATES; i++) {
      Step step = universe.get(random.nextInt(universe.size()));
      // Some go where no known step is, and some have no number.
      targets.add(i % 7 == 0 ? new Step(Step.NO_ID, new int[] {i % 5, i % 4, i % 3}) : step);
    }
    var inputs = new float[STATES * config.width()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    try (var model = TinyModels.loud(config, 1);
        var _ = new PointerScope()) {
      Result plain = result(model, inputs, targets, weights, false);
      Result fused = result(model, inputs, targets, weights, true);
      assertThat(fused.loss()).isCloseTo(plain.loss(), within(1e-5 * plain.loss()));
      assertClose(fused.states(), plain.states());
      assertClose(fused.weights(), plain.weights());
    }
  }

  private static void assertClose(float[] actual, float[] expected) {
    double norm = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      norm += (double) expected[i] * expected[i];
      difference += Math.pow((double) actual[i] - expected[i], 2);
    }
    assertThat(norm).isGreaterThan(1);
    assertThat(Math.sqrt(difference / norm)).isLessThan(1e-6);
  }

  private record Result(double loss, float[] states, float[] weights) {}

  private static Result result(
      TwoLevelDecoder model, float[] inputs, List<Step> targets, Weights weights, boolean fused) {
    try (var buffer = GradientBuffer.apart(model.parameters())) {
      Tensor states = Tensors.floats(inputs, targets.size(), model.config().width());
      states.requires_grad_(true);
      Tensor loss =
          fused
              ? FusedPredictions.of(model, weights, states, targets, Dropout.seeded(3))
              : plain(model, weights, states, targets, Dropout.seeded(3));
      // As a part of a sum, as in a batch.
      Tensor gradient =
          buffer.add(loss.mul(new Scalar(0.5)), Tensors.floats(new float[] {1}).sum(), states);
      return new Result(
          loss.item_double(), Tensors.toFloats(gradient), Tensors.toFloats(buffer.flat()));
    }
  }

  private static Tensor plain(
      TwoLevelDecoder model, Weights weights, Tensor states, List<Step> targets, Dropout masks) {
    var lookahead =
        new PlainLookahead(model.table(), model.knownEmbeddings(), states, model::unseen);
    Tensor total = lookahead.stepLoss(targets).mul(new Scalar(weights.step()));
    Tensor chosen = Tensors.zeros(targets.size(), model.config().width());
    for (int slot = 0; slot < model.config().slots(); slot++) {
      int each = slot;
      long[] symbols = targets.stream().mapToLong(step -> step.symbols()[each]).toArray();
      Tensor target = Tensors.longs(symbols, symbols.length);
      Tensor logits = model.slotLogits(slot, model.slotState(slot, states, chosen, masks));
      if (model.config().lookahead()) {
        logits = lookahead.added(slot, logits, targets);
      }
      total = total.add(CrossEntropy.sum(logits, target, weights.labelSmoothing()));
      chosen = chosen.add(model.symbolEmbedding(slot, target));
    }
    return total;
  }
}
