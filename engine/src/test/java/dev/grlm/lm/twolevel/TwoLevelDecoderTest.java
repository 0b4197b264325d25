package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.Session;
import dev.grlm.lm.TinyModels;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.ScalarReference;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class TwoLevelDecoderTest {
  private static final TwoLevelConfig CONFIG = TinyModels.config();
  private static final List<Step> UNIVERSE = TinyModels.universe(CONFIG, 6, 2);

  private static float[] states(TwoLevelDecoder model, List<List<Step>> sequences) {
    try (var _ = new PointerScope()) {
      var batch = StepBatch.of(sequences, CONFIG.slots(), CONFIG.maxSteps());
      return Tensors.toFloats(model.states(batch, Dropout.none()));
    }
  }

  @Test
  void statesAgreeWithTheScalarReference() {
    List<Step> steps =
        List.of(UNIVERSE.get(3), new Step(Step.NO_ID, new int[] {4, 0, 2}), UNIVERSE.get(5));
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      float[] actual = states(model, List.of(steps));
      double[][] expected = new ScalarTwoLevel(model).states(steps);
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i]).isCloseTo(expected[i / 8][i % 8], within(2e-4));
      }
    }
  }

  @Test
  void everySlotsDistributionAgreesWithTheScalarReference() {
    List<Step> steps = UNIVERSE.subList(0, 4);
    int[] words = {1, 1, 6};
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1);
        Session session =
            model.open(List.of(new StepContext.Steps(steps), new StepContext.Words(words)))) {
      var reference = new ScalarTwoLevel(model);
      double[][] states = {reference.states(steps)[3], reference.wordState(words)};
      int[][] chosen = {{2, 3}, {4, 0}};
      for (int slot = 0; slot < 3; slot++) {
        int size = CONFIG.slotSizes().get(slot);
        Session.Candidates best = session.best(size);
        for (int row = 0; row < 2; row++) {
          double[] expected =
              ScalarReference.logSoftmax(
                  reference.logits(states[row], Arrays.copyOf(chosen[row], slot)));
          for (int i = 0; i < size; i++) {
            assertThat((double) best.logProbabilities()[row * size + i])
                .isCloseTo(expected[best.symbols()[row * size + i]], within(1e-3));
          }
        }
        if (slot < 2) {
          session.advance(new int[] {0, 1}, new int[] {chosen[0][slot], chosen[1][slot]});
        }
      }
    }
  }

  @Test
  void aLaterStepDoesNotChangeEarlierStates() {
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      List<Step> steps = UNIVERSE.subList(0, 4);
      List<Step> changed = List.of(steps.get(0), steps.get(1), steps.get(2), UNIVERSE.get(5));
      float[] before = states(model, List.of(steps));
      float[] after = states(model, List.of(changed));
      assertThat(Arrays.copyOf(after, 24))
          .containsExactly(Arrays.copyOf(before, 24), within(1e-6f));
      assertThat(Arrays.copyOfRange(after, 24, 32))
          .isNotEqualTo(Arrays.copyOfRange(before, 24, 32));
    }
  }

  @Test
  void neitherPaddingNorBatchMatesChangeAState() {
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      List<Step> steps = UNIVERSE.subList(1, 3);
      float[] alone = states(model, List.of(steps));
      float[] padded = states(model, List.of(UNIVERSE.subList(0, 4), steps));
      assertThat(Arrays.copyOfRange(padded, 32, 48)).containsExactly(alone, within(1e-5f));
    }
  }

  @Test
  void ofALongContextTheNewestStepsAreRead() {
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      assertThat(states(model, List.of(UNIVERSE)))
          .containsExactly(states(model, List.of(UNIVERSE.subList(2, 6))));
    }
  }

  @Test
  void anUnknownStepNumberIsNamed() {
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      var step = new Step(6, new int[] {0, 0, 0});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.open(List.of(new StepContext.Steps(List.of(step)))))
          .withMessageContainingAll("6");
    }
  }

  @Test
  void aStepWithoutANumberIsItsSymbols() {
    try (TwoLevelDecoder model = TinyModels.loud(CONFIG, 1)) {
      List<Step> hidden = List.of(new Step(Step.NO_ID, UNIVERSE.get(0).symbols()));
      assertThat(states(model, List.of(hidden)))
          .isNotEqualTo(states(model, List.of(UNIVERSE.subList(0, 1))));
    }
  }

  /// For whoever trains something beside it: the weights of its own are as they would be.
  @Test
  void furtherWeightsChangeNothingOfItsOwn() {
    var plain = new TwoLevelConfig(List.of(5, 4, 3), 0, 0, 8, 1, 2, 16, 12, 4, 0, 0, 0, false);
    try (var alone = new TwoLevelDecoder(plain, 3);
        var beside =
            new TwoLevelDecoder(
                plain, more -> more.normal("more", 1, 2, 3).constant("b", 2, 1), 3)) {
      assertThat(beside.parameters().size()).isEqualTo(alone.parameters().size() + 7);
      for (String name : alone.parameters().shapes().keySet()) {
        assertThat(Tensors.toFloats(beside.parameters().tensor(name)))
            .as(name)
            .isEqualTo(Tensors.toFloats(alone.parameters().tensor(name)));
      }
      assertThat(Tensors.toFloats(beside.parameters().tensor("b"))).containsExactly(2);
    }
  }

  @Test
  void theConfigRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoLevelConfig(List.of(5, 0), 1, 0, 8, 1, 2, 8, 8, 4, 0, 0, 0, false))
        .withMessageContaining("[5, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoLevelConfig(List.of(5), 1, 0, 9, 1, 2, 8, 8, 4, 0, 0, 0, false))
        .withMessageContaining("9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoLevelConfig(List.of(5), 1, 0, 8, 1, 2, 8, 8, 4, 1.0, 0, 0, false))
        .withMessageContaining("1.0");
  }
}
