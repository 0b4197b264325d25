package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON of strangers: what a service is sent. Nothing is guessed, and nothing of our classes is
/// told.
class ForeignJsonTest {
  record Event(String user, String item, long time, @Nullable Double rating, List<Note> notes) {}

  record Note(String text, int stars, boolean shown) {}

  private static Event event(String json) throws IOException {
    return Json.convertForeign(Json.parseForeign(json, 8), Event.class);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void whatFitsIsTaken() throws IOException {
    assertThat(
            event(
                """
                {"user": "u", "item": "i", "time": 5, "rating": 4, "notes":
                  [{"text": "ä", "stars": 3, "shown": true}]}
                """))
        .isEqualTo(new Event("u", "i", 5, 4.0, List.of(new Note("ä", 3, true))));
  }

  /// One key of an event that fits, changed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user    | 7       | 'user' is of a wrong kind",
        "user    | true    | 'user' is of a wrong kind",
        "user    | 1.5     | 'user' is of a wrong kind",
        "item    | ['u']   | 'item' is of a wrong kind",
        "time    | '5'     | 'time' is of a wrong kind",
        "time    | 1.5     | 'time' is of a wrong kind",
        "time    | 1e30    | 'time' is of a wrong kind",
        "time    | null    | 'time' is of a wrong kind",
        "rating  | 'good'  | 'rating' is of a wrong kind",
        "notes   | {}      | 'notes' is of a wrong kind",
        "notes   | [NOTE, {'text': '', 'stars': '3', 'shown': true}] | 'notes[1].stars' is of a wrong kind",
        "notes   | [{'text': '', 'stars': 3, 'shown': 'yes'}] | 'notes[0].shown' is of a wrong kind",
        "notes   | [{'text': '', 'stars': 3}] | 'notes[0].shown' is of a wrong kind",
        "usr     | 'u'     | unknown key 'usr'",
        "notes   | [NOTE, {'text': '', 'stars': 3, 'shown': true, 'colour': 1}] | unknown key 'notes[1].colour'",
      })
  void whatDoesNotFitIsRefusedByTheNameOfItsKey(String key, String value, String message)
      throws IOException {
    ObjectNode event =
        (ObjectNode)
            Json.parse("{'user': 'u', 'item': 'i', 'time': 5, 'notes': []}".replace('\'', '"'));
    String note = "{'text': 'ä', 'stars': 3, 'shown': true}";
    event.set(key, Json.parse(value.replace("NOTE", note).replace('\'', '"')));
    assertThatThrownBy(() -> event(Json.line(event)))
        .isInstanceOf(IOException.class)
        .hasMessage(message)
        .message()
        .doesNotContain("dev.grlm", "java.", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "5"})
  void whatIsNoObjectIsNoRecord(String json) {
    assertThatThrownBy(() -> event(json))
        .isInstanceOf(IOException.class)
        .hasMessage("the value is of a wrong kind");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8})
  void asDeepAsIsAllowedIsRead(int depth) throws IOException {
    JsonNode value = Json.parseForeign(nested(depth), 8);
    int found = 1;
    for (JsonNode inner = value; !inner.isEmpty(); inner = inner.get(0)) {
      found++;
    }
    assertThat(found).isEqualTo(depth);
  }

  /// A body of a megabyte of brackets must not take the stack of a thread.
  @ParameterizedTest
  @ValueSource(ints = {9, 500, 1_000_000})
  void deeperIsRefusedBeforeAnythingIsMadeOfIt(int depth) {
    assertThatThrownBy(() -> Json.parseForeign("[".repeat(depth), 8))
        .isInstanceOf(IOException.class)
        .hasMessage("broken JSON: nested deeper than 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\": 1} 2", "{\"a\": 1, \"a\": 2}", "{a: 1}", "nul"})
  void brokenTextIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> Json.parseForeign(text, 8))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("broken JSON")
        .message()
        .doesNotContain("\n");
  }
}
