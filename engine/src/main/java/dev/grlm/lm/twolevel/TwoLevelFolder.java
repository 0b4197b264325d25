package dev.grlm.lm.twolevel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A [TwoLevelDecoder] as a folder: `config.json` with a `model_type` and every component of the
/// config, `model.safetensors` with one float32 tensor per weight. Stateless and thread-safe.
final class TwoLevelFolder {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String TYPE_KEY = "model_type";
  private static final String TYPE = "grlm-two-level";

  private TwoLevelFolder() {}

  static void save(TwoLevelDecoder model, Path folder) throws IOException {
    var tensors = new LinkedHashMap<String, Floats>();
    Map<String, long[]> own = TwoLevelDecoder.declare(model.config()).shapes();
    for (Map.Entry<String, long[]> weight : own.entrySet()) {
      float[] values = Tensors.toFloats(model.parameters().tensor(weight.getKey()));
      tensors.put(weight.getKey(), new Floats(weight.getValue(), values));
    }
    SafeTensors.write(folder.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    ObjectNode config = Json.object().put(TYPE_KEY, TYPE);
    config.setAll((ObjectNode) Json.tree(model.config()));
    Json.write(folder.resolve(CONFIG), config);
  }

  static TwoLevelDecoder load(Path folder, List<Step> steps) throws IOException {
    TwoLevelConfig config = readConfig(folder.resolve(CONFIG));
    if (config.lookahead() && steps.size() != config.steps()) {
      throw new IOException(
          folder + ": made with " + config.steps() + " steps, not " + steps.size());
    }
    var model = new TwoLevelDecoder(config, steps, 0);
    try {
      readWeights(model, folder.resolve(WEIGHTS));
      return model;
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  private static TwoLevelConfig readConfig(Path file) throws IOException {
    if (!(Json.read(file) instanceof ObjectNode tree)) {
      throw new IOException(file + ": an object is expected");
    }
    JsonNode type = tree.remove(TYPE_KEY);
    if (type == null || !type.asText().equals(TYPE)) {
      throw new IOException(file + ": " + TYPE_KEY + " is " + type + ", not " + TYPE);
    }
    for (RecordComponent component : TwoLevelConfig.class.getRecordComponents()) {
      if (!tree.hasNonNull(component.getName())) {
        throw new IOException(file + ": " + component.getName() + " is missing");
      }
    }
    try {
      return Json.convert(tree, TwoLevelConfig.class);
    } catch (IllegalArgumentException wrong) {
      String reason = String.valueOf(wrong.getMessage());
      throw new IOException(file + ": " + reason.lines().findFirst().orElse(reason), wrong);
    }
  }

  private static void readWeights(TwoLevelDecoder model, Path path) throws IOException {
    SafeTensors.File file = SafeTensors.read(path);
    var unknown = new TreeSet<>(file.names());
    for (Map.Entry<String, long[]> weight : model.parameters().shapes().entrySet()) {
      String name = weight.getKey();
      String expected = Arrays.toString(weight.getValue());
      if (!unknown.remove(name)) {
        throw new IOException(
            path + ": tensor '" + name + "' of shape " + expected + " is missing");
      }
      String found = Arrays.toString(file.shape(name));
      if (!found.equals(expected)) {
        throw new IOException(
            "%s: tensor '%s' has shape %s, %s expected".formatted(path, name, found, expected));
      }
      Tensors.overwrite(model.parameters().tensor(name), file.floats(name));
    }
    if (!unknown.isEmpty()) {
      throw new IOException(
          path + ": the model has no weight for tensor '" + unknown.first() + "'");
    }
  }
}
