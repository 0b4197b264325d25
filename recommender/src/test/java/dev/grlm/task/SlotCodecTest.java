package dev.grlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotCodecTest extends IdentifierCodecContract {
  private final SlotCodec tiny = new SlotCodec(TinyShop.IDENTIFIERS, TinyShop.WORDS, 2);

  @Override
  IdentifierCodec codec(Identifiers identifiers, WordTable words) {
    return new SlotCodec(identifiers, words, READ);
  }

  @Test
  void everySlotHasATableOfItsOwnInAlphabeticalOrder() {
    assertThat(tiny.symbolTables())
        .containsExactly(List.of("mug", "red"), List.of("blue", "red", "rug"));
    assertThat(tiny.slotSizes()).containsExactly(2, 3);
    assertThat(tiny.length()).isEqualTo(2);
  }

  @Test
  void anItemIsAStepOfItsNumberAndSymbols() {
    assertThat(tiny.steps()).extracting(Step::id).containsExactly(0, 1, 2, 3);
    assertThat(tiny.steps())
        .extracting(Step::symbols)
        .containsExactly(new int[] {0, 1}, new int[] {0, 0}, new int[] {1, 2}, new int[] {1, 2});
  }

  @Test
  void aTermOfAnotherSlotIsRefusedByName() {
    assertThatThrownBy(() -> tiny.symbols(Identifier.of("rug", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'rug' is not a term of slot 1");
  }
}
