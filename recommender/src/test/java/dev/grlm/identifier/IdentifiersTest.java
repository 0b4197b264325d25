package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  @Test
  void equalSymbolsInTheSameOrderAreACollision() {
    assertThat(Identifier.of("a", "b")).isEqualTo(new Identifier(List.of("a", "b")));
    assertThat(Identifier.of("a", "b")).isNotEqualTo(Identifier.of("b", "a"));
    assertThat(Identifier.of("a", "b")).isNotEqualTo(Identifier.of("a-b"));
  }

  @Test
  void symbolsAreItsOwn() {
    var symbols = new ArrayList<>(List.of("a", "b"));
    var identifier = new Identifier(symbols);
    symbols.set(0, "c");
    assertThat(identifier.symbol(0)).isEqualTo("a");
    assertThatThrownBy(() -> identifier.symbols().add("d"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void wellFormedIsSoManyDistinctSymbols() {
    assertThat(Identifier.of("a", "b").wellFormed(2)).isTrue();
    assertThat(Identifier.of("a", "b").wellFormed(3)).isFalse();
    assertThat(Identifier.of("a", "a").wellFormed(2)).isFalse();
    assertThat(Identifier.of("a", " ").wellFormed(2)).isFalse();
    assertThat(Identifier.of().wellFormed(0)).isTrue();
  }

  @Test
  void readsAsAListInBrackets() {
    assertThat(Identifier.of("nail-polish", "red")).hasToString("[nail-polish, red]");
    assertThat(Identifier.of()).hasToString("[]");
  }

  /// Every item is in the group of its identifier and in no other.
  @Property(tries = 200)
  void groupsPartTheCatalogue(@ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> symbols) {
    List<Identifier> all =
        symbols.stream().map(symbol -> Identifier.of("s" + symbol, "t")).toList();
    var identifiers = new Identifiers(all);
    assertThat(identifiers.size()).isEqualTo(all.size());
    assertThat(identifiers.all()).isEqualTo(all);
    for (int item = 0; item < all.size(); item++) {
      Identifier own = identifiers.of(item);
      assertThat(own).isEqualTo(all.get(item));
      assertThat(identifiers.items(own))
          .isEqualTo(
              IntStream.range(0, all.size())
                  .filter(other -> all.get(other).equals(own))
                  .boxed()
                  .toList());
    }
    assertThat(identifiers.groups().keySet())
        .as("in order of first appearance")
        .containsExactlyElementsOf(all.stream().distinct().toList());
    assertThat(identifiers.groups().values().stream().mapToInt(List::size).sum())
        .isEqualTo(all.size());
  }

  @Test
  void whatNobodyHasHasNoItems() {
    var identifiers = new Identifiers(List.of(Identifier.of("a")));
    assertThat(identifiers.items(Identifier.of("b"))).isEmpty();
    assertThat(identifiers.groups()).isEqualTo(Map.of(Identifier.of("a"), List.of(0)));
  }

  @Test
  void noItemsHaveNoSlots() {
    assertThat(new Identifiers(List.of()).length()).isZero();
  }

  @Test
  void anotherLengthIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identifiers(List.of(Identifier.of("a", "b"), Identifier.of("c"))))
        .withMessage("item number 1 has 1 symbols, expected 2: [c]");
  }
}
