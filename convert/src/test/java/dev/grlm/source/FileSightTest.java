package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a refusal says: what was seen, what is missing, and which option reads it.
class FileSightTest {
  @TempDir private Path folder;

  private String refusal(String text, Columns columns) throws IOException {
    Files.writeString(folder.resolve("f"), text);
    return refusal(columns);
  }

  private String refusal(Columns columns) {
    var message = new String[1];
    assertThatThrownBy(() -> Formats.open(Input.of(folder, columns), null))
        .isInstanceOf(IOException.class)
        .satisfies(refused -> message[0] = String.valueOf(refused.getMessage()));
    assertThat(message[0]).startsWith(folder + ": cannot be read: ").doesNotContain("\n", "\t");
    return message[0].substring((folder + ": cannot be read: ").length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "A39,0205616461,5.0,1369699200! user,item,rating,timestamp",
        "0\t2010-10-19T23:55:27Z\t30.2359\t-97.79\t22847! user,timestamp,c3,c4,item",
        "1,2268318,2520377,pv,1511544070! user,item,c3,c4,timestamp",
        "470\t49bbd6c0f964a520f4531fe3\t4bf58dd8d48988d127951735\tTue Apr 03 18:00:09 +0000 2012! user,item,c3,timestamp",
        "276725;034545104X;0! user,item,rating",
        "N11\tnews\thttps://x\t[]! user,item,c3,c4"
      })
  void aFileWithoutAHeaderShowsItsFirstLineAndAnExample(String line, String example)
      throws IOException {
    assertThat(refusal(line.strip() + "\n", Columns.GUESSED))
        .startsWith(
            "f has no header: its first line is '" + line.strip().replace("\t", "\\t") + "'")
        .endsWith("for example --columns " + example);
  }

  @Test
  void columnsThatSayNothingAreListedWithTheOptions() throws IOException {
    assertThat(refusal("InvoiceNo,StockCode,Customer ID\n1,a,2\n", Columns.GUESSED))
        .isEqualTo(
            "f has no column for item among [InvoiceNo, StockCode, Customer ID]; say which with"
                + " --item-col NAME");
    assertThat(refusal("a;b;c\n", Columns.GUESSED))
        .isEqualTo(
            "f has no column for user and none for item among [a, b, c]; say which with --user-col"
                + " NAME --item-col NAME");
  }

  @Test
  void aColumnThatIsSaidAndNotThereIsNamedWithThoseThatAre() throws IOException {
    var nosuch =
        new Columns(
            null,
            Map.of(Field.USER, "nosuch", Field.ITEM, "book_id"),
            Times.Unit.AUTO,
            null,
            List.of());
    assertThat(refusal("user_id,book_id,rating\n0,948,5\n", nosuch))
        .isEqualTo(
            "f has no column 'nosuch'; there are user_id, book_id, rating; say which with"
                + " --user-col NAME");
  }

  @Test
  void itemsWithoutEventsAreCalledSo() throws IOException {
    assertThat(refusal("item_id,title\n1,Tea\n", Columns.GUESSED))
        .startsWith("f holds items (item_id, title); the events are missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{\"0\": [1, 2], \"1\": [2]}! holds one JSON object from user to a list",
        "{\"1\": {\"title\": \"Rose\"}, \"2\": {\"title\": \"Comb\"}}! holds one JSON object from item to its texts",
        "{\"1\": [\"<a_1>\", \"<b_2>\"]}! holds one JSON object from item to its identifier",
        "{\"user\": {\"0\": \"u\"}, \"item\": {\"0\": \"p\"}}! holds one JSON object of columns",
        "[{\"session\": 0, \"events\": [{\"aid\": 1}]}]! has no column for user and none for item among [events, events.aid, session]",
        "{\"session\": 0, ! begins like JSON and holds no whole object",
        "1 10 11 12! has lines of numbers with blanks between",
        "just words! has no separators",
        "one! has no separators"
      })
  void whatAFileIsIsSaidInItsOwnWords(String text, String words) throws IOException {
    assertThat(refusal(text + "\n", Columns.GUESSED)).startsWith("f " + words);
  }

  @Test
  void nestedListsAreProposed() throws IOException {
    assertThat(refusal("{\"session\": 0, \"events\": [{\"aid\": 1}]}\n", Columns.GUESSED))
        .endsWith("(a name like events.aid makes a row of each element of a list)");
  }

  @Test
  void packedAndEmptyFilesAreCalledSo() throws IOException {
    assertThat(refusal("", Columns.GUESSED)).isEqualTo("f is empty");
    Files.write(folder.resolve("f"), "BZh91AY&SY\1\2".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal(Columns.GUESSED)).contains("f is packed with bzip2").contains("bunzip2");
  }

  @Test
  void carriageReturnsAreSaid() throws IOException {
    assertThat(refusal("a b\rc d\r", Columns.GUESSED))
        .startsWith("f ends its lines with carriage returns alone");
  }

  @Test
  void ofManyFilesTheFirstAreShown() throws IOException {
    for (int file = 0; file < 8; file++) {
      Files.writeString(folder.resolve("f" + file), "");
    }
    assertThat(refusal(Columns.GUESSED))
        .startsWith("f0 is empty · f1 is empty")
        .endsWith("f4 is empty · and 3 more files");
  }

  @Test
  void longLinesAreCut() throws IOException {
    assertThat(refusal("1," + "2".repeat(500) + "\n", Columns.GUESSED))
        .hasSizeLessThan(330)
        .contains("…");
  }

  @Test
  void aFormatThatDoesNotExistIsSaid() throws IOException {
    Files.writeString(folder.resolve("f"), "user,item\nu,p\n");
    assertThatThrownBy(() -> Formats.open(Input.of(folder, Columns.GUESSED), "nosuch"))
        .hasMessageContaining("there is no format 'nosuch'; it is one of native, grlm");
    assertThatThrownBy(() -> Formats.open(Input.of(folder, Columns.GUESSED), "yelp"))
        .hasMessageContaining("not of the format 'yelp': f");
  }
}
