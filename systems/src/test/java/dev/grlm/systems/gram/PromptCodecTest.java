package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.t5.FusionInDecoder;
import dev.grlm.lm.t5.PassagesContext;
import dev.grlm.lm.t5.PassagesObjective;
import dev.grlm.lm.t5.PassagesSample;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.nn.Dropout;
import dev.grlm.task.Example;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

/// Three items: `mug red`, `mug` and `table oak`. Slots have an end and the words mug, table; and
/// oak, red: tokens 1 (the end), 2, 3; 4 (the end), 5, 6. Marks are 7 (a history), 8 (similar
/// items) and 9 (a text); words of texts are big 10, old 11.
class PromptCodecTest {
  private static final Identifiers NAMES =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("mug", "red"), Identifier.of("mug"), Identifier.of("table", "oak")));
  private static final SlotCodec SLOTS =
      new SlotCodec(NAMES, new WordTable(List.of(), List.of(), 1), 2);
  private static final PromptCodec.Sources SOURCES =
      PromptCodec.Sources.of(
          new int[][] {{1, 2}, {}, {0}},
          List.of(List.of("old", "big", "old"), List.of("big"), List.of()));
  private static final T5Config SHAPE =
      PromptCodec.shape(T5Config.ofLevels(SLOTS.slotSizes(), 8, 3, 12, 1, 2), SOURCES, 2);

  private static PromptCodec codec(SlotCodec slots, int tokens) {
    return new PromptCodec(slots, SOURCES, new PromptConfig(tokens, 1), SHAPE, 2);
  }

  private static void assertPassages(PassagesContext context, int[]... passages) {
    assertThat(context.passages()).containsExactly(passages);
  }

  @Test
  void aModelHasATokenForEveryWordAndAPlaceForEveryPrompt() {
    assertThat(SHAPE.levels()).containsExactly(3, 3);
    assertThat(SHAPE.vocabularySize()).isEqualTo(12);
    assertThat(SHAPE.passages()).isEqualTo(3);
  }

  @Test
  void aHistoryIsThePromptOfItsNamesAndThoseOfItsNewestItemsNewestFirst() {
    PromptCodec codec = codec(SLOTS, 64);
    assertPassages(
        codec.context(new int[] {0}),
        new int[] {7, 2, 6},
        new int[] {2, 6, 8, 2, 3, 5, 9, 11, 10, 11});
    assertPassages(
        codec.context(new int[] {0, 2, 1}),
        new int[] {7, 2, 3, 5},
        new int[] {2, 8, 9, 10},
        new int[] {3, 5, 8, 2, 6, 9});
  }

  @Test
  void aPromptThatIsTooLongLosesItsEnd() {
    assertPassages(
        codec(SLOTS, 5).context(new int[] {0}), new int[] {7, 2, 6}, new int[] {2, 6, 8, 2, 3});
  }

  @Test
  void aSampleSaysANameWithItsEnd() {
    PassagesSample shorter = codec(SLOTS, 64).sample(new int[] {0, 1}, 1);
    assertThat(shorter.answer()).containsExactly(1, SlotCodec.END);
    assertPassages(
        shorter.source(), codec(SLOTS, 64).context(new int[] {0}).passages().toArray(int[][]::new));
    assertThat(codec(SLOTS, 64).sample(new int[] {1, 2}, 1).answer()).containsExactly(2, 1);
  }

  /// Nobody has taken it and its text is not read.
  @Test
  void anItemThatCameLaterIsSeenByItsName() {
    var all = new ArrayList<>(NAMES.all());
    all.add(Identifier.of("mug", "blue"));
    all.add(Identifier.of("table", "red"));
    PromptCodec grown = codec(SLOTS.grown(Identifiers.ofAnyLength(all)), 64);
    assertThat(grown.readable(new int[] {0, 3, 4, 3})).containsExactly(0, 4);
    assertPassages(grown.context(new int[] {4}), new int[] {7, 3, 6}, new int[] {3, 6});
  }

  @Test
  void metadataIsNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec(SLOTS, 64).naming(Item.titled("x", "a title")))
        .withMessage("a decoder of prompts reads no metadata: x");
  }

  /// Every item but the first is learnt from those before it; what is learnt together is the sum.
  @Test
  void aHistoryIsLearntItemByItem() {
    PromptCodec codec = codec(SLOTS, 64);
    int[] items = {2, 0, 1, 0};
    var example = new Example("USP", "u", items);
    try (var model = new T5(SHAPE, 3);
        var _ = new PointerScope()) {
      var reader = new FusionInDecoder(model);
      var objective = new PromptObjective(reader, codec, .1);
      assertThat(objective.weight(example)).isEqualTo(3);
      assertThat(objective.length(example))
          .as("9 after the first, 21 after two, 18 after the last two of three")
          .isEqualTo(48);
      double together =
          objective
              .loss(List.of(example, new Example("USP", "v", new int[] {1, 2})), Dropout.none())
              .item_double();
      double apart = 0;
      for (PassagesSample sample :
          List.of(
              codec.sample(items, 1),
              codec.sample(items, 2),
              codec.sample(items, 3),
              codec.sample(new int[] {1, 2}, 1))) {
        apart +=
            new PassagesObjective(reader, .1).loss(List.of(sample), Dropout.none()).item_double();
      }
      assertThat(together).isCloseTo(apart, within(1e-4));
    }
  }
}
