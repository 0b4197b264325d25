package dev.grlm.lm.qwen3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.nn.LowRank;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/// Adapters alone as a folder of the PEFT library: `adapter_config.json` and
/// `adapter_model.safetensors`.
final class LowRankFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String WEIGHTS = "adapter_model.safetensors";

  /// PEFT's wrapper in front of every name.
  private static final String PREFIX = "base_model.model.";

  private static final Set<String> READ =
      Set.of("peft_type", "r", "lora_alpha", "lora_dropout", "target_modules", "bias");

  /// Keys that do not change what is computed here.
  private static final Set<String> IRRELEVANT =
      Set.of(
          "alora_invocation_tokens",
          "auto_mapping",
          "base_model_name_or_path",
          "corda_config",
          "eva_config",
          "inference_mode",
          "loftq_config",
          "megatron_config",
          "megatron_core",
          "peft_version",
          "qalora_group_size",
          "revision",
          "runtime_config",
          "task_type");

  /// How the adapters began; another way may have changed the base as well.
  private static final Set<String> HARMLESS_STARTS = Set.of("true", "false", "gaussian");

  private final Path file;
  private final JsonNode json;

  private LowRankFolder(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  static void write(Path folder, LowRank adapters) throws IOException {
    var sources = new LinkedHashMap<String, SafeTensors.Native>();
    for (Map.Entry<String, long[]> entry : adapters.weights().shapes().entrySet()) {
      Tensor tensor = adapters.weights().tensor(entry.getKey());
      sources.put(
          PREFIX + entry.getKey(),
          new SafeTensors.Native(entry.getValue(), Precision.FLOAT32, () -> tensor));
    }
    SafeTensors.write(folder.resolve(WEIGHTS), sources, Map.of("format", "pt"));
    ObjectNode json = Json.object();
    json.put("peft_type", "LORA");
    json.put("task_type", "CAUSAL_LM");
    json.putNull("base_model_name_or_path");
    json.put("r", adapters.config().rank());
    json.put("lora_alpha", adapters.config().alpha());
    json.put("lora_dropout", adapters.config().dropout());
    json.set("target_modules", Json.tree(adapters.config().targets()));
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    json.put("inference_mode", true);
    Json.write(folder.resolve(CONFIG), json);
  }

  /// @throws IOException in one line naming the key that is missing, unknown or not supported
  static LowRank.Config readConfig(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    return new LowRankFolder(file, Json.readForeign(file)).read();
  }

  private LowRank.Config read() throws IOException {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      boolean harmless =
          key.equals("init_lora_weights")
              ? HARMLESS_STARTS.contains(value.asText())
              : READ.contains(key) || IRRELEVANT.contains(key) || off(value);
      if (!harmless) {
        throw new IOException("%s: key '%s' is not supported: %s".formatted(file, key, value));
      }
    }
    require("peft_type", json.path("peft_type").asText().equals("LORA"), "\"LORA\"");
    require("bias", off(json.path("bias")) || json.get("bias").asText().equals("none"), "\"none\"");
    require("r", json.path("r").isInt(), "a whole number");
    require("lora_alpha", json.path("lora_alpha").isNumber(), "a number");
    JsonNode targets = json.path("target_modules");
    require("target_modules", targets.isArray(), "a list of projections");
    var names = new ArrayList<String>();
    targets.forEach(target -> names.add(target.asText()));
    try {
      return new LowRank.Config(
          json.get("r").asInt(),
          json.get("lora_alpha").asDouble(),
          json.path("lora_dropout").asDouble(0),
          sorted(names));
    } catch (IllegalArgumentException contradiction) {
      throw new IOException(file + ": " + contradiction.getMessage(), contradiction);
    }
  }

  /// PEFT keeps a set, and writes it in no order; names we do not know stay for the check.
  private static List<String> sorted(List<String> names) {
    var sorted = new ArrayList<>(LowRank.Config.TARGETS);
    sorted.retainAll(names);
    return sorted.size() == names.size() ? sorted : names;
  }

  /// A switch that is absent, or holds nothing.
  private static boolean off(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isBoolean() && !value.asBoolean())
        || (value.isContainerNode() && value.isEmpty());
  }

  private void require(String key, boolean right, String expected) throws IOException {
    if (!right) {
      JsonNode found = json.path(key);
      throw new IOException(
          "%s: key '%s' must be %s, found %s"
              .formatted(file, key, expected, found.isMissingNode() ? "nothing" : found));
    }
  }

  /// Overwrites all adapters.
  ///
  /// @throws IOException in one line naming the tensor that is missing, unknown or of another shape
  static void readInto(Path folder, Parameters adapters) throws IOException {
    SafeTensors.File file = SafeTensors.read(folder.resolve(WEIGHTS));
    var unknown = new TreeSet<>(file.names());
    for (String weight : adapters.shapes().keySet()) {
      file.copyTo(PREFIX + weight, adapters.tensor(weight));
      unknown.remove(PREFIX + weight);
    }
    if (!unknown.isEmpty()) {
      throw new IOException(
          file.path() + ": tensor '" + unknown.first() + "' is not one of the model's adapters");
    }
  }
}
