package dev.grlm.systems.etegrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both alignments beside a plain computation of the same in double, and their gradients beside its
/// differences.
class AlignmentLossesTest {
  private static final int ROWS = 3;
  private static final int CODES = 5;
  private static final int WIDTH = 4;
  private static final int LEVELS = 2;
  private static final double STEP = 1e-5;

  private final double[][][] books = new double[LEVELS][][];
  private final double[][] sequences;
  private final double[][] items;

  AlignmentLossesTest() {
    var random = new Random(4);
    for (int level = 0; level < LEVELS; level++) {
      books[level] = matrix(random, CODES, WIDTH);
    }
    sequences = matrix(random, ROWS, WIDTH);
    items = matrix(random, ROWS, WIDTH);
  }

  private static double[][] matrix(Random random, int rows, int columns) {
    var values = new double[rows][columns];
    for (double[] row : values) {
      for (int d = 0; d < columns; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  private static double distance(double[] left, double[] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(d -> (left[d] - right[d]) * (left[d] - right[d]))
        .sum();
  }

  private static double[] probabilities(double[] r, double[][] book, double sign) {
    var shares = new double[book.length];
    double sum = 0;
    for (int code = 0; code < shares.length; code++) {
      shares[code] = Math.exp(sign * distance(r, book[code]));
      sum += shares[code];
    }
    for (int code = 0; code < shares.length; code++) {
      shares[code] /= sum;
    }
    return shares;
  }

  private static double divergence(double[] p, double[] q) {
    return IntStream.range(0, p.length).mapToDouble(i -> p[i] * Math.log(p[i] / q[i])).sum();
  }

  /// What is left before each level.
  private List<double[]> left(double[] row) {
    var left = new ArrayList<double[]>();
    double[] r = row.clone();
    for (double[][] book : books) {
      left.add(r.clone());
      double[] before = r.clone();
      int nearest =
          IntStream.range(0, CODES)
              .boxed()
              .min((a, b) -> Double.compare(distance(before, book[a]), distance(before, book[b])))
              .orElseThrow();
      for (int d = 0; d < WIDTH; d++) {
        r[d] -= book[nearest][d];
      }
    }
    return left;
  }

  private double scalar(boolean legacy) {
    double sign = legacy ? 1 : -1;
    double total = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int level = 0; level < LEVELS; level++) {
        double[] p = probabilities(left(sequences[row]).get(level), books[level], sign);
        double[] q = probabilities(left(items[row]).get(level), books[level], sign);
        total += (divergence(p, q) + divergence(q, p)) / LEVELS;
      }
    }
    return total;
  }

  private static Tensor leaf(double[][] rows) {
    Tensor tensor = constant(rows);
    return tensor.requires_grad_(true);
  }

  private static Tensor constant(double[][] rows) {
    var values = new float[rows.length * rows[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return Tensors.floats(values, rows.length, rows[0].length);
  }

  private List<Tensor> residuals() {
    return IntStream.range(0, LEVELS)
        .mapToObj(level -> {
          var rows = new double[ROWS][];
          for (int row = 0; row < ROWS; row++) {
            rows[row] = left(items[row]).get(level);
          }
          return constant(rows);
        })
        .toList();
  }

  private static void assertSlopes(Tensor leaf, double[][] values, DoubleSupplier function) {
    float[] found = Tensors.toFloats(leaf.grad());
    for (int i = 0; i < found.length; i++) {
      double[] row = values[i / values[0].length];
      int d = i % values[0].length;
      double kept = row[d];
      row[d] = kept + STEP;
      double above = function.getAsDouble();
      row[d] = kept - STEP;
      double below = function.getAsDouble();
      row[d] = kept;
      double slope = (above - below) / (2 * STEP);
      assertThat((double) found[i]).isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sequencesAndItemsAreComparedLevelByLevel(boolean legacy) {
    try (var _ = new PointerScope()) {
      Tensor a = leaf(sequences);
      Tensor last = leaf(books[LEVELS - 1]);
      Tensor loss =
          new SequenceItemAlignment(legacy).of(List.of(constant(books[0]), last), a, residuals());
      double expected = scalar(legacy);
      assertThat(loss.item_double()).isCloseTo(expected, within(1e-4 * expected));
      loss.backward();
      assertSlopes(a, sequences, () -> scalar(legacy));
      assertSlopes(last, books[LEVELS - 1], () -> scalar(legacy));
    }
  }

  @Test
  void whatIsAtItsItemCostsNothing() {
    System.arraycopy(items, 0, sequences, 0, ROWS);
    try (var _ = new PointerScope()) {
      Tensor loss =
          new SequenceItemAlignment(false)
              .of(List.of(constant(books[0]), constant(books[1])), constant(items), residuals());
      assertThat(loss.item_double()).isCloseTo(0, within(1e-9));
    }
  }

  /// Codes lie on a line, two near ones and one far off; the item is at the second, the sequence on
  /// its way from the third to it.
  private static double[] onItsWay(boolean legacy) {
    try (var _ = new PointerScope()) {
      Tensor line = constant(new double[][] {{-10, 0}, {0, 0}, {1, 0}});
      Tensor item = constant(new double[][] {{0, 0}});
      return DoubleStream.of(1, .75, .5, .25, 0)
          .map(at ->
              new SequenceItemAlignment(legacy)
                  .of(List.of(line), constant(new double[][] {{at, 0}}), List.of(item))
                  .item_double())
          .toArray();
    }
  }

  /// The far code is all that the public sign sees, wherever the sequence is.
  @Test
  void theLossFallsAsASequenceComesToItsItemAndNotByThePublicSign() {
    double[] falling = onItsWay(false);
    assertThat(falling[0]).isGreaterThan(.5);
    for (int step = 1; step < falling.length; step++) {
      assertThat(falling[step]).isLessThan(.7 * falling[step - 1]);
    }
    for (double loss : onItsWay(true)) {
      assertThat(loss).isCloseTo(0, within(1e-6));
    }
  }

  private double cosine(double[] left, double[] right) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int d = 0; d < left.length; d++) {
      product += left[d] * right[d];
      squares += left[d] * left[d];
      others += right[d] * right[d];
    }
    return product / Math.sqrt(squares * others);
  }

  private double contrast(double temperature) {
    double total = 0;
    for (int own = 0; own < ROWS; own++) {
      double forth = 0;
      double back = 0;
      for (int other = 0; other < ROWS; other++) {
        forth += Math.exp(cosine(sequences[own], items[other]) / temperature);
        back += Math.exp(cosine(sequences[other], items[own]) / temperature);
      }
      total += Math.log(forth) + Math.log(back);
      total -= 2 * cosine(sequences[own], items[own]) / temperature;
    }
    return total;
  }

  @Test
  void preferencesAndItemsTellEachOtherApart() {
    try (var _ = new PointerScope()) {
      Tensor b = leaf(sequences);
      Tensor x = leaf(items);
      Tensor loss = new PreferenceSemanticAlignment(.3).of(b, x);
      assertThat(loss.item_double()).isCloseTo(contrast(.3), within(1e-4));
      loss.backward();
      assertSlopes(b, sequences, () -> contrast(.3));
      assertSlopes(x, items, () -> contrast(.3));
    }
  }

  @Test
  void aRowOfZerosHasAFiniteGradient() {
    try (var _ = new PointerScope()) {
      Tensor b = leaf(new double[][] {{0, 0}, {1, 2}});
      new PreferenceSemanticAlignment(.07)
          .of(b, constant(new double[][] {{1, 0}, {0, 1}}))
          .backward();
      for (float value : Tensors.toFloats(b.grad())) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void ofSeveralPredictionsOfAnItemTheFirstCounts() {
    Targets targets = Targets.of(new int[] {7, 3, 7, 1, 3});
    assertThat(targets.items()).containsExactly(7, 3, 1);
    assertThat(targets.places()).containsExactly(0, 1, 3);
  }
}
