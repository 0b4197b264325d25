package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RqVaeObjectiveTest {
  private static final RqVaeShape SHAPE = new RqVaeShape(5, List.of(6), 3, 3, 4);
  private static final RqVaeConfig CONFIG =
      new RqVaeConfig(List.of(6), 3, .25, 2, false, 4, 8, 1e-3, 0, 0, 0, 1);
  private static final ItemVectors VECTORS = Mixtures.of(1, 3, 3, 5, 4).vectors();
  private static final List<Integer> ITEMS = List.of(0, 4, 2, 7, 8);

  private final RqVae model = LoudRqVae.of(SHAPE);

  @AfterEach
  void close() {
    model.close();
  }

  private RqVaeObjective objective(RqVaeConfig config, RqVaeLoss... further) {
    return new RqVaeObjective(model, VECTORS, config, 1, List.of(further));
  }

  private double loss(RqVaeObjective objective) {
    try (var _ = new PointerScope()) {
      return objective.loss(ITEMS, Dropout.none()).item_double();
    }
  }

  private Map<String, double[]> weights() {
    var weights = new LinkedHashMap<String, double[]>();
    for (String name : model.parameters().shapes().keySet()) {
      float[] values = Tensors.toFloats(model.parameters().tensor(name));
      weights.put(name, IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }
    return weights;
  }

  private static double[][] rows() {
    return ITEMS.stream()
        .map(item -> {
          float[] row = VECTORS.rows(new int[] {item});
          return IntStream.range(0, row.length).mapToDouble(d -> row[d]).toArray();
        })
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLossIsThatOfTheScalarVersion(boolean legacy) {
    RqVaeConfig config = CONFIG.withLegacy(legacy);
    var scalar = new ScalarRqVae(SHAPE, config, weights(), rows());
    assertThat(loss(objective(config))).isCloseTo(scalar.loss(weights(), rows()), within(1e-4));
    Codes codes = model.codebooks().quantize(model.encoded(VECTORS)).codes();
    for (int place = 0; place < ITEMS.size(); place++) {
      assertThat(codes.of(ITEMS.get(place))).containsExactly(scalar.codes(place));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyGradientIsThatOfTheScalarVersionWithWhatIsStoppedHeldFast(boolean legacy) {
    RqVaeConfig config = CONFIG.withLegacy(legacy);
    float[] gradient;
    try (var buffer = GradientBuffer.apart(model.parameters());
        var _ = new PointerScope()) {
      objective(config).backward(ITEMS, 1, Dropout.none(), buffer);
      gradient = Tensors.toFloats(buffer.flat());
    }
    Map<String, double[]> weights = weights();
    double[][] rows = rows();
    var scalar = new ScalarRqVae(SHAPE, config, weights, rows);
    int place = 0;
    for (Map.Entry<String, double[]> weight : weights.entrySet()) {
      double[] values = weight.getValue();
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        values[i] = value + 1e-6;
        double above = scalar.loss(weights, rows);
        values[i] = value - 1e-6;
        double below = scalar.loss(weights, rows);
        values[i] = value;
        double expected = (above - below) / 2e-6;
        assertThat((double) gradient[place++])
            .as("%s, %d", weight.getKey(), i)
            .isCloseTo(expected, within(1e-3 + 1e-3 * Math.abs(expected)));
      }
    }
    assertThat(place).isEqualTo(gradient.length);
  }

  @Test
  void theGradientOfTheSumOfCodesGoesStraightThroughToWhatWasEncoded() {
    try (var _ = new PointerScope()) {
      RqVaePass pass = objective(CONFIG).pass(new int[] {1, 5});
      Tensor sum = pass.chosen().get(0).add(pass.chosen().get(1)).add(pass.chosen().get(2));
      float[] quantized = Tensors.toFloats(pass.quantized());
      float[] expected = Tensors.toFloats(sum);
      for (int i = 0; i < quantized.length; i++) {
        assertThat(quantized[i]).isCloseTo(expected[i], within(1e-5f));
      }
      pass.z().retain_grad();
      pass.quantized().mul(new Scalar(3)).sum().backward();
      assertThat(Tensors.toFloats(pass.z().grad())).containsOnly(3f);
    }
  }

  @Test
  void everyLevelsCommitmentReachesTheEncoder() {
    RqVaeLoss lastLevel =
        (_, pass, _) ->
            pass.residuals().getLast().sub(pass.chosen().getLast().detach()).square().sum();
    try (var _ = new PointerScope()) {
      RqVaePass pass = objective(CONFIG).pass(new int[] {1, 5});
      pass.z().retain_grad();
      lastLevel.of(model, pass, Dropout.none()).backward();
      assertThat(Tensors.toFloats(pass.z().grad())).doesNotContain(0f);
    }
  }

  @Test
  void nothingBehindTheFirstLevelReachesTheEncoderWithLegacy() {
    RqVaeObjective legacy = objective(CONFIG.withLegacy(true));
    try (var _ = new PointerScope()) {
      RqVaePass pass = legacy.pass(new int[] {1, 5});
      assertThat(pass.residuals().get(0).requires_grad()).isTrue();
      assertThat(pass.residuals().get(1).requires_grad()).isFalse();
      assertThat(pass.residuals().get(2).requires_grad()).isFalse();
      RqVaePass ours = objective(CONFIG).pass(new int[] {1, 5});
      assertThat(Tensors.toFloats(pass.residuals().getLast()))
          .as("the values are the same")
          .containsExactly(Tensors.toFloats(ours.residuals().getLast()));
      assertThat(pass.codes()).isDeepEqualTo(ours.codes());
    }
  }

  /// As in that code: of one batch, and a code that is far from all stays there.
  @Test
  void theBooksOfLegacyStartWithOneBatchAndAreLeftAlone() {
    RqVaeObjective legacy = objective(CONFIG.withLegacy(true).withBatch(4));
    legacy.epochBegins(ITEMS, 0);
    float[] first = Tensors.toFloats(model.book(0));
    var revival = new CodeRevival(1);
    Codebooks ofFour = revival.first(model.encoded(revival.drawn(VECTORS, 4)), SHAPE);
    double[] expected = ofFour.books().getFirst().values();
    for (int i = 0; i < first.length; i++) {
      assertThat(first[i]).isEqualTo((float) expected[i]);
    }
    double[] all = revival.first(model.encoded(VECTORS), SHAPE).books().getFirst().values();
    assertThat(expected).isNotEqualTo(all);
    first[0] = 1e6f;
    Tensors.overwrite(model.book(0), first);
    legacy.epochBegins(ITEMS, 1);
    assertThat(Tensors.toFloats(model.book(0))).containsExactly(first);
    objective(CONFIG).epochBegins(ITEMS, 1);
    assertThat(Tensors.toFloats(model.book(0))[0]).as("a new place").isNotEqualTo(1e6f);
  }

  @Test
  void furtherLossesAreAdded() {
    double own = loss(objective(CONFIG));
    double more = loss(objective(CONFIG, (_, pass, _) -> pass.x().square().sum()));
    double squares = Arrays.stream(rows()).flatMapToDouble(Arrays::stream).map(v -> v * v).sum();
    assertThat(more - own).isCloseTo(squares, within(1e-3));
  }

  /// In every epoch, once the books are as it begins with them.
  @Test
  void furtherLossesHearOfEveryEpochWhenItsBooksAreThere() {
    var heard = new ArrayList<float[]>();
    RqVaeLoss listening =
        new RqVaeLoss() {
          @Override
          public void epochBegins(RqVae of, int epoch) {
            assertThat(epoch).isEqualTo(heard.size());
            heard.add(Tensors.toFloats(of.book(0)));
          }

          @Override
          public Tensor of(RqVae of, RqVaePass pass, Dropout masks) {
            return Tensors.zeros();
          }
        };
    RqVaeObjective objective = objective(CONFIG, listening);
    for (int epoch = 0; epoch < 4; epoch++) {
      objective.epochBegins(ITEMS, epoch);
      assertThat(heard.getLast()).containsExactly(Tensors.toFloats(model.book(0)));
    }
    assertThat(heard).hasSize(4);
  }

  @Test
  void sinkhornSpreadsTheLastLevelAlone() {
    var spread = new RqVaeConfig(List.of(6), 3, .25, 1, true, 4, 8, 1e-3, 0, 0, 0, 1);
    var all = new int[] {0, 1, 2, 3, 4, 5, 6, 7};
    try (var _ = new PointerScope()) {
      RqVaePass plain = objective(CONFIG).pass(all);
      RqVaePass even = objective(spread).pass(all);
      assertThat(even.codes()[0]).containsExactly(plain.codes()[0]);
      assertThat(even.codes()[1]).containsExactly(plain.codes()[1]);
      Quantized quantized = model.codebooks().quantize(model.encoded(VECTORS));
      var distances = new double[all.length * 4];
      for (int item : all) {
        System.arraycopy(quantized.lastDistances(item), 0, distances, item * 4, 4);
      }
      long[] expected =
          Arrays.stream(Sinkhorn.DEFAULT.codes(distances, all.length, 4)).asLongStream().toArray();
      assertThat(even.codes()[2]).containsExactly(expected).isNotEqualTo(plain.codes()[2]);
    }
  }
}
