package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON that is not an object a line.
class JsonValuesTest {
  private static final String ONE = "{\"user\": \"u1\", \"item\": \"p1\"}";
  private static final String TWO = "{\"user\": \"u2\",\n \"item\": \"p2\"}";

  @TempDir private Path folder;

  private final Recorded sink = new Recorded();
  private final List<JsonNode> objects = new ArrayList<>();

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("events.json"), text);
  }

  private void read(Path file) throws IOException {
    JsonLines.read(file, sink, Meter.SILENT, (object, _) -> objects.add(object));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[" + ONE + ", " + TWO + "]",
        "[\n" + ONE + ",\n" + TWO + "\n]\n",
        "\n \n[" + ONE + "," + TWO + "]",
        "\ufeff[" + ONE + "," + TWO + "]",
        TWO + ONE + "\n",
        TWO + "\n" + ONE + "\n",
        TWO + "\n\n" + ONE,
        ONE + "\n{\"user\": \"u2\", \"item\": \"p2\"}\n"
      })
  void arraysAndValuesInARowAreReadAsLinesAre(String text) throws IOException {
    read(file(text));
    assertThat(sink.faults).isEmpty();
    assertThat(objects)
        .extracting(object -> object.path("user").asText() + object.path("item").asText())
        .containsExactlyInAnyOrder("u1p1", "u2p2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "[{\"a\": 1}]! true",
        "[1, 2]! true",
        "{\"a\": 1}! false",
        "{'a': 1}! false",
        "a,b! false",
        "{broken! false",
        "''! false"
      })
  void whatStandsOverLinesIsToldByItsBeginning(String text, boolean values) throws IOException {
    assertThat(JsonValues.isIn(Head.of(file(text)))).isEqualTo(values);
  }

  @Test
  void anObjectOverLinesIsOfThisKindAndABrokenLineIsNot() throws IOException {
    assertThat(JsonValues.isIn(Head.of(file("{\n \"a\": 1\n}\n")))).isTrue();
    assertThat(JsonValues.isIn(Head.of(file("{\"a\": 1\n{\"a\": 2}\n")))).isFalse();
    assertThat(JsonValues.isIn(Head.of(file("{\"a\": NaN}\n{\"a\": 2}\n")))).isFalse();
  }

  @Test
  void numbersThatAreNoneAreReadAsPythonWritesThem() {
    assertThat(JsonValues.object("{\"a\": NaN, \"b\": [-Infinity]}")).isNotNull();
    assertThat(JsonValues.object("{\"a\": nan}")).isNull();
    assertThat(JsonValues.object("{\"a\": NaN} 1")).isNull();
    assertThat(JsonValues.object("[NaN]")).isNull();
    assertThat(JsonValues.object("{\"a\": NaN, \"a\": NaN}")).isNull();
  }

  @Test
  void whatIsNoObjectIsAFaultOfItsLine() throws IOException {
    read(file("[\n{\"user\": \"u1\"},\n7,\n[1, 2],\n\"x\",\n{\"user\": \"u2\"}\n]"));
    assertThat(objects).hasSize(2);
    assertThat(sink.faults)
        .extracting(fault -> fault.line() + " " + fault.reason() + " " + fault.value())
        .containsExactly(
            "3 not one JSON object 7",
            "4 not one JSON object [1,2]",
            "5 not one JSON object \"x\"");
  }

  @Test
  void aKeyThatStandsTwiceIsAFault() throws IOException {
    read(file("[{\"a\": 1, \"a\": 2}, {\"a\": 3}]"));
    assertThat(objects).extracting(object -> object.path("a").asInt()).containsExactly(3);
    assertThat(sink.faults).extracting(Fault::reason).containsExactly(Reasons.KEY_TWICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"a\": 1}, {\"a\"", "[{\"a\": 1} {\"a\": 2}]", "[{\"a\": 1}, nope]"})
  void brokenSyntaxEndsTheReadingWithTheLine(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":1: broken JSON: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void bytesThatAreNoTextAreAFailureThatNamesTheFile() throws IOException {
    Path file = folder.resolve("events.json");
    Files.write(file, new byte[] {'[', '{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}', ']'});
    assertThatThrownBy(() -> read(file)).hasMessage(file + ": " + Reasons.NOT_UTF_8);
  }

  @Test
  void linesOfCarriageReturnsAreRefusedWithTheWayOut() throws IOException {
    Path file = file("{\"a\": 1}\r{\"a\": 2}\r");
    assertThatThrownBy(() -> read(file))
        .hasMessageStartingWith(file + ": lines end in carriage returns alone");
  }

  @Test
  void theFirstObjectsAreThoseThatAHeadHoldsWhole() throws IOException {
    Head head = Head.of(file("[" + ONE + ", " + TWO + ", {\"user\": \"u3\", \"it"));
    assertThat(JsonValues.first(head, 5)).hasSize(2);
    assertThat(JsonValues.first(head, 1)).hasSize(1);
  }

  /// Random objects, written as lines, as an array, indented and in a row.
  @Test
  void everyLayoutGivesTheSameObjects() throws IOException {
    var random = new Random(7);
    for (int round = 0; round < 40; round++) {
      List<JsonNode> written = new ArrayList<>();
      for (int object = 0; object <= random.nextInt(6); object++) {
        written.add(
            Json.object()
                .put("user", random.nextInt(9))
                .put("text", "a\"\n{[" + random.nextInt(9))
                .set("list", Json.tree(List.of("x", List.of(random.nextInt(9))))));
      }
      String lines = String.join("\n", written.stream().map(Json::line).toList());
      List<String> layouts =
          List.of(
              lines,
              "[" + lines.replace("\n", ",\n") + "]",
              Json.pretty(written),
              String.join("\n", written.stream().map(Json::pretty).toList()));
      for (String layout : layouts) {
        objects.clear();
        read(file(layout));
        assertThat(objects.stream().map(Json::line))
            .as(layout)
            .isEqualTo(written.stream().map(Json::line).toList());
      }
    }
    assertThat(sink.faults).isEmpty();
  }
}
