package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.latefusion.Passages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassageCodecTest {
  private static final Identifiers NAMES =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("mug", "red"), Identifier.of("mug"), Identifier.of("table", "oak")));
  private static final SlotCodec SLOTS =
      new SlotCodec(NAMES, new WordTable(List.of(), List.of(), 1), 2);
  private static final Passages PASSAGES =
      new Passages(new int[3][2], new int[3][0], 0, new float[0]);
  private static final PassageCodec CODEC = new PassageCodec(SLOTS, PASSAGES, 2);

  @Test
  void theNewestItemsOfAHistoryAreSeenOldestFirst() {
    assertThat(CODEC.context(new int[] {2}).history()).containsExactly(2);
    assertThat(CODEC.context(new int[] {0, 2, 1}).history()).containsExactly(2, 1);
    assertThat(CODEC.context(new int[] {2}).passages()).isSameAs(PASSAGES);
  }

  @Test
  void symbolsSpellIdentifiersAndEndThem() {
    assertThat(CODEC.length()).isEqualTo(2);
    assertThat(CODEC.stops()).containsExactly(SlotCodec.END);
    for (Identifier name : NAMES.all()) {
      assertThat(CODEC.spells(name)).isTrue();
      assertThat(CODEC.identifier(CODEC.symbols(name))).isEqualTo(name);
    }
    assertThat(CODEC.spells(Identifier.of("mug", "blue"))).isFalse();
    assertThat(CODEC.text(0, 1)).isEqualTo("mug");
    assertThat(CODEC.slot(new int[] {1})).hasValue(0);
    assertThat(CODEC.slot(new int[] {1, SlotCodec.END})).isEmpty();
  }

  @Test
  void whatTheDecoderDoesNotKnowIsNotRead() {
    var all = new ArrayList<>(NAMES.all());
    all.add(Identifier.of("mug", "blue"));
    all.add(Identifier.of("table", "red"));
    var grown = new PassageCodec(SLOTS.grown(Identifiers.ofAnyLength(all)), PASSAGES, 2);
    assertThat(grown.readable(new int[] {0, 3, 4, 3})).containsExactly(0, 4);
  }

  @Test
  void metadataIsNotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CODEC.naming(Item.titled("x", "a title")))
        .withMessage("a decoder of passages reads no metadata: x");
  }
}
