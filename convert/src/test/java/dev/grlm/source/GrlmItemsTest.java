package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrlmItemsTest {
  @TempDir private Path folder;
  private Path items;

  @BeforeEach
  void writeEvents() throws IOException {
    items = folder.resolve("a.item.json");
    Files.writeString(folder.resolve("sequential_data.txt"), "u 1 2\n");
  }

  private Recorded read(String text) throws IOException {
    Files.writeString(items, text);
    return Recorded.of(new GrlmFormat(), folder);
  }

  @Test
  void everyKeyOfTheObjectIsAnItem() throws IOException {
    Recorded recorded =
        read(
            """
            \uFEFF{"1": {"title": "A", "year": 1995, "price": 1.50, "tags": ["x", 2, null]},
             "2": {"id": 7, "title": null, "odd": true}}
            """);
    assertThat(recorded.items)
        .containsExactly(
            new Item(
                "1",
                "A",
                "",
                List.of(),
                List.of(),
                "",
                "",
                Map.of("year", "1995", "price", "1.5", "tags", "x 2")),
            Item.titled("2", ""));
    assertThat(recorded.faults).isEmpty();
  }

  @Test
  void anItemThatCannotBeTakenIsAFaultOfItsLine() throws IOException {
    Recorded recorded =
        read(
            """
            {"1": {"title": "A"},
             "2": {"title": {"en": "B"}},
             "3": {"title": "C",
                   "title": "D"},
             "4": 5, " ": {},
             "5": {"tags": [{"a": 1, "a": 2}]},
             "6": {"title": "F"}}
            """);
    assertThat(recorded.items).extracting(Item::id).containsExactly("1", "6");
    assertThat(recorded.faults)
        .extracting(fault -> fault.line() + " " + fault.reason())
        .containsExactly(
            "2 " + Reasons.BAD_TEXT,
            "3 " + Reasons.KEY_TWICE,
            "5 " + Reasons.BAD_TEXT,
            "5 " + Reasons.NO_ITEM,
            "6 " + Reasons.KEY_TWICE);
    assertThat(recorded.faults).allMatch(fault -> fault.file().equals(items));
  }

  @Test
  void anItemThatIsTooLongIsAFaultAndTheNextIsRead() throws IOException {
    String words = "\"x\",".repeat(5 << 20);
    Recorded recorded = read("{\"1\": {\"a\": [" + words + "\"x\"]},\n\"2\": {\"title\": \"B\"}}");
    assertThat(recorded.items).containsExactly(Item.titled("2", "B"));
    assertThat(recorded.faults)
        .singleElement()
        .hasToString(items + ":1: column 'item': line is too long: '1'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"id\": 1}] | : no items; expected one object from item id to item, found an array",
        "\"x\" | : no items; expected one object from item id to item, found a text",
        "17 | : no items; expected one object from item id to item, found a number",
        "null | : no items; expected one object from item id to item, found null",
        "`` | : no items; expected one object from item id to item, found nothing",
        "{} {} | : broken JSON: there is something behind the object",
        "{\"1\": {} | :1: broken JSON: ",
        "{1: {}} | :1: broken JSON: ",
      })
  void whatIsNotOneObjectIsAFailureThatNamesTheFile(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(items + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void bytesThatAreNoTextAreAFailureThatNamesTheFile() throws IOException {
    Files.write(items, "{\"1\": {\"title\": \"\u00ff\"}}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Recorded.of(new GrlmFormat(), folder))
        .isInstanceOf(IOException.class)
        .hasMessage(items + ": not UTF-8");
  }

  @Test
  void everyByteIsReported() throws IOException {
    read("{\"1\": {\"title\": \"" + "long ".repeat(100_000) + "\"}}\n\n");
    var heard = new ByteArrayOutputStream();
    Objects.requireNonNull(new GrlmFormat().detect(Input.of(folder, Columns.GUESSED)))
        .read(
            new Recorded(),
            (file, buffer, start, length) -> {
              if (file.equals(items)) {
                heard.write(buffer, start, length);
              }
            });
    assertThat(heard.toByteArray()).isEqualTo(Files.readAllBytes(items));
  }

  @Test
  void aUserWithoutItemsIsAFault() throws IOException {
    Files.writeString(folder.resolve("sequential_data.txt"), "u 1 2\n\n v \nw 1\n");
    Recorded recorded = read("{}");
    assertThat(recorded.events).extracting(Event::user).containsExactly("u", "u", "w");
    assertThat(recorded.faults)
        .singleElement()
        .hasToString(folder.resolve("sequential_data.txt") + ":3: column 'item': no item id: 'v'");
  }
}
