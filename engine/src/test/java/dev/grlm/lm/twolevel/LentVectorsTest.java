package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/// Six steps are known; further ones have nothing of their own but what these lend.
class LentVectorsTest {
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(5, 4, 3), 6, 0, 8, 2, 2, 12, 10, 4, 0, 0, 0, true);
  private static final TwoLevelDecoder MODEL = TinyModels.loud(CONFIG, 1);
  private static final List<Step> KNOWN = MODEL.table().steps();
  private static final int[] SYMBOLS = {4, 3, 2};
  private static final int[] OTHER_SYMBOLS = {0, 1, 2};

  private static StepMix mix(int step) {
    return new StepMix(new int[] {step}, new double[] {1});
  }

  private static TwoLevelDecoder grown(List<int[]> symbols, List<StepMix> mixes) {
    return MODEL.frozen().withSteps(steps(symbols), () -> mixes);
  }

  private static List<Step> steps(List<int[]> further) {
    var steps = new ArrayList<>(KNOWN);
    further.forEach(symbols -> steps.add(new Step(steps.size(), symbols)));
    return steps;
  }

  private static float[] scores(TwoLevelDecoder model, Step... context) {
    return model.stepScores(List.of(new StepContext.Steps(List.of(context)))).getFirst();
  }

  private static float[] vector(TwoLevelDecoder model, int id, int[] symbols) {
    try (var _ = new PointerScope()) {
      var columns = Arrays.stream(symbols).mapToObj(s -> new long[] {s}).toArray(long[][]::new);
      return Tensors.toFloats(model.stepEmbeddings(new long[] {id}, columns, Dropout.none()));
    }
  }

  @Test
  void aTwinIsScoredAndReadAsTheKnownStep() {
    TwoLevelDecoder grown = grown(List.of(SYMBOLS), List.of(mix(2)));
    Step twin = grown.table().steps().getLast();
    float[] scores = scores(grown, KNOWN.get(0), KNOWN.get(5));
    assertThat(scores[6]).isCloseTo(scores[2], within(1e-4f));
    assertThat(scores(grown, KNOWN.get(1), twin))
        .containsExactly(scores(grown, KNOWN.get(1), KNOWN.get(2)), within(1e-4f));
  }

  /// The plain reference: the mean of the whole vectors.
  @Test
  void theVectorIsTheMeanOfThoseThatStandForIt() {
    var mix = new StepMix(new int[] {1, 4, 5}, new double[] {.5, .3, .2});
    float[] lent = vector(grown(List.of(SYMBOLS), List.of(mix)), 6, SYMBOLS);
    for (int d = 0; d < lent.length; d++) {
      double mean = 0;
      for (int n = 0; n < 3; n++) {
        int step = mix.steps()[n];
        mean += mix.weights()[n] * vector(MODEL, step, KNOWN.get(step).symbols())[d];
      }
      assertThat((double) lent[d]).isCloseTo(mean, within(1e-5));
    }
  }

  @Test
  void whereNothingStandsForItItIsItsSymbols() {
    TwoLevelDecoder grown = grown(List.of(SYMBOLS), List.of(StepMix.NONE));
    assertThat(vector(grown, 6, SYMBOLS)).containsExactly(vector(MODEL, Step.NO_ID, SYMBOLS));
  }

  /// But for the rounding of a matrix with more columns.
  @Test
  void whatIsKnownStaysAsItWas() {
    TwoLevelDecoder grown = grown(List.of(SYMBOLS, OTHER_SYMBOLS), List.of(mix(0), mix(3)));
    float[] before = scores(MODEL, KNOWN.get(3), KNOWN.get(1));
    assertThat(Arrays.copyOf(scores(grown, KNOWN.get(3), KNOWN.get(1)), 6))
        .containsExactly(before, within(1e-5f));
  }

  @Test
  void theOrderInWhichStepsCameDoesNotMatter() {
    Step context = KNOWN.get(4);
    float[] one = scores(grown(List.of(SYMBOLS, OTHER_SYMBOLS), List.of(mix(0), mix(3))), context);
    float[] other =
        scores(grown(List.of(OTHER_SYMBOLS, SYMBOLS), List.of(mix(3), mix(0))), context);
    assertThat(new float[] {other[7], other[6]})
        .containsExactly(new float[] {one[6], one[7]}, within(1e-5f));
  }

  /// A decoder that has grown grows further by what it was trained on, not by what it was lent.
  @Test
  void toGrowTwiceIsToGrowOnce() {
    TwoLevelDecoder once = grown(List.of(SYMBOLS, OTHER_SYMBOLS), List.of(mix(0), mix(3)));
    TwoLevelDecoder twice =
        grown(List.of(SYMBOLS), List.of(mix(5)))
            .withSteps(steps(List.of(SYMBOLS, OTHER_SYMBOLS)), () -> List.of(mix(0), mix(3)));
    assertThat(scores(twice, KNOWN.get(2))).containsExactly(scores(once, KNOWN.get(2)));
  }

  @Test
  void nobodyIsAskedWhoStandsForAStepBeforeItIsNeeded() {
    Supplier<List<StepMix>> refusing =
        () -> {
          throw new IllegalStateException("asked");
        };
    TwoLevelDecoder grown = MODEL.frozen().withSteps(steps(List.of(SYMBOLS)), refusing);
    assertThat(vector(grown, 2, KNOWN.get(2).symbols()))
        .containsExactly(vector(MODEL, 2, KNOWN.get(2).symbols()));
    assertThatThrownBy(() -> scores(grown, KNOWN.getFirst())).hasMessage("asked");
  }

  @Test
  void oneMixForEachFurtherStepIsWanted() {
    assertThatThrownBy(() -> scores(grown(List.of(SYMBOLS), List.of()), KNOWN.getFirst()))
        .hasMessage("0 mixes for 1 further steps");
    assertThatThrownBy(() -> new StepMix(new int[2], new double[1]))
        .hasMessage("2 steps but 1 weights");
  }
}
