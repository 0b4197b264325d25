package dev.grlm.lm.qwen3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.CheckpointConfig;
import dev.grlm.lm.CheckpointSize;
import dev.grlm.lm.CheckpointWeights;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// A Hugging Face folder of a [Qwen3]: `config.json` and weights in one file or in shards.
final class Qwen3Folder {
  static final String CONFIG = "config.json";
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  /// Earlier writers stored what follows from `rope_theta`.
  private static final String FREQUENCIES = "rotary_emb.inv_freq";

  /// Of every name but the head's, unless the checkpoint is bare.
  private static final String PREFIX = "model.";

  /// What a model keeps of where it came from, so that saving it changes nothing but the weights.
  ///
  /// @param json the `config.json` it was read from; null for a new model
  /// @param stored how its weights were stored
  /// @param ends tokens that end a text
  /// @param bare whether names have no `model.` in front, as in the published embedding models,
  ///   which need no head
  record Origin(@Nullable ObjectNode json, Precision stored, List<Integer> ends, boolean bare) {
    static final Origin NEW = new Origin(null, Precision.FLOAT32, List.of(), false);

    /// Of a model with so many rows of embedding and head.
    Origin with(int rows) {
      return json == null
          ? this
          : new Origin(json.deepCopy().put(Qwen3ConfigFile.VOCABULARY, rows), stored, ends, bare);
    }
  }

  private final Qwen3Config config;
  private final Origin origin;
  private final SafeTensorsFolder tensors;

  private Qwen3Folder(Qwen3Config config, Origin origin, SafeTensorsFolder tensors) {
    this.config = config;
    this.origin = origin;
    this.tensors = tensors;
  }

  /// Reads the config and which tensors there are, but no values.
  static Qwen3Folder open(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    JsonNode json = Json.readForeign(file);
    Qwen3Config config = Qwen3ConfigFile.read(file, json);
    Precision said = CheckpointConfig.of(file, json).stored();
    SafeTensorsFolder tensors = SafeTensorsFolder.read(folder);
    boolean bare =
        !tensors.names().contains(EMBEDDING) && tensors.names().contains(bareName(EMBEDDING));
    Precision stored = said == null ? storedFirst(tensors) : said;
    if (!Qwen3ConfigFile.saysTied(json) && !bare && !tensors.names().contains(HEAD)) {
      config = config.withTied(true);
    }
    var origin =
        new Origin((ObjectNode) json, stored, CheckpointConfig.of(file, json).ends(), bare);
    return new Qwen3Folder(config, origin, tensors);
  }

  private static Precision storedFirst(SafeTensorsFolder tensors) throws IOException {
    for (String name : List.of(EMBEDDING, bareName(EMBEDDING))) {
      if (tensors.names().contains(name)) {
        return tensors.file(name).precision(name);
      }
    }
    return Precision.FLOAT32;
  }

  private static String bareName(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private static String storedName(String name, boolean bare) {
    return bare ? bareName(name) : name;
  }

  Qwen3Config config() {
    return config;
  }

  Origin origin() {
    return origin;
  }

  /// @throws IOException in one line, when the config says far more than there is
  void requireSize(Placement placement) throws IOException {
    Path file = tensors.listing().resolveSibling(CONFIG);
    CheckpointSize.require(file, config.leastSize(), tensors, placement);
  }

  /// An embedding model may have no head.
  boolean hasHead() {
    return config.tied() || !origin.bare() || tensors.names().contains(HEAD);
  }

  /// Overwrites all weights, one tensor at a time, after everything but the values was checked; of
  /// an embedding and a head with more rows than there are, the first.
  void readInto(Parameters weights) throws IOException {
    var others = new TreeSet<>(tensors.names());
    others.removeIf(name -> !name.endsWith(FREQUENCIES));
    if (config.tied()) {
      others.add(HEAD);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var targets = new LinkedHashMap<String, Tensor>();
      for (String name : weights.shapes().keySet()) {
        targets.put(storedName(name, origin.bare()), target(name, weights));
      }
      CheckpointWeights.read(tensors, targets, others);
      if (config.tied() && tensors.names().contains(HEAD)) {
        CheckpointWeights.requireCopy(
            tensors, HEAD, target(EMBEDDING, weights), storedName(EMBEDDING, origin.bare()));
      }
    }
  }

  private Tensor target(String name, Parameters weights) {
    Tensor weight = weights.tensor(name);
    boolean rows = name.equals(EMBEDDING) || name.equals(HEAD);
    return rows && weight.size(0) > config.vocabularySize()
        ? weight.narrow(0, 0, config.vocabularySize())
        : weight;
  }

  static void write(
      Path folder,
      Qwen3Config config,
      Parameters weights,
      Origin origin,
      Precision stored,
      long shardBytes)
      throws IOException {
    CheckpointWeights.write(
        folder, weights, name -> storedName(name, origin.bare()), stored, shardBytes);
    JsonNode json =
        origin.json() == null
            ? Qwen3ConfigFile.json(config, stored)
            : CheckpointConfig.withStored(origin.json(), stored);
    Json.write(folder.resolve(CONFIG), json);
  }
}
