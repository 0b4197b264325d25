package dev.grlm.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `config.json` of a Hugging Face folder, read strictly: a value of another kind is an error
/// and no default. Immutable as long as nobody changes the tree.
///
/// @param file where it lies, for errors
public record CheckpointConfig(Path file, ObjectNode json) {
  /// How the weights are held; later versions call it `dtype`.
  public static final String TORCH_TYPE = "torch_dtype";

  private static final String TYPE = "dtype";

  /// @throws IOException when it is not an object
  public static CheckpointConfig of(Path file, JsonNode json) throws IOException {
    if (!(json instanceof ObjectNode object)) {
      throw new IOException(file + ": not a JSON object");
    }
    return new CheckpointConfig(file, object);
  }

  /// Whether the file has the key, and not as null.
  public boolean says(String key) {
    return isSaid(json.path(key));
  }

  private static boolean isSaid(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  /// @throws IOException when the value is another one, or missing
  public void requireText(String key, String expected, JsonNode found) throws IOException {
    if (!found.asText().equals(expected)) {
      throw unexpected(key, "\"" + expected + "\"", found);
    }
  }

  /// Absent, null and false are the same.
  ///
  /// @throws IOException when the key is something else
  public void refuse(String key) throws IOException {
    JsonNode value = json.path(key);
    if (isSaid(value) && !(value.isBoolean() && !value.asBoolean())) {
      throw new IOException(file + ": key '" + key + "' is not supported: " + value);
    }
  }

  /// @throws IOException when it is missing or no whole number
  public int integer(String key) throws IOException {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw unexpected(key, "a whole number", value);
    }
    return value.asInt();
  }

  /// @throws IOException when it is missing or no number
  public double number(String key) throws IOException {
    return number(key, json);
  }

  /// @param parent the object that has the key, where it is one level down
  /// @throws IOException when it is missing or no number
  public double number(String key, JsonNode parent) throws IOException {
    JsonNode value = parent.path(key);
    if (!value.isNumber()) {
      throw unexpected(key, "a number", value);
    }
    return value.asDouble();
  }

  /// @throws IOException when it is missing or neither true nor false
  public boolean truth(String key) throws IOException {
    JsonNode value = json.path(key);
    if (!value.isBoolean()) {
      throw unexpected(key, "true or false", value);
    }
    return value.asBoolean();
  }

  /// Tokens that end a text, the key `eos_token_id`: one, or a list of them; empty where the file
  /// names none.
  ///
  /// @throws IOException when they are no whole numbers, or not in the vocabulary
  public List<Integer> ends() throws IOException {
    JsonNode said = json.path("eos_token_id");
    var ends = new ArrayList<Integer>();
    for (JsonNode end :
        said.isArray() ? said : isSaid(said) ? List.of(said) : List.<JsonNode>of()) {
      if (!end.isIntegralNumber() || !end.canConvertToInt()) {
        throw unexpected("eos_token_id", "a whole number or a list of them", said);
      }
      int size = json.path("vocab_size").asInt();
      if (end.asInt() < 0 || end.asInt() >= size) {
        throw new IOException(
            "%s: eos_token_id %s is not in the vocabulary of %d".formatted(file, end, size));
      }
      ends.add(end.asInt());
    }
    return List.copyOf(ends);
  }

  /// How the file says that the weights are held; null where it does not.
  ///
  /// @throws IOException when it is in no precision that is read
  public @Nullable Precision stored() throws IOException {
    for (String key : new String[] {TYPE, TORCH_TYPE}) {
      JsonNode value = json.path(key);
      if (!isSaid(value)) {
        continue;
      }
      String name = value.asText().replaceFirst("^torch\\.", "");
      if (name.equals("auto")) {
        continue; // as the weights are
      }
      for (Precision precision : Precision.values()) {
        if (typeName(precision).equals(name)) {
          return precision;
        }
      }
      throw unexpected(key, "float32, bfloat16 or float16", value);
    }
    return null;
  }

  /// A file's content with another precision of the weights and everything else as it was.
  public static ObjectNode withStored(ObjectNode json, Precision stored) {
    ObjectNode changed = json.deepCopy();
    String key = json.has(TYPE) ? TYPE : TORCH_TYPE;
    if (json.has(TYPE) && json.has(TORCH_TYPE)) {
      changed.put(TORCH_TYPE, typeName(stored));
    }
    return changed.put(key, typeName(stored));
  }

  /// A precision in the words of the file.
  public static String typeName(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> "float32";
      case BFLOAT16 -> "bfloat16";
      case FLOAT16 -> "float16";
    };
  }

  /// What to throw for a value of another kind.
  public IOException unexpected(String key, String expected, JsonNode found) {
    return new IOException(
        "%s: key '%s' must be %s, found %s"
            .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
  }
}
