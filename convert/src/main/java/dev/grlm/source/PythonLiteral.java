package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/// A Python literal (dict, list, tuple, string, number, `True`, `False`, `None`) as JSON: the dumps
/// of 2014 were written with `repr`.
final class PythonLiteral {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 400;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /// @throws IOException with the column, when `text` is not one literal
  static JsonNode parse(String text) throws IOException {
    var parser = new PythonLiteral(text);
    JsonNode value = parser.value(0);
    parser.blanks();
    if (parser.at < text.length()) {
      throw parser.broken("something after the value");
    }
    return value;
  }

  private JsonNode value(int depth) throws IOException {
    blanks();
    if (depth > DEEPEST) {
      throw broken("nested deeper than " + DEEPEST);
    }
    char c = peek();
    return switch (c) {
      case '{' -> dict(depth);
      case '[' -> list(depth, ']');
      case '(' -> list(depth, ')');
      case '\'', '"' -> NODES.textNode(string());
      default ->
          c == 'u' && at + 1 < text.length() && isQuote(text.charAt(at + 1)) ? prefixed() : word();
    };
  }

  private JsonNode prefixed() throws IOException {
    at++;
    return NODES.textNode(string());
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private ObjectNode dict(int depth) throws IOException {
    ObjectNode object = NODES.objectNode();
    at++;
    while (!closed('}')) {
      JsonNode key = value(depth + 1);
      if (!key.isTextual()) {
        throw broken("a key that is no string");
      }
      blanks();
      expect(':');
      if (object.has(key.asText())) {
        throw broken("a key twice");
      }
      object.set(key.asText(), value(depth + 1));
      separator('}');
    }
    return object;
  }

  private ArrayNode list(int depth, char end) throws IOException {
    ArrayNode array = NODES.arrayNode();
    at++;
    while (!closed(end)) {
      array.add(value(depth + 1));
      separator(end);
    }
    return array;
  }

  private boolean closed(char end) throws IOException {
    blanks();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private void separator(char end) throws IOException {
    blanks();
    if (peek() != end) {
      expect(',');
    }
  }

  private String string() throws IOException {
    char quote = text.charAt(at++);
    var out = new StringBuilder();
    while (peek() != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  private void escape(StringBuilder out) throws IOException {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case '\\', '\'', '"' -> out.append(c);
      case 'x' -> out.append((char) hexadecimal(2));
      case 'u' -> out.append((char) hexadecimal(4));
      case 'U' -> {
        int point = hexadecimal(8);
        if (!Character.isValidCodePoint(point)) {
          throw broken("no such character");
        }
        out.appendCodePoint(point);
      }
      default -> out.append('\\').append(c);
    }
  }

  private int hexadecimal(int digits) throws IOException {
    if (at + digits > text.length()) {
      throw broken("the text ends in an escape");
    }
    try {
      int value = Integer.parseUnsignedInt(text, at, at + digits, 16);
      at += digits;
      return value;
    } catch (NumberFormatException notHexadecimal) {
      throw broken("an escape that is no number");
    }
  }

  /// A name or a number.
  private JsonNode word() throws IOException {
    int start = at;
    while (at < text.length() && " \t,:]})".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "True" -> NODES.booleanNode(true);
      case "False" -> NODES.booleanNode(false);
      case "None" -> NODES.nullNode();
      default -> number(word);
    };
  }

  private JsonNode number(String word) throws IOException {
    if (word.isEmpty() || word.length() > LONGEST_NUMBER) {
      throw broken("no value");
    }
    try {
      return word.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))
          ? NODES.numberNode(new BigInteger(word))
          : NODES.numberNode(new BigDecimal(word));
    } catch (NumberFormatException notANumber) {
      throw broken("no value");
    }
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private char peek() throws IOException {
    if (at >= text.length()) {
      throw broken("the text ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws IOException {
    if (peek() != c) {
      throw broken("expected " + c);
    }
    at++;
  }

  private IOException broken(String what) {
    return new IOException("no Python literal at column " + (at + 1) + ": " + what);
  }
}
