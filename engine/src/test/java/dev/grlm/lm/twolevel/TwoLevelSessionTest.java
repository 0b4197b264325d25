package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.lm.BestSymbols;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.SessionContract;
import dev.grlm.lm.TinyModels;
import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TwoLevelSessionTest extends SessionContract<StepContext> {
  /// Slots so wide that three symbols are gathered, not taken from the whole head.
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(40, 30, 9), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, false);

  private static final TwoLevelDecoder MODEL = TinyModels.loud(CONFIG, 1);
  private static final List<Step> UNIVERSE = TinyModels.universe(CONFIG, 6, 2);

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @Override
  protected LanguageModel<StepContext> model() {
    return MODEL;
  }

  @Override
  protected Closeable<StepContext> closeable() {
    TwoLevelDecoder own = TinyModels.loud(CONFIG, 1);
    return new Closeable<>(own, own::close);
  }

  /// Steps and words in turn, so that their order has to be kept.
  @Override
  protected List<StepContext> contexts() {
    return List.of(
        new StepContext.Words(new int[] {1, 4}),
        new StepContext.Steps(UNIVERSE.subList(0, 4)),
        new StepContext.Words(new int[] {6}),
        new StepContext.Steps(List.of(new Step(Step.NO_ID, new int[] {7, 8, 1}))),
        new StepContext.Steps(UNIVERSE.subList(2, 4)));
  }

  @Override
  protected int vocabulary(int depth) {
    return CONFIG.slotSizes().get(depth);
  }

  @Override
  protected int depths() {
    return 3;
  }

  @Test
  void withoutAWordTableWordsAreNotRead() {
    var config = new TwoLevelConfig(List.of(4), 0, 0, 8, 1, 2, 8, 8, 4, 0, 0, 0, false);
    try (var model = new TwoLevelDecoder(config, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.open(List.of(new StepContext.Words(new int[] {1}))))
          .withMessageContaining("word");
    }
  }

  @Test
  void equalValuesComeInOrderOfTheSymbol() {
    float[] values = {0, 3, 1, 1, 3, 1, 2, 2, 2, 2, 2, 2};
    try (var _ = new PointerScope()) {
      Session.Candidates best = BestSymbols.of(Tensors.floats(values, 2, 6), 3);
      assertThat(best.symbols()).containsExactly(1, 4, 2, 0, 1, 2);
      assertThat(best.logProbabilities()).containsExactly(3, 3, 1, 2, 2, 2);
      assertThat(BestSymbols.of(Tensors.floats(values, 2, 6), 9).symbols())
          .containsExactly(1, 4, 2, 3, 5, 0, 0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void manyEqualValuesComeInOrderOfTheSymbol() {
    var values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7;
    }
    try (var _ = new PointerScope()) {
      Session.Candidates best = BestSymbols.of(Tensors.floats(values, 1, 1000), 200);
      for (int i = 0; i < 200; i++) {
        // 142 values are 6, the first of them at 6; then come those of 5.
        assertThat(best.symbols()[i]).isEqualTo(i < 142 ? 7 * i + 6 : 7 * (i - 142) + 5);
      }
    }
  }
}
