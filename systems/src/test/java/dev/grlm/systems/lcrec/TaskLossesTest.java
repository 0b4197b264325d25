package dev.grlm.systems.lcrec;

import static dev.grlm.systems.lcrec.TinyTasks.CONFIG;
import static dev.grlm.systems.lcrec.TinyTasks.STEPS;
import static dev.grlm.systems.lcrec.TinyTasks.TEXT;
import static dev.grlm.systems.lcrec.TinyTasks.WITHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each loss against a plain version of it, and all together against finite differences.
class TaskLossesTest {
  private static final long SEED = 11;
  private static final ItemTexts TEXTS = new ItemTexts(TinyTasks.texts());
  private static final TextReading READING = new TextReading(TEXTS, .5);
  private static final CodesToItem CODES_TO_ITEM = new CodesToItem(.3, TEXTS, STEPS, 4);
  private static final ItemToCodes ITEM_TO_CODES = new ItemToCodes(.7, READING, STEPS, 4);
  private static final NextText NEXT_TEXT = new NextText(.4, TEXTS, .2);
  private static final List<StepLoss> ALL =
      List.of(READING, CODES_TO_ITEM, ITEM_TO_CODES, NEXT_TEXT);
  private static final List<TwoLevelSample> SAMPLES =
      List.of(
          new TwoLevelSample.Sequence(List.of(STEPS.get(2), STEPS.get(6), STEPS.get(3))),
          new TwoLevelSample.Sequence(
              List.of(STEPS.get(0), STEPS.get(5), STEPS.get(1), STEPS.get(5), STEPS.get(4))),
          new TwoLevelSample.Sequence(List.of(STEPS.get(3), STEPS.get(0))),
          new TwoLevelSample.Sequence(List.of(STEPS.get(6), STEPS.get(6))));

  /// Item 5 twice, and one without a text.
  private static final List<Step> TARGETS =
      IntStream.of(5, 1, WITHOUT, 5, 6).mapToObj(STEPS::get).toList();

  private final TwoLevelDecoder model = TinyTasks.loud(ALL);
  private final Parameters weights = model.parameters();
  private final TwoLevelObjective objective = TinyTasks.objective(model, ALL);

  @AfterEach
  void close() {
    model.close();
  }

  private static double[][] states() {
    var random = new Random(6);
    return IntStream.range(0, TARGETS.size())
        .mapToObj(_ -> random.doubles(CONFIG.width(), -1, 1).toArray())
        .toArray(double[][]::new);
  }

