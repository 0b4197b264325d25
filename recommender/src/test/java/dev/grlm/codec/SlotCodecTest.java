package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotCodecTest extends IdentifierCodecContract<StepContext> {
  private final SlotCodec tiny = new SlotCodec(TinyShop.IDENTIFIERS, TinyShop.WORDS, 2);

  @Override
  IdentifierCodec<StepContext> codec(Identifiers identifiers, WordTable words) {
    return new SlotCodec(identifiers, words, READ);
  }

  @Override
  String shown(StepContext context) {
    return switch (context) {
      case StepContext.Steps(List<Step> steps, var _) ->
          String.join(
              "; ", steps.stream().map(s -> s.id() + " " + Arrays.toString(s.symbols())).toList());
      case StepContext.Words(int[] words) -> "words " + Arrays.toString(words);
    };
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
  void aFurtherItemWithATermOfItsOwnIsNeitherSpelledNorRead() {
    var all = new ArrayList<>(TinyShop.IDENTIFIERS.all());
    Identifier foreign = Identifier.of("mug", "mug");
    all.add(foreign);
    all.add(Identifier.of("red", "blue"));
    SlotCodec grown = tiny.grown(new Identifiers(all));
    assertThat(grown.spells(foreign)).isFalse();
    assertThat(grown.spells(Identifier.of("red", "blue"))).isTrue();
    assertThat(grown.spells(Identifier.of("red"))).isFalse();
    assertThat(grown.symbolTables()).isEqualTo(tiny.symbolTables());
    assertThat(grown.readable(new int[] {4, 0, 5, 4})).containsExactly(0, 5);
    assertThat(grown.steps()).extracting(Step::id).containsExactly(0, 1, 2, 3, 4);
    assertThat(((StepContext.Steps) grown.context(new int[] {5})).steps())
        .singleElement()
        .matches(step -> Arrays.equals(step.symbols(), new int[] {1, 0}));
  }

  @Test
  void aTermOfAnotherSlotIsRefusedByName() {
    assertThatThrownBy(() -> tiny.symbols(Identifier.of("rug", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'rug' is not a term of slot 1");
  }
}
