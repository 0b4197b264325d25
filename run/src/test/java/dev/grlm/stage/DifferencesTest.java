package dev.grlm.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'a': 1}                    | {'a': 2}                    | a is 2, was 1",
        "{'a': {'b': 1, 'c': 2}}     | {'a': {'b': 1, 'c': 3}}     | a.c is 3, was 2",
        "{'a': 1}                    | {'a': 1, 'b': 'x'}          | b is 'x', was nothing",
        "{'a': [1, 2]}               | {'a': [2, 1]}               | a is [2,1], was [1,2]",
        "{'a': 1, 'b': 1}            | {'b': 2, 'a': 2}            | a is 2, was 1, b is 2, was 1",
        "{'a': {'b': 1}}             | {'a': 1}                    | a is 1, was {'b':1}",
        "{'a':1,'b':1,'c':1,'d':1}   | {'a':2,'b':2,'c':2,'d':2}   | a is 2, was 1, b is 2, was 1, c is 2, was 1 and 1 more",
      })
  void settingsAreToldApartByTheirPaths(String before, String now, String words)
      throws IOException {
    assertThat(Differences.ofSettings(tree(before), tree(now))).isEqualTo(words.replace('\'', '"'));
  }

  /// A key that was not there before was at its default, 1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      value = {
        "{}                   | {'a': 1}                    | -",
        "{}                   | {'a': 2}                    | a is 2, was 1",
        "{}                   | {'b': {'c': 1, 'd': 1}}     | -",
        "{'b': {'c': 3}}      | {'b': {'c': 3, 'd': 1}}     | -",
        "{'b': {'c': 3}}      | {'b': {'c': 1, 'd': 5}}     | b.c is 1, was 3, b.d is 5, was 1",
        "{'e': 1}             | {'e': 1, 'f': 1}            | f is 1, was nothing",
        "{'a': 1, 'e': 2}     | {'a': 1}                    | e is nothing, was 2",
        "{}                   | {}                          | -",
      })
  void whatAnEarlierVersionDoesNotNameWasAtItsDefault(
      String before, String now, @Nullable String words) throws IOException {
    JsonNode defaults = tree("{'a': 1, 'b': {'c': 1, 'd': 1}}");
    assertThat(Differences.ofSettings(tree(before), tree(now), defaults))
        .isEqualTo(Objects.requireNonNullElse(words, ""));
  }

  private static JsonNode tree(String text) throws IOException {
    return Json.parse(text.replace('\'', '"'));
  }

  @Property(tries = 100)
  void equalSettingsDoNotDiffer(@ForAll Map<String, Integer> settings) throws IOException {
    String text = Json.line(settings);
    assertThat(
            Differences.ofSettings(
                Json.parse(text), Json.parse(Json.line(new TreeMap<>(settings)))))
        .isEmpty();
  }

  @Test
  void inputsAreToldApartByTheirNames() {
    Map<String, String> before = Map.of("items", "1", "given", "2");
    assertThat(Differences.ofInputs(before, before, List.of("items", "given"))).isEmpty();
    assertThat(
            Differences.ofInputs(
                before, Map.of("items", "9", "given", "2"), List.of("items", "given")))
        .isEqualTo("another items");
    assertThat(Differences.ofInputs(before, Map.of("items", "1"), List.of("items")))
        .isEqualTo("without given");
    assertThat(Differences.ofInputs(Map.of("items", "1"), before, List.of("items", "given")))
        .isEqualTo("with given");
  }

  /// What is gone will be made again as it was.
  @Test
  void aFileThatIsGoneIsNoOtherFile() {
    assertThat(Differences.ofInputs(Map.of("items", "1"), Map.of(), List.of("items"))).isEmpty();
  }
}
