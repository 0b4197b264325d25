package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parquet files of histories, of text that was numbers, in partitions, and beside other kinds.
class ParquetListsTest {
  @TempDir private Path folder;

  private void file(String name, String query) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    ParquetFixtures.write(file, query);
  }

  private Recorded read() throws IOException {
    return Recorded.opened(folder, Columns.GUESSED);
  }

  @Test
  void listsOfItemsAndTimesAreHistories() throws IOException {
    file(
        "seq.parquet",
        "SELECT 'u' AS user_id, ['p1', 'p2'] AS item_id, [1400000000, 1400000001] AS timestamp");
    assertThat(read().lines())
        .containsExactly("u p1 2014-05-13T16:53:20Z", "u p2 2014-05-13T16:53:21Z");
  }

  @Test
  void textThatSpellsAListIsOne() throws IOException {
    file("seq.parquet", "SELECT 'u' AS user_id, '[p1 p2]' AS item_id");
    assertThat(read().lines()).containsExactly("u p1 -", "u p2 -");
  }

  @Test
  void timesAsTextAreReadInEveryForm() throws IOException {
    file(
        "e.parquet",
        "SELECT 'u' AS user_id, 'p' AS item_id, '2019-10-01 00:00:00 UTC' AS event_time");
    assertThat(read().lines()).containsExactly("u p 2019-10-01T00:00:00Z");
  }

  @Test
  void idsThatWereFloatsBeforeTheyWereTextAreWhole() throws IOException {
    file(
        "e.parquet",
        "SELECT * FROM (VALUES ('1.0', '101.0'), ('2.0', '102.0')) AS t(user_id, item_id)");
    assertThat(read().lines()).containsExactly("1 101 -", "2 102 -");
  }

  @Test
  void wordsForMissingAreMissing() throws IOException {
    file(
        "e.parquet",
        "SELECT * FROM (VALUES ('NULL', 'p'), ('u', 'nan'), ('u', 'p')) AS t(user_id, item_id)");
    Recorded recorded = read();
    assertThat(recorded.lines()).containsExactly("u p -");
    assertThat(recorded.faults)
        .extracting(fault -> fault.line() + " " + fault.reason())
        .containsExactly("1 " + Reasons.NO_USER, "2 " + Reasons.NO_ITEM);
  }

  @Test
  void partitionsAreColumns() throws IOException {
    String query = "SELECT 'u' AS user_id, 'p' AS item_id";
    file("clicks/date=2024-01-02/part-0.parquet", query);
    file("clicks/date=2024-01-01/part-0.parquet", query);
    Files.writeString(folder.resolve("clicks/date=2024-01-01/_SUCCESS"), "");
    Source source = Formats.open(Input.of(folder.resolve("clicks"), Columns.GUESSED), null);
    assertThat(source.notes())
        .containsExactly(
            "part-0.parquet and 1 more like it holds events: user = user_id, item = item_id, time ="
                + " date (dates)");
    var recorded = new Recorded();
    source.read(recorded, Meter.SILENT);
    assertThat(recorded.lines())
        .containsExactly("u p 2024-01-01T00:00:00Z", "u p 2024-01-02T00:00:00Z");
  }

  @Test
  void itemsMayBeATableOfText() throws IOException {
    file("e.parquet", "SELECT 'u' AS user_id, 7 AS item_id");
    Files.writeString(
        folder.resolve("items.csv"), "item_id,title,categories\n7,Tea,\"['A', 'B']\"\n");
    assertThat(read().items)
        .singleElement()
        .satisfies(item -> assertThat(item.categories()).isEqualTo(List.of("A", "B")));
  }
}
