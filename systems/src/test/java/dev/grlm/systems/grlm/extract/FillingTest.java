package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Short texts: what stands in for words that an item does not have, and what never does.
class FillingTest {
  private static Item item(String id, String title, String brand) {
    return new Item(id, title, brand, List.of(), List.of(), "", "", Map.of());
  }

  /// Two full texts of a maker, and a word of somebody unknown.
  private static final Catalog TEAS =
      new Catalog(
          List.of(
              item("a", "green leaf tea", "Alder Hill"),
              item("b", "green powder tea", "Alder Hill"),
              item("c", "tea", "")));

  private static GeneratedTerms named(int length, int[][] neighbors) {
    var cosines = new float[neighbors.length][];
    for (int item = 0; item < cosines.length; item++) {
      cosines[item] = new float[neighbors[item].length];
    }
    return new ExtractiveTermGenerator(TermConfig.DEFAULT.withLength(length))
        .generate(TEAS, new Neighbors(neighbors, cosines));
  }

  private static final int[][] BESIDE_EACH_OTHER = {{1, 2}, {0, 2}, {0, 1}};
  private static final int[][] ALONE = {{}, {}, {}};

  @Test
  void neighborsFillInButTheirBrandDoesNot() {
    GeneratedTerms made = named(3, BESIDE_EACH_OTHER);
    assertThat(made.identifiers().of(0).symbols()).as("its own brand").anyMatch(FillingTest::brand);
    assertThat(made.identifiers().of(2).symbols()).contains("tea").noneMatch(FillingTest::brand);
    assertThat(made.fromNeighbors()).isEqualTo(2);
    assertThat(made.filled()).isEmpty();
  }

  @Test
  void whatNeitherTextNorNeighborhoodHoldsIsMarked() {
    GeneratedTerms made = named(3, ALONE);
    assertThat(made.identifiers().of(2).symbols()).startsWith("tea").noneMatch(FillingTest::brand);
    assertThat(made.filled())
        .containsExactly(
            new GeneratedTerms.Filled(2, 1, true), new GeneratedTerms.Filled(2, 2, true));
    assertThat(made.fromCatalog()).isEqualTo(2);
  }

  /// Where the catalogue has no word left either, the id stands in, and no maker.
  @Test
  void theIdStandsInBeforeABrandDoes() {
    GeneratedTerms made = named(6, ALONE);
    assertThat(made.identifiers().of(2).symbols())
        .noneMatch(FillingTest::brand)
        .anyMatch(term -> term.startsWith("item-c"));
    assertThat(made.filled()).anyMatch(place -> place.item() == 2 && !place.fromCatalog());
    assertThat(made.fromCatalog() + made.fromItem()).isEqualTo(made.filled().size());
  }

  private static boolean brand(String term) {
    return term.contains("alder") || term.contains("hill");
  }
}
