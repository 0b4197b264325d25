package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.TinyModels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The same sessions of a decoder that keeps what does not depend on a question, and of one that
/// has been told of further steps.
class FrozenSessionTest extends TwoLevelSessionTest {
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(40, 30, 9), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, true);
  private static final TwoLevelDecoder LOOKING = TinyModels.loud(CONFIG, 1);
  private static final TwoLevelDecoder FROZEN = LOOKING.frozen();

  @Override
  protected LanguageModel<StepContext> model() {
    return FROZEN;
  }

  private static float[] logits(TwoLevelDecoder model, List<? extends StepContext> contexts) {
    int[] all = IntStream.range(0, 40).toArray();
    int[] offsets = IntStream.rangeClosed(0, contexts.size()).map(row -> row * 40).toArray();
    int[] symbols = IntStream.range(0, contexts.size()).flatMap(_ -> IntStream.of(all)).toArray();
    try (Session session = model.open(contexts)) {
      return session.logits(new Session.Allowed(offsets, symbols));
    }
  }

  @Test
  void theAnswersAreTheSameToTheBitTheFirstTimeAndLater() {
    float[] expected = logits(LOOKING, contexts());
    for (int time = 0; time < 3; time++) {
      assertThat(logits(FROZEN, contexts())).containsExactly(expected);
    }
  }

  /// Two further steps, one of them with the symbols of a known one.
  @Test
  void furtherStepsTakePartByTheirSymbols() {
    List<Step> known = LOOKING.table().steps();
    var steps = new ArrayList<>(known);
    steps.add(new Step(Step.NO_ID, new int[] {39, 29, 8}));
    steps.add(new Step(Step.NO_ID, known.getFirst().symbols()));
    TwoLevelDecoder grown = LOOKING.withSteps(steps);
    TwoLevelDecoder frozen = FROZEN.withSteps(steps);
    float[] before = logits(LOOKING, contexts());
    float[] now = logits(grown, contexts());
    assertThat(logits(frozen, contexts())).containsExactly(now);
    assertThat(now).isNotEqualTo(before);
    assertThat(now[39]).as("a step below it is known now").isNotEqualTo(before[39]);
  }

  @Test
  void theKnownStepsMustStandFirstAndFurtherOnesHaveTheirPlaceAsNumberOrNone() {
    List<Step> known = LOOKING.table().steps();
    assertThatThrownBy(() -> LOOKING.withSteps(known.reversed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("step 0 has the number 5");
    var numbered = new ArrayList<>(known);
    numbered.add(new Step(7, new int[] {0, 0, 0}));
    assertThatThrownBy(() -> LOOKING.withSteps(numbered))
        .hasMessage("step 6 has the number 7, not 6");
  }
}
