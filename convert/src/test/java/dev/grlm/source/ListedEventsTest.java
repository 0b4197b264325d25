package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A list where an id is meant is what somebody did, one after the other; never one id.
class ListedEventsTest {
  @TempDir private Path folder;

  private Recorded read(String name, String text, Map<Field, String> fields) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return Recorded.opened(folder, new Columns(null, fields, Times.Unit.AUTO, null, List.of()));
  }

  private static List<String> items(Recorded recorded) {
    return recorded.events.stream().map(Event::item).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"p1\", \"p2\", \"p1\"]", "['p1', 'p2', 'p1']", "[p1, p2, p1]", "[p1 p2 p1]"})
  void aListInATableIsAHistory(String list) throws IOException {
    Recorded recorded =
        read("seq.csv", "user_id,item_id\nu1,\"" + list.replace("\"", "\"\"") + "\"\n", Map.of());
    assertThat(items(recorded)).containsExactly("p1", "p2", "p1");
    assertThat(recorded.noticed).containsEntry(ListedEvents.ROWS, 1L);
  }

  @Test
  void aListOfJsonIsAHistory() throws IOException {
    Recorded recorded =
        read(
            "seq.jsonl",
            "{\"user_id\": \"u1\", \"item_id\": [\"p1\", 7, \"p1\"]}\n{\"user_id\": \"u2\", \"item_id\": []}\n",
            Map.of());
    assertThat(items(recorded)).containsExactly("p1", "7", "p1");
    assertThat(recorded.noticed).containsEntry(ListedEvents.ROWS, 1L);
    assertThat(recorded.faults)
        .extracting(fault -> fault.line() + " " + fault.reason())
        .containsExactly("2 " + Reasons.NO_ITEM);
  }

  /// Otherwise an item that comes twice would be the same event twice, and the second row's first
  /// would stand beside the first row's.
  @Test
  void positionsGoOnFromRowToRowAndFromFileToFile() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), "{\"user\": \"u\", \"item\": [\"p1\", \"p2\"]}\n");
    Recorded recorded = read("b.jsonl", "{\"user\": \"u\", \"item\": [\"p1\"]}\n", Map.of());
    assertThat(recorded.events).extracting(Event::position).containsExactly(0L, 1L, 2L);
  }

  @Test
  void timesAndRatingsGoAlongOrAreOfAll() throws IOException {
    Recorded recorded =
        read(
            "seq.jsonl",
            """
            {"user": "u", "item": ["a", "b"], "time": [1400000000, 1400000001], "rating": [1, 2]}
            {"user": "v", "item": ["a", "b"], "time": 1400000002, "rating": 5}
            """,
            Map.of());
    assertThat(recorded.lines())
        .containsExactly(
            "u a 2014-05-13T16:53:20Z",
            "u b 2014-05-13T16:53:21Z",
            "v a 2014-05-13T16:53:22Z",
            "v b 2014-05-13T16:53:22Z");
    assertThat(recorded.events).extracting(Event::rating).containsExactly(1f, 2f, 5f, 5f);
    assertThat(recorded.events).extracting(Event::position).containsOnly(Event.NONE);
  }

  @Test
  void listsOfDifferentLengthsAreAFault() throws IOException {
    Recorded recorded =
        read(
            "seq.jsonl",
            "{\"user\": \"u\", \"item\": [\"a\", \"b\"], \"time\": [1400000000]}\n",
            Map.of());
    assertThat(recorded.events).isEmpty();
    assertThat(recorded.faults).extracting(Fault::reason).containsExactly(Reasons.SEVERAL_IDS);
  }

  static Stream<String> plurals() {
    return Stream.of("item_ids", "items", "item_list", "item_id_list", "history", "item_seq");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("plurals")
  void wordsInAColumnOfSeveralItemsAreAHistory(String column) throws IOException {
    Recorded recorded =
        read(
            "seq.tsv",
            "user_id\t" + column + "\nu1\tp1 p2 p3\nu2\tp4\n",
            Map.of(Field.ITEM, column));
    assertThat(items(recorded)).containsExactly("p1", "p2", "p3", "p4");
  }

  @Test
  void wordsInAColumnOfOneItemAreItsName() throws IOException {
    Recorded recorded =
        read("e.tsv", "user_id\tgame\nu1\tThe Elder Scroll\n", Map.of(Field.ITEM, "game"));
    assertThat(items(recorded)).containsExactly("The Elder Scroll");
    assertThat(recorded.noticed).doesNotContainKey(ListedEvents.ROWS);
  }

  @Test
  void anElementThatIsNoIdIsAFaultAndTheRestGoesOn() throws IOException {
    Recorded recorded =
        read("seq.csv", "user,item\nu,\"['a', 'nan', 'b']\"\nv,\"['c']\"\n", Map.of());
    assertThat(items(recorded)).containsExactly("a", "b", "c");
    assertThat(recorded.faults).extracting(Fault::reason).containsExactly(Reasons.NO_ITEM);
  }

  /// An object or a null in a list has no text and must not pass for nothing.
  @Test
  void everyElementIsAnEventOrAFault() throws IOException {
    Recorded recorded =
        read(
            "seq.jsonl",
            """
            {"user": "u", "item": ["a", null, {"id": "b"}, 3.0, ["d"]]}
            {"user": "v", "item": ["a", null, {"id": "b"}, 3.0]}
            """,
            Map.of());
    assertThat(items(recorded)).containsExactly("a", "3", "d", "a", "3");
    assertThat(recorded.faults).hasSize(4).allMatch(Fault::isAbsence);
  }
}
