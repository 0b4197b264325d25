package dev.grlm.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Sample;
import dev.grlm.task.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Three items of codes (1, 4), (1, 9) and (7, 4): the first level has tokens 1 and 2, the second 3
/// and 4.
class HistoryTokensTest {
  private static final Identifiers CODES =
      new Identifiers(
          List.of(
              new Identifier(List.of("a1", "b4")),
              new Identifier(List.of("a1", "b9")),
              new Identifier(List.of("a7", "b4"))));
  private static final SlotCodec SLOTS =
      new SlotCodec(CODES, new WordTable(List.of(), List.of(), 1), 2);
  private static final HistoryTokens TOKENS =
      new HistoryTokens(SLOTS, T5Config.ofLevels(SLOTS.slotSizes(), 4, 2, 8, 1, 2), 2);

  @Test
  void aHistoryIsTheCodesOfItsNewestItemsOldestFirst() {
    assertThat(TOKENS.context(new int[] {2}).tokens()).containsExactly(2, 3);
    assertThat(TOKENS.context(new int[] {2, 1}).tokens()).containsExactly(2, 3, 1, 4);
    assertThat(TOKENS.context(new int[] {2, 1, 0}).tokens()).containsExactly(1, 4, 1, 3);
  }

  @Test
  void everyItemAfterTheFirstIsASampleOfThoseBeforeIt() {
    List<HistoryPrefix> prefixes =
        HistoryPrefix.of(new Example("USP", "u", new int[] {2, 1, 0, 2}));
    assertThat(prefixes).extracting(HistoryPrefix::end).containsExactly(1, 2, 3);
    List<T5Sample> samples = prefixes.stream().map(TOKENS::sample).toList();
    assertSample(samples.get(0), new int[] {2, 3}, new int[] {0, 1});
    assertSample(samples.get(1), new int[] {2, 3, 1, 4}, new int[] {0, 0});
    assertSample(samples.get(2), new int[] {1, 4, 1, 3}, new int[] {1, 0});
  }

  private static void assertSample(T5Sample sample, int[] source, int[] answer) {
    assertThat(sample.source()).containsExactly(source);
    assertThat(sample.answer()).containsExactly(answer);
  }

  @Test
  void symbolsSpellIdentifiers() {
    assertThat(TOKENS.length()).isEqualTo(2);
    assertThat(TOKENS.symbols(CODES.of(1))).containsExactly(0, 1);
    assertThat(TOKENS.identifier(new int[] {1, 0})).isEqualTo(CODES.of(2));
    assertThat(TOKENS.text(1, 1)).isEqualTo("b9");
    assertThat(TOKENS.slot(new int[] {1})).hasValue(0);
    assertThat(TOKENS.spells(new Identifier(List.of("a1", "b5")))).isFalse();
  }

  @Test
  void metadataIsNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TOKENS.naming(Item.titled("x", "a title")))
        .withMessage("a model of codes reads no metadata: x");
  }
}
