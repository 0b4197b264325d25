package dev.grlm.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// One value of a stream of JSON as a tree. A value that is too long or has a key twice is read to
/// its end and not kept, so that the stream can go on behind it. For one thread.
final class BoundedTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final long end;
  private String trouble = "";

  /// @param parser at the value's first token
  /// @param longest most characters of the value
  BoundedTree(JsonParser parser, int longest) {
    this.parser = parser;
    this.end = parser.currentTokenLocation().getCharOffset() + longest;
  }

  /// Goes to the value's last token.
  JsonNode read() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object();
    }
    if (token == JsonToken.START_ARRAY) {
      return array();
    }
    JsonNode value = trouble.isEmpty() ? scalar(token) : NODES.nullNode();
    if (trouble.isEmpty() && parser.currentLocation().getCharOffset() > end) {
      trouble = Reasons.TOO_LONG;
    }
    return value;
  }

  private JsonNode object() throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = read();
      if (object.has(name)) {
        trouble = trouble.isEmpty() ? Reasons.KEY_TWICE : trouble;
      } else if (trouble.isEmpty()) {
        object.set(name, value);
      }
    }
    return object;
  }

  private JsonNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode value = read();
      if (trouble.isEmpty()) {
        array.add(value);
      }
    }
    return array;
  }

  private JsonNode scalar(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      default -> NODES.nullNode();
    };
  }

  /// Why the value cannot be taken, empty where it can.
  String trouble() {
    return trouble;
  }
}
