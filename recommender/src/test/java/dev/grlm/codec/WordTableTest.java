package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordTableTest {
  private static final Item TEA =
      new Item(
          "1",
          "Green TEA, 2-pack",
          "Leaf & Co",
          List.of(),
          List.of(),
          "tea tea",
          "",
          Map.of("color", "grün"));
  private static final Item POT = Item.titled("2", "Tea pot (green)");
  private static final Catalog CATALOG = new Catalog(List.of(TEA, POT));

  /// Vowels of Indic scripts are marks, and Chinese or Thai words have no blanks between them.
  @Test
  void wordsOfOtherScriptsStayWhole() {
    var catalog =
        new Catalog(
            List.of(
                Item.titled("0", "लकड़ी कंघी"),
                Item.titled("1", "红色梳子"),
                Item.titled("2", "หวีไม้ 250"),
                Item.titled("3", "e\u0301te\u0301")));
    assertThat(WordTable.of(catalog, List.of(), 1, 10).words())
        .containsExactlyInAnyOrder(
            "लकड़ी", "कंघी", "红色", "梳子", "หวี", "ไม้", "250", "e\u0301te\u0301");
  }

  @Test
  void wordsAreLowerCaseInAlphabeticalOrder() {
    assertThat(WordTable.of(CATALOG, List.of(), 1, 10).words())
        .containsExactly("2", "co", "green", "leaf", "pack", "pot", "tea");
  }

  @Test
  void aWordIsCountedOncePerItem() {
    assertThat(WordTable.of(CATALOG, List.of(), 2, 10).words()).containsExactly("green", "tea");
    assertThat(WordTable.of(CATALOG, List.of(), 3, 10).size()).isZero();
  }

  @Test
  void furtherFieldsAreReadWhereAskedFor() {
    assertThat(WordTable.of(CATALOG, List.of("color"), 1, 10).words()).contains("grün");
  }

  @Test
  void anItemsKnownWordsStandInTheOrderOfItsText() {
    WordTable table = WordTable.of(CATALOG, List.of(), 2, 10);
    assertThat(table.knownWords(TEA)).containsExactly("green", "tea", "tea", "tea");
    assertThat(table.numbers(TEA)).containsExactly(0, 1, 1, 1);
    assertThat(table.numbers(Item.titled("3", "Sofa"))).isEmpty();
  }

  @Test
  void aLongTextIsCutAfterItsFirstKnownWords() {
    WordTable table = WordTable.of(CATALOG, List.of(), 2, 2);
    assertThat(table.knownWords(TEA)).containsExactly("green", "tea");
  }
}
