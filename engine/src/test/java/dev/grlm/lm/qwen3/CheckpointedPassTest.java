package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointedPassTest {
  private static final TargetBatch BATCH =
      TargetBatch.of(
          List.of(
              new TokenSample(TinyQwen3.tokens(9, 1), 3),
              new TokenSample(TinyQwen3.tokens(2, 2), 1),
              new TokenSample(TinyQwen3.tokens(7, 3), 1, new float[] {1, 0, .5f, 2, 1, 0})));

  private static Qwen3 model(boolean tied, double dropout) {
    Qwen3 drawn = TinyQwen3.model(TinyQwen3.config(4, 2, 6, tied), 4);
    if (dropout == 0) {
      return drawn;
    }
    var model = new Qwen3(drawn.config(), dropout, 4);
    model.parameters().restore(drawn.parameters().values());
    drawn.close();
    return model;
  }

  private static GradientBuffer buffer(Qwen3 model, boolean inPlace) {
    return inPlace
        ? GradientBuffer.inPlace(model.parameters())
        : GradientBuffer.apart(model.parameters());
  }

  /// One graph over everything, with a seed for each layer.
  private static double plain(Qwen3 model, Dropout masks, GradientBuffer buffer) {
    try (var _ = new PointerScope()) {
      int layers = model.config().layers();
      var each = new Dropout[layers + 1];
      for (int i = 0; i <= layers; i++) {
        long seed = masks.nextSeed();
        each[i] = masks.active() ? Dropout.seeded(seed) : Dropout.none();
      }
      Tensor x = model.embedded(BATCH.tokens(), each[0]);
      for (int layer = 0; layer < layers; layer++) {
        x = model.layer(layer, x, model.rotation(BATCH.tokens().time()), each[layer + 1]);
      }
      int count = BATCH.targets().length;
      Tensor states =
          model
              .normalized(x)
              .view(-1, model.config().width())
              .index_select(0, Tensors.longs(BATCH.positions(), count));
      Tensor loss = TokenObjective.loss(model.logits(states), BATCH.targets(), BATCH.weights());
      buffer.add(loss.div(new Scalar(3.0)));
      return loss.item_double();
    }
  }

  private static void compare(Qwen3 model, boolean inPlace, int headRows, boolean dropout) {
    float[] expected;
    double loss;
    try (GradientBuffer buffer = buffer(model, inPlace)) {
      loss = plain(model, dropout ? Dropout.seeded(5) : Dropout.none(), buffer);
      expected = Tensors.toFloats(buffer.flat());
    }
    try (GradientBuffer buffer = buffer(model, inPlace)) {
      Dropout masks = dropout ? Dropout.seeded(5) : Dropout.none();
      double found = new CheckpointedPass(model, headRows).backward(BATCH, 3, masks, buffer);
      assertThat(found).isCloseTo(loss, within(1e-5 * loss));
      float[] gradient = Tensors.toFloats(buffer.flat());
      assertThat(gradient).hasSameSizeAs(expected);
      for (int i = 0; i < gradient.length; i++) {
        // Sums of another order differ in the last bits, which are worth more in larger values.
        assertThat(gradient[i])
            .as("gradient %d", i)
            .isCloseTo(expected[i], within(2e-6f * Math.max(1, Math.abs(expected[i]))));
      }
      assertThat(IntStream.range(0, gradient.length).filter(i -> gradient[i] != 0).count())
          .isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, 100, false",
    "true, false, 4, false",
    "false, true, 1, false",
    "false, false, 100, false",
    "true, true, 4, true",
    "false, false, 5, true"
  })
  void gradientIsThatOfOneGraph(boolean tied, boolean inPlace, int headRows, boolean dropout) {
    try (Qwen3 model = model(tied, dropout ? 0.3 : 0)) {
      compare(model, inPlace, headRows, dropout);
    }
  }

  /// As with adapters: only some weights between frozen ones are trained.
  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "1, true"})
  void gradientsPassThroughFrozenLayers(int layer, boolean inPlace) {
    try (Qwen3 model = model(true, 0.2)) {
      model.parameters().freeze();
      model
          .parameters()
          .tensor("model.layers." + layer + ".self_attn.q_proj.weight")
          .requires_grad_(true);
      compare(model, inPlace, 4, true);
    }
  }

  @Test
  void dropoutMasksMatter() {
    try (Qwen3 model = model(true, 0.3);
        GradientBuffer buffer = buffer(model, true)) {
      var pass = new CheckpointedPass(model, 4);
      double first = pass.backward(BATCH, 1, Dropout.seeded(5), buffer);
      assertThat(pass.backward(BATCH, 1, Dropout.seeded(5), buffer)).isEqualTo(first);
      assertThat(pass.backward(BATCH, 1, Dropout.seeded(6), buffer)).isNotEqualTo(first);
    }
  }

  @Test
  void aDeepModelTakesAFractionOfTheMemory() throws IOException {
    assumeThat(ProcessMemory.peakReadable()).as("the peak can be reset").isTrue();
    var shape =
        new Qwen3Config(
            23, 64, 192, 24, 4, 2, 16, 256, 1e4, 1e-6, 0.02, true, -1, -1, Qwen3Config.NO_ID);
    List<TokenSample> samples =
        IntStream.range(0, 8).mapToObj(i -> new TokenSample(TinyQwen3.tokens(97, i), 1)).toList();
    try (var model = new Qwen3(shape, 0, 1);
        GradientBuffer buffer = buffer(model, true)) {
      long[] peaks = new long[2];
      for (boolean checkpointing : new boolean[] {true, false, true, false}) {
        var objective = new TokenObjective(model, checkpointing);
        peaks[checkpointing ? 1 : 0] =
            ProcessMemory.peak(() -> {
              try (var _ = new PointerScope()) {
                objective.backward(samples, 1, Dropout.none(), buffer);
              }
            });
      }
      assertThat(peaks[1]).as("MiB; in one graph %d", peaks[0]).isLessThan(peaks[0] / 3);
    }
  }
}
