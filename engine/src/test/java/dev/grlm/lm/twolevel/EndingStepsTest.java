package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.decode.Among;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.decode.TrieScorer;
import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.TwoLevelObjective.Weights;
import dev.grlm.nn.Dropout;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Of a step that ends what is learnt is what a search scores: up to its end, and nothing behind.
class EndingStepsTest {
  private static final int END = 0;
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(5, 4, 3), 0, 0, 8, 2, 2, 12, 10, 4, 0, 0, 0, false);
  private static final List<Step> STEPS =
      List.of(step(4, 3, 2), step(2, 0, 0), step(1, 3, 0), step(3, 1, 1));

  private final TwoLevelDecoder model = TinyModels.loud(CONFIG, 1);

  @AfterEach
  void close() {
    model.close();
  }

  private static Step step(int... symbols) {
    return new Step(Step.NO_ID, symbols);
  }

  private double loss(TwoLevelObjective objective, List<Step> steps) {
    try (var _ = new PointerScope()) {
      var sample = new TwoLevelSample.Sequence(steps);
      return objective.loss(List.of(sample), Dropout.none()).item_double();
    }
  }

  private static int[] said(Step step) {
    int[] symbols = step.symbols();
    for (int slot = 0; slot < symbols.length; slot++) {
      if (symbols[slot] == END) {
        return Arrays.copyOf(symbols, slot + 1);
      }
    }
    return symbols;
  }

  @Test
  void theLossIsWhatASearchTakesOff() {
    PrefixTrie trie = PrefixTrie.of(STEPS.stream().map(EndingStepsTest::said).toList());
    var scorer = new TrieScorer<StepContext>(model, 10, Among.ALL);
    double expected = 0;
    for (int next = 1; next < STEPS.size(); next++) {
      expected -= scorer.scores(new StepContext.Steps(STEPS.subList(0, next)), trie)[next];
    }
    var objective = new TwoLevelObjective(model, new Weights(0, 0, 0));
    assertThat(loss(objective.ending(END), STEPS)).isCloseTo(expected, within(1e-3));
    assertThat(loss(objective, STEPS)).isGreaterThan(expected + .1);
  }

  @Test
  void whereNoneEndsTheLossIsTheSame() {
    List<Step> whole = List.of(step(4, 3, 2), step(3, 1, 1), step(1, 2, 2));
    var objective = new TwoLevelObjective(model, new Weights(0, 0, .1));
    assertThat(loss(objective.ending(END), whole)).isEqualTo(loss(objective, whole));
  }

  @Test
  void knownStepsKnowNoEnd() {
    TwoLevelConfig looking = TinyModels.looking();
    try (TwoLevelDecoder other = TinyModels.loud(looking, 1)) {
      var objective = new TwoLevelObjective(other, new Weights(0, 0, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> objective.ending(END))
          .withMessageContaining("without lookahead");
    }
  }
}
