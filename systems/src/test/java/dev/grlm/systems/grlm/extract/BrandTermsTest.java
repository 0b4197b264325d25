package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which terms say who made a thing.
class BrandTermsTest {
  private final List<Item> items = new ArrayList<>();

  private BrandTermsTest made(String title, String brand) {
    items.add(new Item("i" + items.size(), title, brand, List.of(), List.of(), "", "", Map.of()));
    return this;
  }

  private List<String> brands() {
    return brands(Languages.ENGLISH);
  }

  private List<String> brands(Languages languages) {
    var catalog = new Catalog(items);
    var vocabulary = new TermVocabulary(catalog, List.of(), languages);
    return BrandTerms.of(vocabulary, catalog, languages).stream()
        .mapToObj(term -> vocabulary.term(term).text())
        .toList();
  }

  @Test
  void everyWordOfABrandIsOneAndNoOther() {
    assertThat(made("green tea", "Alder Hill").made("black tea", "Hill & Sons").brands())
        .containsExactlyInAnyOrder("alder", "hill", "sons");
  }

  @Test
  void aCatalogueOfUnknownMakersHasNone() {
    assertThat(made("green tea", "").made("green tea", "  ").brands()).isEmpty();
  }

  /// Who writes the maker into the title means the maker.
  @Test
  void aBrandIsOneWhereverItStandsAndInAnyForm() {
    assertThat(made("Alders' tea", "").made("pot", "alder").brands()).hasSize(1);
  }

  @Test
  void aCompoundIsOneWhereOneBrandHasBothItsWords() {
    made("alder pot", "Alder").made("alder pot", "Alder").made("pot", "Pot");
    assertThat(brands())
        .as("two makers' words side by side are none's name")
        .containsExactlyInAnyOrder("alder", "pot");
    assertThat(made("lid", "Alder Pot").brands())
        .containsExactlyInAnyOrder("alder", "pot", "alder-pot");
  }

  @Test
  void aCompoundWithAWordOfTheThingIsNone() {
    assertThat(made("alder tea", "Alder").made("alder tea", "Alder").brands())
        .containsExactly("alder");
  }

  /// A word is compared by its stem, which hangs on its language.
  @Test
  void aBrandIsReadInTheLanguageOfTheCatalogue() {
    made("Kannen für Tee", "Gartenfreunde").made("Gartenfreund Tee", "");
    assertThat(brands(Languages.of("de", List.of()))).hasSize(1);
  }
}
