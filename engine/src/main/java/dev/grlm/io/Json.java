package dev.grlm.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/// The one place where JSON is read and written. Immutable and thread-safe.
///
/// Reading is strict: a key that an object has twice is an error, and so are an empty text and
/// anything after the value. Into a record, a key that is not one of its components is an error.
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final ObjectMapper LINE =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// Any record, list, map or scalar as a tree.
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// @throws IllegalArgumentException naming the key or value that does not fit `type`
  public static <T> T convert(JsonNode tree, Class<T> type) {
    return MAPPER.convertValue(tree, type);
  }

  /// Indented text, ends without a newline.
  public static String pretty(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("not writable as JSON: " + value, failure);
    }
  }

  /// One line of text without a newline.
  public static String line(Object value) {
    try {
      return LINE.writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("not writable as JSON: " + value, failure);
    }
  }

  /// @throws IOException with the parser's reason and column, when `text` is not one JSON value
  public static JsonNode parse(String text) throws IOException {
    try {
      JsonNode value = LINE.readTree(text);
      if (value.isMissingNode()) {
        throw new IOException("broken JSON: there is no value");
      }
      return value;
    } catch (JsonProcessingException failure) {
      long column = failure.getLocation() == null ? 0 : failure.getLocation().getColumnNr();
      throw new IOException("broken JSON at column " + column + ": " + reason(failure), failure);
    }
  }

  /// A file whose name ends in `.gz` is unpacked on the way.
  ///
  /// @throws IOException naming `file`, when it is missing or is not one JSON value in UTF-8
  public static JsonNode read(Path file) throws IOException {
    String text = TextLines.text(file);
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value.isMissingNode()) {
        throw new IOException(file + ": broken JSON: there is no value");
      }
      return value;
    } catch (JsonProcessingException failure) {
      long line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
      throw new IOException(file + ":" + line + ": broken JSON: " + reason(failure), failure);
    }
  }

  /// The parser's reason without its bracket on where an object began, which names no file.
  private static String reason(JsonProcessingException failure) {
    return failure.getOriginalMessage().replaceFirst("\\s*\\(start marker at .*\\)$", "");
  }

  /// @throws IOException naming `file`, when it is missing or does not fit `type`
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return MAPPER.treeToValue(read(file), type);
    } catch (JsonProcessingException failure) {
      throw new IOException(file + ": " + failure.getOriginalMessage(), failure);
    }
  }

  /// Writes `value` indented, whole or not at all.
  public static void write(Path file, Object value) throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          writer.write(pretty(value));
          writer.write('\n');
        });
  }
}
