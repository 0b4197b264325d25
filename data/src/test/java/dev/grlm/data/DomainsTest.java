package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DomainsTest {
  private static Item of(String id, String domain) {
    return new Item(id, "title", "", List.of(), List.of(), "", domain, Map.of());
  }

  private static final Domains SHOP =
      new Domains(
          new Catalog(List.of(of("a", "Toys"), of("b", ""), of("c", "Beauty"), of("d", "Toys"))));

  @Test
  void itemsAreFoundByTheNamesOfTheirDomains() {
    assertThat(SHOP.names()).containsExactly("Beauty", "Toys");
    assertThat(SHOP.items(List.of("Toys"))).isEqualTo(BitSet.valueOf(new long[] {0b1001}));
    assertThat(SHOP.items(List.of("Toys", "Beauty", "toys", "")))
        .isEqualTo(BitSet.valueOf(new long[] {0b1101}));
    BitSet own = SHOP.items(List.of("Toys"));
    own.clear();
    assertThat(SHOP.items(List.of("Toys")).cardinality()).isEqualTo(2);
  }

  @Test
  void anUnknownNameIsToldWhatThereIs() {
    assertThatCode(() -> SHOP.require(List.of("Toys", "Beauty"))).doesNotThrowAnyException();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SHOP.require(List.of("Toys", "to\nys")))
        .withMessage("no item is of the domain 'to?ys'; there are 'Beauty', 'Toys'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Domains(new Catalog(List.of(of("a", "")))).require(List.of("Toys")))
        .withMessage("no item is of the domain 'Toys'; no item has a domain");
    var many =
        new Domains(
            new Catalog(IntStream.range(10, 33).mapToObj(i -> of("i" + i, "d" + i)).toList()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> many.require(List.of("d")))
        .withMessageEndingWith("'d28', 'd29' and 3 more");
  }
}
