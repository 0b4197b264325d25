package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/// One value as Python's `repr` prints it: dict, list, tuple, str, int, float, `True`, `False` and
/// `None`. Nothing is evaluated. A tuple becomes an array, `None` becomes null; a dict has text as
/// keys and no key twice.
public final class PythonLiteral {
  /// More brackets within brackets than any data has, and few enough for every stack.
  static final int DEEPEST = 100;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /// @throws IOException with the reason and column (from 1), when `text` is not one literal
  public static JsonNode parse(String text) throws IOException {
    var literal = new PythonLiteral(text);
    JsonNode value = literal.value();
    literal.skipBlanks();
    if (literal.at < text.length()) {
      throw literal.broken("something follows the value");
    }
    return value;
  }

  private JsonNode value() throws IOException {
    skipBlanks();
    char c = present();
    return switch (c) {
      case '{' -> dict();
      case '[' -> list();
      case '(' -> tuple();
      case '\'', '"' -> TextNode.valueOf(string());
      case 'u', 'U' -> TextNode.valueOf(prefixed());
      case 'T', 'F', 'N' -> name();
      default -> number();
    };
  }

  private ObjectNode dict() throws IOException {
    enter();
    ObjectNode dict = NODES.objectNode();
    while (!closed('}')) {
      JsonNode key = value();
      if (!key.isTextual()) {
        throw broken("a key is not text");
      }
      skipBlanks();
      expect(':');
      if (dict.putIfAbsent(key.textValue(), value()) != null) {
        throw broken("key '" + shown(key.textValue()) + "' is there twice");
      }
      separate('}');
    }
    depth--;
    return dict;
  }

  private ArrayNode list() throws IOException {
    enter();
    ArrayNode list = NODES.arrayNode();
    while (!closed(']')) {
      list.add(value());
      separate(']');
    }
    depth--;
    return list;
  }

  /// `(1)` is no tuple but a one in brackets; `(1,)` is one.
  private JsonNode tuple() throws IOException {
    enter();
    ArrayNode tuple = NODES.arrayNode();
    boolean comma = false;
    while (!closed(')')) {
      tuple.add(value());
      comma |= separate(')');
    }
    depth--;
    return tuple.size() == 1 && !comma ? tuple.get(0) : tuple;
  }

  private void enter() throws IOException {
    if (++depth > DEEPEST) {
      throw broken("more than " + DEEPEST + " brackets within one another");
    }
    at++;
  }

  /// Goes past `bracket` where it is next.
  private boolean closed(char bracket) throws IOException {
    skipBlanks();
    if (present() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  /// Goes past a comma; without one only `bracket` may follow. Whether there was one.
  private boolean separate(char bracket) throws IOException {
    skipBlanks();
    if (present() == bracket) {
      return false;
    }
    expect(',');
    return true;
  }

  private String prefixed() throws IOException {
    at++;
    char quote = present();
    if (quote != '\'' && quote != '"') {
      throw broken("a quote is missing after u");
    }
    return string();
  }

  private String string() throws IOException {
    char quote = text.charAt(at++);
    int start = at;
    var out = new StringBuilder();
    while (present() != quote) {
      if (text.charAt(at) == '\\') {
        out.append(text, start, at);
        at++;
        out.appendCodePoint(escaped());
        start = at;
      } else {
        at++;
      }
    }
    out.append(text, start, at);
    at++;
    return out.toString();
  }

  /// What stands for the escape whose backslash was passed.
  private int escaped() throws IOException {
    char c = present();
    at++;
    return switch (c) {
      case '\'', '"', '\\' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      case 'U' -> hex(8);
      default -> {
        at--;
        throw broken("unknown escape");
      }
    };
  }

  private int hex(int digits) throws IOException {
    long point = 0;
    for (int left = digits; left > 0; left--) {
      int digit = present() < 0x80 ? Character.digit(present(), 16) : -1;
      if (digit < 0) {
        throw broken("an escape has too few digits");
      }
      point = point * 16 + digit;
      at++;
    }
    if (point > Character.MAX_CODE_POINT) {
      throw broken("an escape stands for no character");
    }
    return (int) point;
  }

  private JsonNode name() throws IOException {
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, Math.min(at, start + 6));
    return switch (name) {
      case "True" -> BooleanNode.TRUE;
      case "False" -> BooleanNode.FALSE;
      case "None" -> NullNode.getInstance();
      default -> {
        at = start;
        throw broken("there is no value");
      }
    };
  }

  private JsonNode number() throws IOException {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return PythonNumber.node(text, start, at);
    } catch (NumberFormatException _) {
      boolean none = at == start;
      at = start;
      throw broken(none ? "there is no value" : "not a number");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private char present() throws IOException {
    if (at >= text.length()) {
      throw broken("it ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) throws IOException {
    if (present() != wanted) {
      throw broken("'" + wanted + "' is missing");
    }
    at++;
  }

  private static String shown(String key) {
    return key.length() <= 40 ? key : key.substring(0, 40) + "…";
  }

  private IOException broken(String reason) {
    return new IOException("broken Python literal at column " + (at + 1) + ": " + reason);
  }
}
