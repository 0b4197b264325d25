package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Objects whose keys are columns.
class JsonTablesTest {
  @TempDir private Path folder;

  private Recorded read(String text) throws IOException {
    return read(text, Map.of());
  }

  private Recorded read(String text, Map<Field, String> fields) throws IOException {
    Files.writeString(folder.resolve("log.jsonl"), text);
    return Recorded.opened(
        folder, new Columns(null, fields, Times.Unit.AUTO, null, java.util.List.of()));
  }

  private static String event(String user, String item, String time) {
    return "{\"user\": " + user + ", \"item\": " + item + ", \"time\": " + time + "}\n";
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1e3, 1000",
    "-7.00, -7",
    "1.5, 1.5",
    "12345678901234567890123, 12345678901234567890123",
    "'\"1.0\"', 1.0",
    "'\"x\"', x"
  })
  void aNumberIsAnIdWithoutAPoint(String value, String id) throws IOException {
    Recorded recorded = read(event("\"u\"", value, "1400000000") + event("\"u\"", "\"z\"", "1"));
    assertThat(recorded.events.getFirst().item()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"null", "true", "{}", "[]", "NaN", "'\"NaN\"'", "'\" \"'", "'{\"a\": 1}'"})
  void whatIsNoIdIsNoUser(String value) throws IOException {
    Recorded recorded = read(event(value, "\"p\"", "1") + event("\"u\"", "\"p\"", "1"));
    assertThat(recorded.events).extracting(Event::user).containsExactly("u");
    assertThat(recorded.faults).extracting(Fault::reason).containsExactly(Reasons.NO_USER);
    assertThat(recorded.faults).allMatch(Fault::isAbsence);
  }

  @Test
  void whatADatabaseWrapsIsUnwrapped() throws IOException {
    Recorded recorded =
        read(
            event(
                    "{\"$oid\": \"65a\"}",
                    "{\"$numberLong\": \"7\"}",
                    "{\"$date\": \"2024-01-01T00:00:00Z\"}")
                + event(
                    "{\"$oid\": \"65b\"}",
                    "8",
                    "{\"$date\": {\"$numberLong\": \"1704067200000\"}}"));
    assertThat(recorded.lines())
        .containsExactly("65a 7 2024-01-01T00:00:00Z", "65b 8 2024-01-01T00:00:00Z");
  }

  @Test
  void keysOfObjectsWithinAreColumns() throws IOException {
    String text =
        """
        {"who": {"id": "u1", "age": 3}, "what": {"sku": "p1"}, "ts": 1400000000}
        {"who": {"id": "u2"}, "what": {"sku": "p2"}, "ts": 1400000001}
        """;
    Recorded recorded = read(text, Map.of(Field.USER, "who.id", Field.ITEM, "what.sku"));
    assertThat(recorded.lines())
        .containsExactly("u1 p1 2014-05-13T16:53:20Z", "u2 p2 2014-05-13T16:53:21Z");
  }

  @Test
  void aListOfObjectsIsARowPerElementWhereItIsAskedFor() throws IOException {
    String text =
        """
        {"session": 0, "events": [{"aid": 5, "ts": 1661724000278}, {"aid": 6, "ts": 1661724000279}]}
        {"session": 1, "events": []}
        {"session": 2, "events": [{"aid": 5, "ts": 1661724000280}]}
        """;
    Map<Field, String> fields =
        Map.of(Field.USER, "session", Field.ITEM, "events.aid", Field.TIME, "events.ts");
    assertThat(read(text, fields).lines())
        .containsExactly(
            "0 5 2022-08-28T22:00:00.278Z",
            "0 6 2022-08-28T22:00:00.279Z",
            "2 5 2022-08-28T22:00:00.280Z");
  }

  @Test
  void pythonsDictsAreReadSoToo() throws IOException {
    String text =
        "{'user_id': 'u1', 'items': [{'item_id': '10', 'n': 6}, {'item_id': '20', 'n': 0}]}\n";
    assertThat(read(text, Map.of(Field.ITEM, "items.item_id")).lines())
        .containsExactly("u1 10 -", "u1 20 -");
  }

  @Test
  void aKeyWithAPointIsThatKey() throws IOException {
    String text = "{\"user.id\": \"u1\", \"item.id\": \"p1\"}\n";
    assertThat(read(text, Map.of(Field.USER, "user.id", Field.ITEM, "item.id")).lines())
        .containsExactly("u1 p1 -");
  }

  @Test
  void columnsInPlaceOfRowsAreRefusedWithTheWayOut() {
    assertThatThrownBy(() ->
            read(
                "{\"user\": {\"0\": \"u1\", \"1\": \"u2\"}, \"item\": {\"0\": \"p1\", \"1\": \"p2\"}}\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("log.jsonl holds one JSON object of columns")
        .hasMessageContaining("orient='records', lines=True");
  }

  @Test
  void categoriesAreAPathOrPathsOrAText() throws IOException {
    Files.writeString(folder.resolve("e.jsonl"), event("\"u\"", "\"a\"", "1"));
    Recorded recorded =
        read(
            """
            {"item": "a", "title": "A", "categories": ["Home", "Tea"]}
            {"item": "b", "title": "B", "categories": [["Home", "Tea"], ["Gifts", "Tea"]]}
            {"item": "c", "title": "C", "categories": "Home > Tea"}
            {"item": "d", "title": "D", "categories": "['Home', 'Tea']"}
            {"item": "e", "title": "E", "categories": []}
            """);
    assertThat(recorded.items)
        .extracting(item -> item.categories() + "+" + item.moreCategories())
        .containsExactly(
            "[Home, Tea]+[]", "[Home, Tea]+[Gifts]", "[Home, Tea]+[]", "[Home, Tea]+[]", "[]+[]");
  }
}
