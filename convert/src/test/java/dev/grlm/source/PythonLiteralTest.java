package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | {}",
        "{'a': 1, \"b\": -2.5e3,} | {\"a\":1,\"b\":-2500.0}",
        "[True, False, None] | [true,false,null]",
        "() | []",
        "(1,) | [1]",
        "(1) | 1",
        "(1, 'x') | [1,\"x\"]",
        "u'x' | \"x\"",
        "'it\\'s \\\"\\\\' | \"it's \\\"\\\\\"",
        "'\\n\\t\\x41\\u00e9\\U0001F600' | \"\\n\\tA\u00e9\ud83d\ude00\"",
        "123456789012345678901234567890 | 123456789012345678901234567890",
      })
  void literalsBecomeNodes(String literal, String json) throws IOException {
    assertThat(Json.line(PythonLiteral.parse(literal))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{'a'",
        "{'a':",
        "{'a': 1",
        "{'a' 1}",
        "{1: 2}",
        "{,}",
        "[1 2]",
        "[1,,2]",
        "'",
        "'\\",
        "'\\q'",
        "'\\x4'",
        "'\\U00110000'",
        "u",
        "ux",
        "Truely",
        "nan",
        "1e999",
        "01",
        "--1",
        "1 2",
        "b'x'",
        "{'a': 1, 'a': 2}",
        "open('x')",
        "{'a': 1}}"
      })
  void whatIsNoLiteralIsNamedWithItsColumn(String text) {
    assertThatThrownBy(() -> PythonLiteral.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("broken Python literal at column [0-9]+: .+");
  }

  @Test
  void theColumnIsTheOneOfTheTrouble() {
    assertThatThrownBy(() -> PythonLiteral.parse("{'a': !}")).hasMessageContaining("column 7:");
  }

  @Test
  void hostileTextIsRefusedAndDoesNoHarm() throws IOException {
    assertThat(PythonLiteral.parse("[".repeat(100) + "]".repeat(100))).isNotNull();
    for (String open : new String[] {"[", "(", "{'a':"}) {
      assertThatThrownBy(() -> PythonLiteral.parse(open.repeat(1_000_000)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("more than 100");
    }
    assertThatThrownBy(() -> PythonLiteral.parse("9".repeat(10_000_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRandomTreeComesBack() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      JsonNode tree = RandomTrees.tree(random, 5);
      String literal = render(tree, random);
      assertThat(Json.line(PythonLiteral.parse(literal))).as(literal).isEqualTo(Json.line(tree));
    }
  }

  private static String render(JsonNode node, Random random) {
    if (node.isObject()) {
      var out = new StringJoiner(", ", "{", "}");
      node.properties()
          .forEach(entry ->
              out.add(quoted(entry.getKey(), random) + ": " + render(entry.getValue(), random)));
      return out.toString();
    }
    if (node.isArray()) {
      boolean tuple = random.nextBoolean();
      var out = new StringJoiner(", ", tuple ? "(" : "[", tuple ? ")" : "]");
      node.forEach(child -> out.add(render(child, random)));
      return tuple && node.size() == 1 ? "(" + render(node.get(0), random) + ",)" : out.toString();
    }
    if (node.isTextual()) {
      return quoted(node.textValue(), random);
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "True" : "False";
    }
    return node.isNull() ? "None" : node.asText();
  }

  private static String quoted(String text, Random random) {
    char quote = random.nextBoolean() ? '\'' : '"';
    var out = new StringBuilder(random.nextInt(4) == 0 ? "u" : "").append(quote);
    text.codePoints()
        .forEach(point -> {
          if (point == quote || point == '\\') {
            out.append('\\').appendCodePoint(point);
          } else if (point < 0x20) {
            out.append(String.format(Locale.ROOT, "\\x%02x", point));
          } else if (random.nextBoolean()) {
            out.append(String.format(Locale.ROOT, "\\U%08x", point));
          } else {
            out.appendCodePoint(point);
          }
        });
    return out.append(quote).toString();
  }
}
