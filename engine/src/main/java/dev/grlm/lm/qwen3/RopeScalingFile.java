package dev.grlm.lm.qwen3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.nn.RopeScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The object under `rope_scaling`, or `rope_parameters` of later versions. As strict as the rest
/// of the file.
final class RopeScalingFile {
  private static final String TYPE = "rope_type";
  private static final String OLD_TYPE = "type";
  private static final String YARN = "yarn";
  private static final String ORIGINAL = "original_max_position_embeddings";
  private static final Set<String> KNOWN =
      Set.of(
          TYPE,
          OLD_TYPE,
          "rope_theta",
          "factor",
          ORIGINAL,
          "beta_fast",
          "beta_slow",
          "attention_factor",
          "truncate");

  private final Path file;
  private final String key;
  private final JsonNode json;

  private RopeScalingFile(Path file, String key, JsonNode json) {
    this.file = file;
    this.key = key;
    this.json = json;
  }

  static @Nullable RopeScaling read(Path file, String key, JsonNode json) throws IOException {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    if (!json.isObject()) {
      throw new IOException("%s: key '%s' must be an object, found %s".formatted(file, key, json));
    }
    return new RopeScalingFile(file, key, json).read();
  }

  private @Nullable RopeScaling read() throws IOException {
    if (saysNothing()) {
      return null;
    }
    String type = type();
    if (type.equals("default")) {
      return null;
    }
    if (!type.equals(YARN)) {
      throw new IOException(
          "%s: key '%s.%s' must be \"default\" or \"yarn\", found \"%s\""
              .formatted(file, key, json.has(TYPE) ? TYPE : OLD_TYPE, type));
    }
    for (String name : (Iterable<String>) json::fieldNames) {
      if (!KNOWN.contains(name)) {
        throw unsupported(name);
      }
    }
    if (json.has("truncate") && !json.get("truncate").asBoolean()) {
      throw unsupported("truncate");
    }
    JsonNode original = json.path(ORIGINAL);
    if (!original.isIntegralNumber() || !original.canConvertToInt()) {
      throw unexpected(ORIGINAL, "a whole number");
    }
    double factor = number("factor", Double.NaN);
    try {
      return new RopeScaling(
          factor,
          original.asInt(),
          number("beta_fast", RopeScaling.BETA_FAST),
          number("beta_slow", RopeScaling.BETA_SLOW),
          number("attention_factor", RopeScaling.attentionFactor(factor)));
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(
          file + ": key '" + key + "': " + contradiction.getMessage(), contradiction);
    }
  }

  /// Empty, of nothing but nulls, or with the base alone.
  private boolean saysNothing() {
    return json.properties().stream()
        .allMatch(entry -> entry.getValue().isNull() || entry.getKey().equals("rope_theta"));
  }

  /// Old files call it `type`; new ones that were converted say both.
  private String type() throws IOException {
    String name = json.hasNonNull(TYPE) ? TYPE : OLD_TYPE;
    JsonNode type = json.path(name);
    if (!type.isTextual()) {
      throw unexpected(TYPE, "a text");
    }
    if (json.hasNonNull(OLD_TYPE) && !json.get(OLD_TYPE).equals(type)) {
      throw new IOException(
          "%s: key '%s' says both %s and %s".formatted(file, key, type, json.get(OLD_TYPE)));
    }
    return type.asText();
  }

  /// @param absent what stands for a missing value; NaN where there must be one
  private double number(String name, double absent) throws IOException {
    JsonNode value = json.path(name);
    boolean missing = value.isMissingNode() || value.isNull();
    if (!value.isNumber() && !(missing && !Double.isNaN(absent))) {
      throw unexpected(name, "a number");
    }
    return missing ? absent : value.asDouble();
  }

  private IOException unsupported(String name) {
    return new IOException(
        "%s: key '%s.%s' is not supported: %s".formatted(file, key, name, json.get(name)));
  }

  private IOException unexpected(String name, String expected) {
    JsonNode found = json.path(name);
    return new IOException(
        "%s: key '%s.%s' must be %s, found %s"
            .formatted(file, key, name, expected, found.isMissingNode() ? "nothing" : found));
  }

  static ObjectNode json(RopeScaling scaling) {
    return Json.object()
        .put(TYPE, YARN)
        .put("factor", scaling.factor())
        .put(ORIGINAL, scaling.originalPositions())
        .put("beta_fast", scaling.betaFast())
        .put("beta_slow", scaling.betaSlow())
        .put("attention_factor", scaling.attentionFactor());
  }
}
