package dev.grlm.lm.latefusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.CheckpointWeights;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A [LateFusion] as a folder: `config.json` with a `model_type` and every component of the config,
/// `model.safetensors` with one float32 tensor per weight. Stateless and thread-safe.
final class LateFusionFolder {
  private static final String CONFIG = "config.json";
  private static final String TYPE_KEY = "model_type";
  private static final String TYPE = "grlm-late-fusion";

  private LateFusionFolder() {}

  static void save(LateFusion model, Path folder) throws IOException {
    CheckpointWeights.write(
        folder,
        model.parameters(),
        UnaryOperator.identity(),
        Precision.FLOAT32,
        SafeTensorsFolder.SHARD_BYTES);
    ObjectNode config = Json.object().put(TYPE_KEY, TYPE);
    config.setAll((ObjectNode) Json.tree(model.config()));
    Json.write(folder.resolve(CONFIG), config);
  }

  static LateFusion load(Path folder) throws IOException {
    LateFusionConfig config = readConfig(folder.resolve(CONFIG));
    Parameters weights = LateFusion.declare(config).allocate(Placement.HOST);
    try {
      CheckpointWeights.read(
          SafeTensorsFolder.read(folder), weights, UnaryOperator.identity(), Set.of());
      return new LateFusion(config, weights);
    } catch (IOException | RuntimeException failure) {
      weights.close();
      throw failure;
    }
  }

  private static LateFusionConfig readConfig(Path file) throws IOException {
    if (!(Json.read(file) instanceof ObjectNode tree)) {
      throw new IOException(file + ": an object is expected");
    }
    JsonNode type = tree.remove(TYPE_KEY);
    if (type == null || !type.asText().equals(TYPE)) {
      throw new IOException(file + ": " + TYPE_KEY + " is " + type + ", not " + TYPE);
    }
    for (RecordComponent component : LateFusionConfig.class.getRecordComponents()) {
      if (!tree.hasNonNull(component.getName())) {
        throw new IOException(file + ": " + component.getName() + " is missing");
      }
    }
    try {
      return Json.convert(tree, LateFusionConfig.class);
    } catch (IllegalArgumentException wrong) {
      String reason = String.valueOf(wrong.getMessage());
      throw new IOException(file + ": " + reason.lines().findFirst().orElse(reason), wrong);
    }
  }
}
