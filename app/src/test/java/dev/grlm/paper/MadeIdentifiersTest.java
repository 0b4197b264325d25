package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MadeIdentifiersTest {
  private static final Catalog CATALOG =
      new Catalog(
          IntStream.range(0, 300)
              .mapToObj(number -> Item.titled("i" + number, "Item number " + number))
              .toList());
  private static final Identifiers TERMS =
      new Identifiers(
          IntStream.range(0, 300)
              .mapToObj(number -> Identifier.of("a" + number / 2, "b" + number % 7, "c"))
              .toList());

  @Test
  void aTitlesFirstWordsAreThoseOfFurtherTextWhereItIsShort() {
    var catalog =
        new Catalog(
            List.of(
                Item.titled("long", "Hand Cream, the hand - “Rose” 50 ml"),
                new Item(
                    "short", "Soap", "Acme", List.of("Soap", "Bath"), List.of(), "", "", Map.of()),
                Item.titled("none", "")));
    var terms = new Identifiers(IntStream.range(0, 3).mapToObj(_ -> four()).toList());
    assertThat(MadeIdentifiers.TITLE_WORDS.of(catalog, terms, new Random(1)))
        .containsExactly(
            Identifier.of("hand", "cream", "the", "rose"),
            Identifier.of("soap", "acme", "bath", "none4"),
            Identifier.of("none1", "none2", "none3", "none4"));
  }

  private static Identifier four() {
    return Identifier.of("a", "b", "c", "d");
  }

  @Test
  void termsByLotAreTheSameOnesElsewhere() {
    List<Identifier> dealt = MadeIdentifiers.TERMS_BY_LOT.of(CATALOG, TERMS, new Random(1));
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(TERMS.all());
    assertThat(IntStream.range(0, 300).filter(item -> dealt.get(item).equals(TERMS.of(item))))
        .hasSizeLessThan(10);
    assertThat(MadeIdentifiers.TERMS_BY_LOT.of(CATALOG, TERMS, new Random(1))).isEqualTo(dealt);
    assertThat(MadeIdentifiers.TERMS_BY_LOT.of(CATALOG, TERMS, new Random(2))).isNotEqualTo(dealt);
  }

  @Test
  void randomOnesHaveTheSlotsOfTermIdsAndTheSymbolsOfCodes() {
    List<Identifier> drawn = MadeIdentifiers.RANDOM.of(CATALOG, TERMS, new Random(1));
    assertThat(drawn).hasSize(300).allMatch(one -> one.length() == 3);
    assertThat(drawn.stream().map(one -> one.symbol(1)).distinct().toList())
        .hasSizeBetween(150, 256)
        .allMatch(symbol -> symbol.matches("b(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])"));
    assertThat(drawn.stream().distinct()).hasSize(300);
  }
}
