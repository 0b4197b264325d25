package dev.grlm.systems.gencdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DomainCodecTest {
  private static final List<Identifier> CODES =
      List.of(id("a0", "b1"), id("a2", "b0"), id("a2", "b1"));
  private static final Catalog CATALOG = catalog("teas", "", "teas");
  private final DomainCodec codec = DomainCodec.of(CATALOG, new Identifiers(CODES), 5);

  private static Identifier id(String... symbols) {
    return new Identifier(List.of(symbols));
  }

  private static Catalog catalog(String... domains) {
    var items = new ArrayList<Item>();
    for (String domain : domains) {
      items.add(
          new Item("i" + items.size(), "item", "", List.of(), List.of(), "", domain, Map.of()));
    }
    return new Catalog(items);
  }

  @Test
  void aTokenOfTheDomainOpensWhatIsSaidAndIsNoPartOfIt() {
    assertThat(codec.domains()).containsExactly("", "teas");
    assertThat(codec.slotSizes()).containsExactly(2, 2, 2);
    assertThat(codec.symbols(CODES.get(0))).containsExactly(1, 0, 1);
    assertThat(codec.symbols(CODES.get(1))).containsExactly(0, 1, 0);
    assertThat(codec.identifier(new int[] {1, 0, 1})).isEqualTo(CODES.getFirst());
    assertThat(codec.identifier(new int[] {1}).length()).isZero();
    assertThat(codec.slot(new int[] {1})).isEmpty();
    assertThat(codec.slot(new int[] {1, 0})).hasValue(0);
    assertThat(codec.text(0, 1)).isEqualTo("teas");
    assertThat(codec.text(1, 1)).isEqualTo("a2");
    assertThat(codec.codes()).containsExactly(List.of("a0", "a2"), List.of("b0", "b1"));
    assertThat(codec.steps()).hasSize(3);
  }

  @Test
  void whatCameLaterStandsInItsDomainOrInThatOfItsLike() {
    var all = new ArrayList<>(CODES);
    all.add(id("a0", "b0"));
    all.add(id("a0", "b1")); // shares all its codes with an item of another domain
    all.add(id("a2", "b0"));
    all.add(id("a9", "b0"));
    Catalog larger = catalog("tins", "", "teas", "", "", "tins", "teas");
    DomainCodec grown = codec.grown(larger, new Identifiers(all));
    assertThat(grown.spells(all.get(3))).isTrue();
    assertThat(grown.symbols(all.get(3))).containsExactly(0, 0, 0);
    assertThat(grown.symbols(all.get(4))).as("its first item's").containsExactly(1, 0, 1);
    assertThat(grown.symbols(all.get(5))).containsExactly(0, 1, 0);
    assertThat(grown.spells(all.get(6))).isFalse();
    assertThat(grown.readable(new int[] {0, 6, 4})).containsExactly(0, 4);
    assertThat(codec.symbols(id("a2", "b1"))).as("of a domain").containsExactly(1, 1, 1);
    assertThat(codec.spells(id("a0", "b0"))).isTrue();
    assertThat(codec.symbols(id("a0", "b0"))).as("of its like").containsExactly(1, 0, 0);
  }
}
