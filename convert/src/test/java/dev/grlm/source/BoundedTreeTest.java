package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTreeTest {
  private static final JsonFactory JSON = new JsonFactory();

  /// A value stands between two others, of which the first must not count towards its length.
  private static String trouble(String value, int longest) throws IOException {
    try (JsonParser parser = JSON.createParser("\"before it\" " + value + " 17")) {
      parser.nextToken();
      parser.nextToken();
      var tree = new BoundedTree(parser, longest);
      tree.read();
      parser.nextToken();
      assertThat(parser.getIntValue()).as("what stands behind").isEqualTo(17);
      return tree.trouble();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1, \"b\": {\"a\": 2}}             | ''",
        "[{\"a\": 1}, {\"a\": 1}]                  | ''",
        "{\"a\": 1, \"a\": 1}                      | key that an object has twice",
        "{\"a\": null, \"a\": 1}                   | key that an object has twice",
        "[[{\"b\": {\"a\": 1, \"\\u0061\": 2}}]]   | key that an object has twice",
        "{\"a\": \"0123456789012345678901234567890123456789\"} | line is too long",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]   | line is too long",
      })
  void aValueThatIsNotKeptIsReadToItsEnd(String value, String trouble) throws IOException {
    assertThat(trouble(value, 40)).isEqualTo(trouble);
  }

  @Property(tries = 200)
  void whatIsNotTooLongIsTheSameTree(@ForAll long seed) throws IOException {
    JsonNode tree = RandomTrees.tree(new Random(seed), 4);
    String text = tree.toString();
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      var bounded = new BoundedTree(parser, text.length() + 1);
      assertThat(bounded.read().toString()).isEqualTo(text);
      assertThat(bounded.trouble()).isEmpty();
      assertThat(parser.nextToken()).isNull();
    }
  }
}
