package dev.grlm.lm.latefusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.Session;
import dev.grlm.nn.Dropout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Session and loss against the plain reference.
class LateFusionTest {
  private static final int END = 0;

  static Stream<LateFusionConfig> configs() {
    return Stream.of(TinyFusion.ALL, TinyFusion.NAMES);
  }

  private static double[] distribution(Session session, int row, int size) {
    Session.Candidates all = session.best(size);
    var values = new double[size];
    for (int i = row * size; i < (row + 1) * size; i++) {
      values[all.symbols()[i]] = all.logProbabilities()[i];
    }
    return values;
  }

  /// All histories together, so that padding would show.
  @ParameterizedTest
  @MethodSource("configs")
  void everySlotIsWhatThePlainReferenceSays(LateFusionConfig config) {
    Passages passages = TinyFusion.passages(config);
    List<FusionContext> contexts =
        TinyFusion.HISTORIES.stream().map(history -> new FusionContext(passages, history)).toList();
    try (LateFusion model = TinyFusion.model(config);
        Session session = model.open(contexts)) {
      var reference = new ScalarFusion(model, passages);
      var said = new int[0];
      for (int slot = 0; slot < config.slots(); slot++) {
        int size = config.slotSizes().get(slot);
        for (int row = 0; row < contexts.size(); row++) {
          assertThat(distribution(session, row, size))
              .containsExactly(reference.next(TinyFusion.HISTORIES.get(row), said), within(1e-4));
        }
        said = Arrays.copyOf(said, slot + 1);
        said[slot] = slot + 1;
        session.advance(new int[] {0, 1, 2}, new int[] {slot + 1, slot + 1, slot + 1});
      }
    }
  }

  private static double loss(FusionObjective objective, List<FusionSample> samples) {
    try (var _ = new PointerScope()) {
      return objective.loss(samples, Dropout.none()).item_double();
    }
  }

  /// Every thing after those before it, each up to its end.
  @ParameterizedTest
  @MethodSource("configs")
  void theLossIsWhatThePlainReferenceSays(LateFusionConfig config) {
    Passages passages = TinyFusion.passages(config);
    List<FusionSample> samples =
        List.of(
            new FusionSample(new int[] {3, 1, 4, 0, 5}),
            new FusionSample(new int[] {8, 6}),
            new FusionSample(new int[] {2, 7, 1, 8, 2, 5, 3}));
    try (LateFusion model = TinyFusion.model(config)) {
      double expected = 0;
      double unended = 0;
      for (FusionSample sample : samples) {
        int[] items = sample.items();
        for (int next = Math.max(1, items.length - config.maxItems());
            next < items.length;
            next++) {
          // What a sample is cut to is all that is seen of it.
          int from = Math.max(0, items.length - 1 - config.maxItems());
          int[] history = Arrays.copyOfRange(items, from, next);
          int[] answer = passages.symbols()[items[next]];
          boolean ended = false;
          for (int slot = 0; slot < answer.length; slot++) {
            double nats =
                -new ScalarFusion(model, passages)
                    .next(history, Arrays.copyOf(answer, slot))[answer[slot]];
            expected += ended ? 0 : nats;
            unended += nats;
            ended |= answer[slot] == END;
          }
        }
      }
      assertThat(loss(new FusionObjective(model, passages, 0, END), samples))
          .isCloseTo(expected, within(1e-2));
      assertThat(loss(new FusionObjective(model, passages, 0, -1), samples))
          .isCloseTo(unended, within(1e-2));
      assertThat(unended).isGreaterThan(expected);
    }
  }

  @Test
  void dropoutChangesTheLossAndNoAnswer() {
    LateFusionConfig config =
        new LateFusionConfig(List.of(5, 4, 6), true, 3, 8, 2, 1, 2, 12, 4, .5);
    Passages passages = TinyFusion.passages(config);
    List<FusionSample> samples = List.of(new FusionSample(new int[] {3, 1, 4, 0, 5}));
    try (LateFusion model = TinyFusion.model(config);
        var _ = new PointerScope()) {
      var objective = new FusionObjective(model, passages, 0, END);
      double one = objective.loss(samples, Dropout.seeded(1)).item_double();
      assertThat(objective.loss(samples, Dropout.seeded(1)).item_double()).isEqualTo(one);
      assertThat(objective.loss(samples, Dropout.seeded(2)).item_double()).isNotEqualTo(one);
    }
  }

  @Test
  void contextsOfOneSessionShowTheSamePassages() {
    try (LateFusion model = TinyFusion.model(TinyFusion.ALL)) {
      List<FusionContext> contexts =
          Stream.of(TinyFusion.passages(TinyFusion.ALL), TinyFusion.passages(TinyFusion.ALL))
              .map(passages -> new FusionContext(passages, new int[] {1}))
              .toList();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.open(contexts))
          .withMessage("contexts of one session show the same passages");
      assertThatIllegalArgumentException().isThrownBy(() -> model.open(List.of()));
    }
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Passages(new int[2][1], new int[1][0], 0, new float[0]))
        .withMessageContaining("2 things, 1 of them");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FusionContext(TinyFusion.passages(TinyFusion.NAMES), new int[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FusionSample(new int[] {1}))
        .withMessage("a sample needs two things: [1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LateFusionConfig(List.of(5), true, 3, 8, 2, 1, 3, 12, 4, 0))
        .withMessage("width 8 is not a positive multiple of heads 3");
  }
}
