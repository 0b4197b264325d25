package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file of items alone, as it is added to a run.
class ItemFileTest {
  private static final String ROSE = "{\"id\": \"r\", \"title\": \"Rose\", \"price\": 4.5}";

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("more.jsonl"), String.join("\n", lines));
  }

  @Test
  void itemsStandInTheOrderOfTheirLinesWithTheirFurtherFields() throws IOException {
    assertThat(ItemFile.read(file("", ROSE, "  ", "{\"id\": 7}", "")))
        .containsExactly(
            new Item("r", "Rose", "", List.of(), List.of(), "", "", Map.of("price", "4.5")),
            Item.titled("7", ""));
  }

  @Test
  void theLastLineNeedsNoEndAndAPackedFileIsTheSame() throws IOException {
    List<Item> plain = ItemFile.read(file(ROSE, "{\"id\": \"ö\"}"));
    Path packed = folder.resolve("more.jsonl.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(packed))) {
      stream.write(("\uFEFF" + ROSE + "\r\n{\"id\": \"ö\"}\r\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ItemFile.read(packed)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\": \"x\"                    | broken JSON at column",
        "[{\"id\": \"x\"}]                 | an item must be a JSON object",
        "{\"title\": \"X\"}                | no item id: there is no key 'id'",
        "{\"id\": null}                    | no item id: there is no key 'id'",
        "{\"id\": 1.5}                     | the item id is neither text nor a whole number: 1.5",
        "{\"id\": \" \"}                   | the item id ' ' is blank",
        "{\"id\": \"a\\tb\"}               | the item id 'a\\tb' has a tab or a line break in it",
        "{\"id\": \"\\ud83d\"}             | has half a surrogate pair in it",
        "{\"id\": \"x\", \"title\": {}}    | 'title' is not text: {}",
        "{\"id\": \"x\", \"categories\": [[1], {}]} | 'categories' is not a list of text",
        "{\"id\": \"r\"}                   | the item id 'r' stands in line 1 already",
      })
  void aBrokenItemIsNamedByItsLine(String line, String message) throws IOException {
    Path file = file(ROSE, "", line);
    assertThatThrownBy(() -> ItemFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":3: ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aFileWithoutItemsIsRefused() throws IOException {
    Path empty = file("", " ");
    assertThatThrownBy(() -> ItemFile.read(empty)).hasMessage(empty + ": no items");
    Path missing = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> ItemFile.read(missing)).hasMessageStartingWith(missing + ":");
  }
}
