package dev.grlm.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one place where JSON is read and written. Immutable and thread-safe.
///
/// Reading is strict: a key that an object has twice is an error, and so are an empty text and
/// anything after the value. Into a record, a key that is not one of its components is an error.
public final class Json {
  private static final long MOST_FOREIGN_BYTES = 100_000_000;

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

  /// For text of strangers: nothing is guessed. A number in quotes is no number, 1.5 no whole one.
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, Json::refuseOtherScalars)
          .build();

  private Json() {}

  private static void refuseOtherScalars(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

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

  /// As [#line], in UTF-8.
  public static byte[] bytes(Object value) {
    try {
      return LINE.writeValueAsBytes(value);
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

  /// What a stranger sent: as [#parse(String)], and not nested deeper than `deepest`.
  ///
  /// @throws IOException with the parser's reason and column
  public static JsonNode parseForeign(String text, int deepest) throws IOException {
    try (JsonParser parser = LINE.createParser(text)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > deepest) {
          throw new IOException("broken JSON: nested deeper than " + deepest);
        }
      }
    } catch (JsonProcessingException failure) {
      throw new IOException("broken JSON" + place(failure) + ": " + reason(failure), failure);
    }
    return parse(text);
  }

  /// A record of what a stranger sent. A value of another kind than its component is an error, and
  /// nothing of the record's class is told.
  ///
  /// @throws IOException naming the key
  public static <T> T convertForeign(JsonNode tree, Class<T> type) throws IOException {
    try {
      return STRICT.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException failure) {
      throw new IOException("unknown key '" + path(failure) + "'", failure);
    } catch (JsonMappingException failure) {
      String path = path(failure);
      throw new IOException(
          path.isEmpty() ? "the value is of a wrong kind" : "'" + path + "' is of a wrong kind",
          failure);
    } catch (JsonProcessingException failure) {
      throw new IOException("the value is of a wrong kind", failure);
    }
  }

  /// As in `events[3].user`.
  private static String path(JsonMappingException failure) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String place(JsonProcessingException failure) {
    return failure.getLocation() == null ? "" : " at column " + failure.getLocation().getColumnNr();
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
      if (LfsPointer.is(text)) {
        throw LfsPointer.error(file, text);
      }
      long line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
      String place = line < 1 ? "" : ":" + line;
      throw new IOException(file + place + ": broken JSON: " + reason(failure), failure);
    }
  }

  /// As [#read(Path)], of a file of strangers, which may not have more than 100 MB: a tree of it
  /// takes ten times the memory.
  ///
  /// @throws IOException naming `file`, also when it is larger
  public static JsonNode readForeign(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > MOST_FOREIGN_BYTES) {
      throw new IOException(
          "%s: has %d bytes, more than the %d that are read of such a file"
              .formatted(file, Files.size(file), MOST_FOREIGN_BYTES));
    }
    return read(file);
  }

  /// The parser's reason without its bracket on where an object began, which names no file.
  private static String reason(JsonProcessingException failure) {
    if (failure.getOriginalMessage().startsWith("Trailing token")) {
      return "something stands behind the value"; // the parser's words name a class of its own
    }
    if (failure instanceof StreamConstraintsException
        && failure.getOriginalMessage().startsWith("Document nesting depth")) {
      return "nested deeper than " + StreamReadConstraints.DEFAULT_MAX_DEPTH;
    }
    return failure.getOriginalMessage().replaceFirst("\\s*\\(start marker at .*\\)$", "");
  }

  /// @throws IOException naming `file`, when it is missing or does not fit `type`
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file, read(file), type);
  }

  /// As [#read(Path, Class)], of what was read already.
  public static <T> T read(Path file, JsonNode tree, Class<T> type) throws IOException {
    try {
      return MAPPER.treeToValue(tree, type);
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
