package dev.grlm.systems.grlm.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.ItemTokenizerContract;
import dev.grlm.systems.grlm.extract.ExtractiveTermGenerator;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenTermIdsTest extends ItemTokenizerContract {
  private static final TermIdFile GIVEN =
      new TermIdFile(
          2, Map.of("3", Identifier.of("tea", "pot"), "unknown", Identifier.of("a", "b")), 1);
  private static final Catalog CATALOG =
      new Catalog(List.of(Item.titled("3", "x"), Item.titled("4", "y"), Item.titled("5", "z")));

  @Override
  protected ItemTokenizer tokenizer() {
    return new GivenTermIds(GIVEN, new ExtractiveTermGenerator(TermConfig.DEFAULT.withLength(2)));
  }

  @Test
  void asksTheFallbackForMissingItemsOnly() {
    var given = new GivenTermIds(GIVEN, everyItem("p", "q"));
    assertThat(given.tokenize(CATALOG, Neighbors.none(3)).all())
        .containsExactly(
            Identifier.of("tea", "pot"), Identifier.of("p", "q"), Identifier.of("p", "q"));
    assertThat(given.missing(CATALOG)).containsExactly(1, 2);
    assertThat(given.counts(CATALOG))
        .isEqualTo(
            Map.of(
                "items with a given identifier", 1L,
                "items without a given identifier", 2L,
                "identifiers of unknown items", 1L,
                "given identifiers with a repeated term", 1L));
  }

  @Test
  void needsNoFallbackForACompleteFile() {
    ItemTokenizer forbidden =
        (_, _) -> {
          throw new AssertionError("asked without need");
        };
    var catalog = new Catalog(List.of(Item.titled("3", "x")));
    assertThat(new GivenTermIds(GIVEN, forbidden).tokenize(catalog, Neighbors.none(1)).all())
        .containsExactly(Identifier.of("tea", "pot"));
  }

  @Test
  void refusesAFallbackOfAnotherLength() {
    var given = new GivenTermIds(GIVEN, everyItem("p", "q", "r"));
    assertThatThrownBy(() -> given.tokenize(CATALOG, Neighbors.none(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 terms")
        .hasMessageContaining("3");
  }

  private static ItemTokenizer everyItem(String... symbols) {
    return (catalog, _) ->
        new Identifiers(Collections.nCopies(catalog.size(), Identifier.of(symbols)));
  }
}
