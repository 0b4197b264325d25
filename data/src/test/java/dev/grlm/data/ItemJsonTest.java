package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemJsonTest {
  private final Counts counts = new Counts();

  private Item read(String object) throws IOException {
    return new ItemJson(counts).read(Json.parse(object));
  }

  @Test
  void everyKeyHasItsPlace() throws IOException {
    Item item =
        read(
            """
            {"id": "a", "title": "T &amp; U", "brand": "B", "categories": ["C", "D, E"],
             "more_categories": ["F"], "description": "G", "domain": "H",
             "year": 1995, "price": 1.5, "tags": ["x", "y", 3], "asin": "B00"}\
            """);
    assertThat(item)
        .isEqualTo(
            new Item(
                "a",
                "T &amp; U",
                "B",
                List.of("C", "D, E"),
                List.of("F"),
                "G",
                "H",
                Map.of("year", "1995", "price", "1.5", "tags", "x y 3", "asin", "B00")));
    assertThat(counts.byReason()).isEmpty();
  }

  @Test
  void nullIsAMissingKey() throws IOException {
    Item item =
        read(
            """
            {"id": 7, "title": null, "brand": null, "categories": null, "more_categories": [null],
             "description": null, "domain": null, "year": null}\
            """);
    assertThat(item).isEqualTo(Item.titled("7", ""));
    assertThat(counts.byReason())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Counts.ITEMS_WITHOUT_TITLE, 1L, Counts.ITEMS_WITHOUT_TEXT, 1L));
  }

  @Test
  void anItemWithADescriptionOnlyHasText() throws IOException {
    read("{\"id\": 7, \"title\": \" \", \"description\": \"d\"}");
    assertThat(counts.byReason()).isEqualTo(Map.of(Counts.ITEMS_WITHOUT_TITLE, 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"A\"' | A | ''",
        "'[\"A\", \"B\"]' | A/B | ''",
        "'[[\"A\", \"B\"]]' | A/B | ''",
        "'[[\"A\", \"B\"], [\"A\", \"C\"], [\"D\"]]' | A/B | A/C/D",
        "'[]' | '' | ''",
        "'[[]]' | '' | ''"
      })
  void categoriesMayBeATextAPathOrPaths(String value, String path, String more) throws IOException {
    Item item = read("{\"id\": 1, \"title\": \"t\", \"categories\": " + value + "}");
    assertThat(String.join("/", item.categories())).isEqualTo(path);
    assertThat(String.join("/", item.moreCategories())).isEqualTo(more);
  }

  @Test
  void furtherPathsStandBeforeMoreCategories() throws IOException {
    Item item =
        read("{\"id\": 1, \"categories\": [[\"A\"], [\"B\"]], \"more_categories\": [[\"C\"]]}");
    assertThat(item.moreCategories()).containsExactly("B", "C");
  }

  @Test
  void aTextMayBeAListOrANumber() throws IOException {
    Item item = read("{\"id\": 1, \"title\": 1984, \"description\": [\"one\", null, \"two\"]}");
    assertThat(item.title()).isEqualTo("1984");
    assertThat(item.description()).isEqualTo("one two");
  }

  @Test
  void furtherFieldsThatAreNotTextAreCounted() throws IOException {
    Item item = read("{\"id\": 1, \"title\": \"t\", \"a\": true, \"b\": {}, \"c\": [[1]]}");
    assertThat(item.fields()).isEmpty();
    assertThat(counts.byReason()).isEqualTo(Map.of(Counts.FIELDS_NOT_TEXT, 3L));
  }

  @Test
  void halfSurrogatePairsAreReplacedAndCounted() throws IOException {
    Item item = read("{\"id\": 1, \"title\": \"a\\ud83d b\", \"brand\": \"\\ud83d\\ude00\"}");
    assertThat(item.title()).isEqualTo("a\uFFFD b");
    assertThat(item.brand()).isEqualTo("😀");
    assertThat(counts.byReason()).isEqualTo(Map.of(Counts.BROKEN_TEXTS, 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "\"a\"",
        "{\"title\": \"no id here\"}",
        "{\"id\": null}",
        "{\"id\": \"\"}",
        "{\"id\": \" \"}",
        "{\"id\": 1.5}",
        "{\"id\": true}",
        "{\"id\": [\"a\"]}",
        "{\"id\": \"a\\tb\"}",
        "{\"id\": \"a\\nb\"}",
        "{\"id\": \"a\\rb\"}",
        "{\"id\": \"a\\ud83d\"}",
        "{\"id\": 1, \"title\": {\"en\": \"x\"}}",
        "{\"id\": 1, \"title\": true}",
        "{\"id\": 1, \"brand\": [[\"x\"]]}",
        "{\"id\": 1, \"categories\": {\"a\": 1}}",
        "{\"id\": 1, \"categories\": [\"a\", [\"b\"]]}",
        "{\"id\": 1, \"categories\": [[[\"b\"]]]}",
        "{\"id\": 1, \"more_categories\": [true]}"
      })
  void whatIsNoItemIsAnErrorInOneLine(String object) {
    assertThatThrownBy(() -> read(object))
        .isInstanceOf(IOException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n", "\r", "\t");
  }

  @Test
  void messagesCarryTheValue() {
    assertThatThrownBy(() -> read("{\"id\": \"a\\tb\"}")).hasMessageContaining("'a\\tb'");
    assertThatThrownBy(() -> read("{\"id\": 1.5}")).hasMessageContaining("1.5");
    assertThatThrownBy(() -> read("{\"id\": 1, \"title\": {\"en\": \"x\"}}"))
        .hasMessage("'title' is not text: {\"en\":\"x\"}");
  }

  @Test
  void aFurtherFieldMustNotHideAnOwnKey() {
    var item = new Item("1", "t", "", List.of(), List.of(), "", "", Map.of("brand", "x"));
    assertThatThrownBy(() -> ItemJson.write(item))
        .isInstanceOf(IOException.class)
        .hasMessage("item '1' has a further field named 'brand'");
  }

  /// By the names of the file.
  @Test
  void everyFieldOfAnItemIsKnownByItsName() throws IOException {
    Item item =
        read(
            """
            {"id": "1", "title": "t", "brand": "b", "description": "d", "domain": "o",
             "categories": ["root", "leaf"], "more_categories": ["x", "y"], "size": "L"}
            """);
    List<String> names =
        List.of(
            "title",
            "brand",
            "description",
            "domain",
            "categories",
            "more_categories",
            "size",
            "no");
    assertThat(names.stream().map(item::field))
        .containsExactly("t", "b", "d", "o", "root > leaf", "x, y", "L", "");
  }
}
