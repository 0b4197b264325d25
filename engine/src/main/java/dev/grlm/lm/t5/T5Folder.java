package dev.grlm.lm.t5;

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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A Hugging Face folder of a [T5]: `config.json` and weights in one file or in shards.
final class T5Folder {
  static final String CONFIG = "config.json";
  static final String EMBEDDING = "shared.weight";
  static final String HEAD = "lm_head.weight";

  /// Where both stacks have the embedding; some writers store it there, too, or there only.
  private static final List<String> STACK_EMBEDDINGS =
      List.of("encoder.embed_tokens.weight", "decoder.embed_tokens.weight");

  /// The first published checkpoints have such a table, which their own program does not read.
  private static final String CROSS_BIASES = ".EncDecAttention.relative_attention_bias.weight";

  /// What a model keeps of where it came from, so that saving it changes nothing but the weights.
  ///
  /// @param json the `config.json` it was read from; null for a new model
  /// @param stored how its weights were stored
  /// @param ends tokens that end a text
  /// @param unused tensors of the folder that the model has no use for
  record Origin(
      @Nullable ObjectNode json, Precision stored, List<Integer> ends, List<String> unused) {
    static final Origin NEW = new Origin(null, Precision.FLOAT32, List.of(), List.of());
  }

  private final T5Config config;
  private final Origin origin;
  private final SafeTensorsFolder tensors;

  /// What the embedding is called in this folder.
  private final String embedding;

  private final List<String> copies;

  private T5Folder(
      T5Config config,
      Origin origin,
      SafeTensorsFolder tensors,
      String embedding,
      List<String> copies) {
    this.config = config;
    this.origin = origin;
    this.tensors = tensors;
    this.embedding = embedding;
    this.copies = copies;
  }

  /// Reads the config and which tensors there are, but no values.
  static T5Folder open(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    JsonNode json = Json.readForeign(file);
    T5Config config = T5ConfigFile.read(file, json);
    CheckpointConfig keys = CheckpointConfig.of(file, json);
    Precision said = keys.stored();
    SafeTensorsFolder tensors = SafeTensorsFolder.read(folder);
    if (T5ConfigFile.leavesHeadToWeights(json) && tensors.names().contains(HEAD)) {
      config = config.withTied(false);
    }
    var copies = new ArrayList<String>(List.of(EMBEDDING));
    copies.addAll(STACK_EMBEDDINGS);
    if (config.tied()) {
      copies.add(HEAD);
    }
    copies.removeIf(name -> !tensors.names().contains(name));
    String embedding = copies.isEmpty() ? EMBEDDING : copies.removeFirst();
    var unused = new TreeSet<>(copies);
    tensors.names().stream().filter(name -> name.endsWith(CROSS_BIASES)).forEach(unused::add);
    Precision stored =
        said != null
            ? said
            : tensors.names().contains(embedding)
                ? tensors.file(embedding).precision(embedding)
                : Precision.FLOAT32;
    var origin = new Origin(keys.json(), stored, keys.ends(), List.copyOf(unused));
    return new T5Folder(config, origin, tensors, embedding, copies);
  }

  T5Config config() {
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

  private String storedName(String weight) {
    return weight.equals(EMBEDDING) ? embedding : weight;
  }

  /// Overwrites all weights, one tensor at a time, after everything but the values was checked.
  void readInto(Parameters weights) throws IOException {
    CheckpointWeights.read(tensors, weights, this::storedName, new TreeSet<>(origin.unused()));
    for (String copy : copies) {
      CheckpointWeights.requireCopy(tensors, copy, weights.tensor(EMBEDDING), embedding);
    }
  }

  /// With Hugging Face's own names, whatever they were where the model came from.
  static void write(
      Path folder,
      T5Config config,
      Parameters weights,
      Origin origin,
      Precision stored,
      long shardBytes)
      throws IOException {
    CheckpointWeights.write(folder, weights, UnaryOperator.identity(), stored, shardBytes);
    JsonNode json =
        origin.json() == null
            ? T5ConfigFile.json(config, stored)
            : CheckpointConfig.withStored(origin.json(), stored);
    Json.write(folder.resolve(CONFIG), json);
  }
}
