package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollaborativeAlignmentTest {
  private static final double WEIGHT = .3;
  private static final RqVaeShape SHAPE = new RqVaeShape(5, List.of(6), 3, 2, 4);
  private static final RqVaeConfig CONFIG =
      new RqVaeConfig(List.of(6), 3, .25, 1, false, 4, 8, 1e-3, 0, 0, 0, 1);
  private static final ItemVectors TEXTS = Mixtures.of(1, 3, 3, 5, 4).vectors();
  private static final int[] ITEMS = {0, 4, 2, 7, 8};

  /// Item 2 is taken by nobody.
  private static final ItemVectors PEOPLE = people();

  private final RqVae model = LoudRqVae.of(SHAPE);
  private final CollaborativeAlignment loss = new CollaborativeAlignment(WEIGHT, PEOPLE);

  private static ItemVectors people() {
    var random = new Random(5);
    var values = new float[TEXTS.items() * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 3 == 2 ? 0 : (float) (7 * random.nextGaussian());
    }
    return new ItemVectors(TEXTS.items(), 3, values);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private RqVaePass pass(int... items) {
    return new RqVaeObjective(model, TEXTS, CONFIG, 1, List.of()).pass(items);
  }

  /// Row by row: of the vectors of the batch's items, how surely is each item's own told?
  private double scalar(double[][] sums, int[] items) {
    double total = 0;
    for (int i = 0; i < items.length; i++) {
      if (items[i] == 2) {
        continue;
      }
      double all = 0;
      for (int other : items) {
        all += other == 2 ? 0 : Math.exp(product(sums[i], other));
      }
      total += Math.log(all) - product(sums[i], items[i]);
    }
    return WEIGHT * total;
  }

  private double product(double[] sum, int item) {
    float[] vector = loss.vectors().rows(new int[] {item});
    return IntStream.range(0, 3).mapToDouble(d -> sum[d] * vector[d]).sum();
  }

  private static double[][] rows(float[] values) {
    var rows = new double[values.length / 3][3];
    for (int i = 0; i < values.length; i++) {
      rows[i / 3][i % 3] = values[i];
    }
    return rows;
  }

  @Test
  void theLossAndItsGradientByTheSumsOfCodesAreThoseOfTheScalarVersion() {
    try (var _ = new PointerScope()) {
      RqVaePass pass = pass(ITEMS);
      double[][] sums = rows(Tensors.toFloats(pass.quantized()));
      pass.z().retain_grad();
      var value = loss.of(model, pass, Dropout.none());
      assertThat(value.item_double()).isCloseTo(scalar(sums, ITEMS), within(1e-4));
      value.backward();
      // What was encoded has the gradient of the sum of its codes.
      double[][] found = rows(Tensors.toFloats(pass.z().grad()));
      for (int i = 0; i < ITEMS.length; i++) {
        for (int d = 0; d < 3; d++) {
          double slope = Slope.of(() -> scalar(sums, ITEMS), sums[i], d);
          assertThat(found[i][d]).isCloseTo(slope, within(1e-4));
        }
      }
    }
  }

  @Test
  void theEncoderIsTrainedByItAndTheBooksAreNot() {
    Map<String, float[]> gradient =
        LoudRqVae.gradient(model, () -> loss.of(model, pass(ITEMS), Dropout.none()));
    gradient.forEach((name, values) -> {
      boolean any = IntStream.range(0, values.length).anyMatch(i -> values[i] != 0);
      assertThat(any).as(name).isEqualTo(name.startsWith("encoder"));
    });
  }

  @Test
  void whoHasNoVectorIsNeitherAskedForNorAmongTheOthers() {
    try (var _ = new PointerScope()) {
      double without = loss.of(model, pass(0, 4, 7), Dropout.none()).item_double();
      double beside = loss.of(model, pass(0, 2, 4, 7), Dropout.none()).item_double();
      assertThat(beside).isEqualTo(without);
      assertThat(loss.of(model, pass(2), Dropout.none()).item_double()).isZero();
    }
  }

  @Test
  void vectorsAreBroughtToAMeanLengthOfOne() {
    double[] lengths =
        Arrays.stream(rows(loss.vectors().values()))
            .mapToDouble(row -> Math.sqrt(Arrays.stream(row).map(v -> v * v).sum()))
            .toArray();
    assertThat(lengths[2]).isZero();
    assertThat(Arrays.stream(lengths).sum() / (lengths.length - 1)).isCloseTo(1, within(1e-6));
    var none = new ItemVectors(2, 3, new float[6]);
    assertThat(new CollaborativeAlignment(1, none).vectors().values()).containsOnly(0);
  }
}
