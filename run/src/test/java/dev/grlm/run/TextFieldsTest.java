package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldsTest {
  private static final Path FILE = Path.of("items.jsonl");

  private static Catalog with(Map<String, String> fields) {
    var plain = Item.titled("1", "tea");
    var other = new Item("2", "pot", "", List.of(), List.of(), "", "", fields);
    return new Catalog(List.of(plain, other));
  }

  private static void require(String field, Map<String, String> there) throws IOException {
    TextFields.require(List.of(field), with(there), FILE);
  }

  @Test
  void aFieldOfOneItemIsEnough() {
    assertThatCode(() -> require("size", Map.of("size", "big"))).doesNotThrowAnyException();
  }

  @Test
  void anUnknownOneIsRefusedWithThoseThatThereAre() {
    assertThatIOException()
        .isThrownBy(() -> require("colour", Map.of("size", "big", "color", "red")))
        .withMessage("items.jsonl: no item has a text field 'colour'; there are color, size");
    assertThatIOException()
        .isThrownBy(() -> require("colour", Map.of()))
        .withMessageEndingWith("there is none beside those that are always read");
  }

  @Test
  void manyFieldsAreNotAllListed() {
    var many = new TreeMap<String, String>();
    for (int number = 10; number < 40; number++) {
      many.put("f" + number, "x");
    }
    assertThatIOException()
        .isThrownBy(() -> require("colour", many))
        .withMessageEndingWith(
            "there are f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21 and 18 more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "brand", "categories", "more_categories", "description"})
  void whatIsAlwaysReadIsNoFurtherField(String field) {
    assertThatIOException()
        .isThrownBy(() -> require(field, Map.of()))
        .withMessageContaining("'" + field + "' is always read");
  }
}