  private static Tensor tensor(double[][] rows) {
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    var values = new float[flat.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) flat[i];
    }
    return Tensors.floats(values, rows.length, rows[0].length);
  }

  private double value(StepLoss loss) {
    try (var _ = new PointerScope()) {
      return loss.of(objective, new StepPass(tensor(states()), TARGETS), Dropout.seeded(SEED))
          .item_double();
    }
  }

  /// What a pass of this seed draws.
  private static int[] drawn() {
    return TEXTS.draw(4, Dropout.seeded(SEED).nextSeed());
  }

  @Test
  void aTextIsToldFromTheSumOfCodes() {
    double squares = 0;
    for (int item : drawn()) {
      var sum = new double[CONFIG.width()];
      for (int slot = 0; slot < CONFIG.slots(); slot++) {
        float[] table = Tensors.toFloats(weights.tensor("slots." + slot + ".embedding"));
        for (int d = 0; d < sum.length; d++) {
          sum[d] += table[STEPS.get(item).symbols()[slot] * sum.length + d];
        }
      }
      double[] told = TinyTasks.linear(weights, "texts.item.weight", "texts.item.bias", sum);
      double[] text = TinyTasks.text(item);
      for (int d = 0; d < TEXT; d++) {
        squares += (told[d] - text[d]) * (told[d] - text[d]);
      }
    }
    assertThat(value(CODES_TO_ITEM)).isCloseTo(.3 * 5 * squares / 4, within(1e-3));
  }

  private static double[] normed(Parameters weights, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    float[] gain = Tensors.toFloats(weights.tensor("texts.state.norm.weight"));
    float[] bias = Tensors.toFloats(weights.tensor("texts.state.norm.bias"));
    return IntStream.range(0, x.length)
        .mapToDouble(d -> (x[d] - mean) / Math.sqrt(variance + 1e-5) * gain[d] + bias[d])
        .toArray();
  }

  /// How likely the nets of the slots make codes from a state is the decoder's own business.
  @Test
  void codesAreGeneratedFromATextAsFromAState() {
    int[] items = drawn();
    double[][] states = new double[items.length][];
    for (int i = 0; i < items.length; i++) {
      double[] text = TinyTasks.text(items[i]);
      states[i] =
          normed(weights, TinyTasks.linear(weights, "texts.step.weight", "texts.step.bias", text));
    }
    try (var _ = new PointerScope()) {
      List<Step> named = Arrays.stream(items).mapToObj(STEPS::get).toList();
      double nats = objective.predictions(tensor(states), named, Dropout.none()).item_double();
      assertThat(value(ITEM_TO_CODES)).isCloseTo(.7 * 5 * nats / 4, within(1e-3));
    }
  }

  private static double cosine(double[] a, double[] b) {
    double product = 0;
    double squares = 0;
    for (int d = 0; d < a.length; d++) {
      product += a[d] * b[d];
      squares += a[d] * a[d];
    }
    return product / Math.sqrt(squares);
  }

  /// Four have a text, of three different items.
  @Test
  void theNextTextIsToldAmongThoseThatAreNextToSomebody() {
    double nats = 0;
    double[][] states = states();
    for (int p = 0; p < states.length; p++) {
      if (TARGETS.get(p).id() == WITHOUT) {
        continue;
      }
      double[] told = TinyTasks.linear(weights, "texts.next.weight", "", states[p]);
      double all = 0;
      for (int other : new int[] {1, 5, 6}) {
        all += Math.exp(cosine(told, TinyTasks.text(other)) / .2);
      }
      nats += Math.log(all) - cosine(told, TinyTasks.text(TARGETS.get(p).id())) / .2;
    }
    assertThat(value(NEXT_TEXT)).isCloseTo(.4 * nats, within(1e-3));
  }

  @Test
  void itemsAreDrawnEvenlyAmongThoseWithAText() {
    var seen = new int[TinyTasks.ITEMS];
    for (int seed = 0; seed < 3_000; seed++) {
      int[] some = TEXTS.draw(4, seed);
      assertThat(Arrays.stream(some).distinct()).hasSize(4);
      Arrays.stream(some).forEach(item -> seen[item]++);
    }
    assertThat(seen[WITHOUT]).isZero();
    IntStream.range(0, seen.length)
        .filter(item -> item != WITHOUT)
        .forEach(item -> assertThat(seen[item]).isBetween(1_900, 2_100));
    assertThat(TEXTS.draw(100, 1)).as("no more than there are").hasSize(6);
    assertThat(drawn()).isEqualTo(drawn());
  }

  @Test
  void whereNoItemHasATextThereIsNoLoss() {
    var none = new ItemTexts(new ItemVectors(TinyTasks.ITEMS, TEXT, new float[7 * TEXT]));
    assertThat(value(new CodesToItem(1, none, STEPS, 4))).isZero();
    assertThat(value(new ItemToCodes(1, new TextReading(none, 1), STEPS, 4))).isZero();
    assertThat(value(new NextText(1, none, 1))).isZero();
  }

  private double loss(List<TwoLevelSample> samples) {
    try (var _ = new PointerScope()) {
      return objective.loss(samples, Dropout.seeded(SEED)).item_double();
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() {
    float[] gradient;
    try (var buffer = GradientBuffer.apart(weights);
        var _ = new PointerScope()) {
      objective.backward(SAMPLES, 2, Dropout.seeded(SEED), buffer);
      gradient = Tensors.toFloats(buffer.flat());
    }
    float[] values = weights.values();
    var places = new TreeSet<Integer>();
    var random = new Random(3);
    int start = 0;
    for (var shape : weights.shapes().entrySet()) {
      int count = (int) Arrays.stream(shape.getValue()).reduce(1, Math::multiplyExact);
      for (int i = 0; i < (shape.getKey().startsWith("texts.") ? 12 : 3); i++) {
        places.add(start + random.nextInt(count));
      }
      start += count;
    }
    double difference = 5e-3;
    for (int place : places) {
      float value = values[place];
      values[place] = (float) (value + difference);
      weights.restore(values);
      double above = loss(SAMPLES);
      values[place] = (float) (value - difference);
      weights.restore(values);
      double below = loss(SAMPLES);
      values[place] = value;
      double expected = (above - below) / (2 * difference);
      assertThat(2.0 * gradient[place])
          .as("weight %d", place)
          .isCloseTo(expected, within(.02 + .02 * Math.abs(expected)));
    }
  }
}
