package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of identifiers that differ in length every slot has an end, which nobody sees.
class RaggedSlotCodecTest {
  private static final Identifiers IDENTIFIERS =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("red", "mug"),
              Identifier.of("lamp"),
              Identifier.of("red", "mug", "large")));

  private final SlotCodec codec = codec(IDENTIFIERS);

  private static SlotCodec codec(Identifiers identifiers) {
    return new SlotCodec(identifiers, new WordTable(List.of(), List.of(), 1), 5);
  }

  @Test
  void theEndIsTheFirstSymbolOfEverySlot() {
    assertThat(codec.ends()).isTrue();
    assertThat(codec.symbolTables())
        .containsExactly(List.of("", "lamp", "red"), List.of("", "mug"), List.of("", "large"));
    assertThat(codec.stops()).containsExactly(SlotCodec.END);
    assertThat(codec.length()).isEqualTo(3);
  }

  @Test
  void aShorterOneIsClosedAndTheLongestNeedsNoEnd() {
    assertThat(codec.symbols(Identifier.of("lamp"))).containsExactly(1, 0);
    assertThat(codec.symbols(Identifier.of("red", "mug"))).containsExactly(2, 1, 0);
    assertThat(codec.symbols(Identifier.of("red", "mug", "large"))).containsExactly(2, 1, 1);
    assertThat(codec.steps())
        .extracting(Step::symbols)
        .containsExactly(new int[] {2, 1, 0}, new int[] {1, 0, 0}, new int[] {2, 1, 1});
  }

  @Test
  void whatIsReadBackHasNoEnd() {
    for (Identifier identifier : IDENTIFIERS.all()) {
      assertThat(codec.identifier(codec.symbols(identifier))).isEqualTo(identifier);
    }
    assertThat(codec.identifier(new int[] {1, 0, 1})).isEqualTo(Identifier.of("lamp"));
    assertThat(codec.identifier(new int[] {0})).isEqualTo(Identifier.of());
    assertThat(codec.slot(new int[] {1})).hasValue(0);
    assertThat(codec.slot(new int[] {1, 0})).as("only closes").isEmpty();
  }

  @Test
  void aLengthThatNoIdentifierHadCannotBeSpelled() {
    SlotCodec even = codec(Identifiers.ofAnyLength(IDENTIFIERS.all().subList(0, 2)));
    assertThat(even.spells(Identifier.of("red"))).isTrue();
    assertThat(even.spells(Identifier.of("red", "mug", "large"))).isFalse();
    assertThat(even.spells(Identifier.of())).isFalse();
    assertThat(codec.spells(Identifier.of("lamp", "mug", ""))).isFalse();
    SlotCodec gap =
        codec(Identifiers.ofAnyLength(List.of(Identifier.of("a"), Identifier.of("a", "b", "c"))));
    assertThat(gap.spells(Identifier.of("a", "b"))).as("its end was never learnt").isFalse();
  }

  @Test
  void ofAGrownCatalogueTheLearntOnesDecide() {
    var all = new ArrayList<>(IDENTIFIERS.all());
    all.add(Identifier.of("lamp", "mug"));
    all.add(Identifier.of("vase"));
    SlotCodec grown = codec.grown(IDENTIFIERS.larger(all));
    assertThat(grown.symbolTables()).isEqualTo(codec.symbolTables());
    assertThat(grown.readable(new int[] {0, 3, 4})).containsExactly(0, 3);
  }
}
