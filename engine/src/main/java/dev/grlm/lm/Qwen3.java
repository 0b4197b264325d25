package dev.grlm.lm;

import dev.grlm.nn.Attention;
import dev.grlm.nn.DecoderLayer;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.Linear;
import dev.grlm.nn.RmsNorm;
import dev.grlm.nn.RotaryEmbedding;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A Qwen3 decoder (arXiv 2505.09388) over a sequence of tokens, in float32; its weights carry the
/// names of Hugging Face checkpoints. Reads [Context.Tokens].
///
/// Not in Qwen3: dropout of the embeddings and of what layers add, for training from scratch.
public final class Qwen3 implements LanguageModel, AutoCloseable {
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";
  private static final String NORM = "model.norm";

  private final Qwen3Config config;
  private final double dropout;
  private final Parameters weights;
  private final RotaryEmbedding rotary;
  private final List<DecoderLayer> layers = new ArrayList<>();

  /// Draws weights from N(0, initializerRange²).
  ///
  /// @param dropout rate in training, 0…1
  public Qwen3(Qwen3Config config, double dropout, long seed) {
    this(config, dropout, declare(config, (float) config.initializerRange()).create(seed));
  }

  private Qwen3(Qwen3Config config, double dropout, Parameters weights) {
    this.config = config;
    this.dropout = dropout;
    this.weights = weights;
    this.rotary = new RotaryEmbedding(config.headWidth(), config.ropeTheta());
    for (int layer = 0; layer < config.layers(); layer++) {
      layers.add(new DecoderLayer(weights, prefix(layer), config.layerShape(), dropout));
    }
  }

  private static Parameters.Declaration declare(Qwen3Config config, float deviation) {
    var declaration = new Parameters.Declaration();
    declaration.normal(EMBEDDING, deviation, config.vocabularySize(), config.width());
    for (int layer = 0; layer < config.layers(); layer++) {
      DecoderLayer.declare(declaration, prefix(layer), config.layerShape(), deviation);
    }
    RmsNorm.declare(declaration, NORM, config.width());
    if (!config.tied()) {
      declaration.normal(HEAD, deviation, config.vocabularySize(), config.width());
    }
    return declaration;
  }

  private static String prefix(int layer) {
    return "model.layers." + layer;
  }

  /// Reads `config.json` and `model.safetensors` of a Hugging Face folder.
  ///
  /// @param dropout rate in further training, 0…1
  /// @throws IOException in one line naming the file and the key or tensor that is missing, unknown
  ///   or of another shape
  public static Qwen3 load(Path folder, double dropout) throws IOException {
    Qwen3Config config = Qwen3Config.read(folder.resolve(Qwen3Folder.CONFIG));
    // With deviation 0 nothing is drawn: every weight is about to be overwritten.
    var model = new Qwen3(config, dropout, declare(config, 0).create(0));
    try {
      Qwen3Folder.readWeights(folder, model.weights, config.tied() ? EMBEDDING : null, HEAD);
      return model;
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  /// Writes `config.json` and `model.safetensors`, each whole or not at all.
  public void save(Path folder) throws IOException {
    Qwen3Folder.writeWeights(folder, weights);
    config.write(folder.resolve(Qwen3Folder.CONFIG));
  }

  public Qwen3Config config() {
    return config;
  }

  public Parameters parameters() {
    return weights;
  }

  @Override
  public Session open(List<? extends Context> contexts) {
    return new Qwen3Session(this, contexts);
  }

  /// Normalised states of every position; what stands at padded positions means nothing.
  ///
  /// @return (B, T, D)
  /// @throws IllegalArgumentException when a sequence is longer than the model's positions or has a
  ///   token that is not in the vocabulary
  public Tensor hiddenStates(TokenBatch batch, Dropout masks) {
    return hiddenStates(batch, layer -> Attention.causal(), masks);
  }

  /// As [#hiddenStates(TokenBatch, Dropout)], seeing all keys and values on the way.
  Tensor hiddenStates(TokenBatch batch, IntFunction<Attention> attention, Dropout masks) {
    requirePositions(batch.time());
    requireTokens(batch.tokens());
    Tensor tokens = Tensors.longs(device(), batch.tokens(), batch.requests(), batch.time());
    return run(tokens, rotary.sequence(batch.time()), attention, masks);
  }

  /// Normalised states of one new token per row.
  ///
  /// @param positions of the tokens
  /// @return (rows, D)
  Tensor nextStates(long[] tokens, int[] positions, IntFunction<Attention> attention) {
    for (int position : positions) {
      requirePositions(position + 1);
    }
    requireTokens(tokens);
    Tensor column = Tensors.longs(device(), tokens, tokens.length, 1);
    return run(column, rotary.rows(positions), attention, Dropout.none()).squeeze(1);
  }

  private Tensor run(
      Tensor tokens,
      RotaryEmbedding.Rotation rotation,
      IntFunction<Attention> attention,
      Dropout masks) {
    Tensor embedded = torch.embedding(weights.tensor(EMBEDDING), tokens);
    Tensor x = masks.apply(Tensors.place(embedded, weights.placement()), dropout);
    RotaryEmbedding.Rotation placed = rotation.placed(weights.placement());
    for (int layer = 0; layer < layers.size(); layer++) {
      x = layers.get(layer).forward(x, placed, attention.apply(layer), masks);
    }
    return RmsNorm.apply(weights, NORM, config.normEpsilon(), x);
  }

  /// What the first layer reads, for those who pass layer by layer.
  ///
  /// @return (B, T, D)
  /// @throws IllegalArgumentException as [#hiddenStates]
  public Tensor embedded(TokenBatch batch, Dropout masks) {
    requirePositions(batch.time());
    requireTokens(batch.tokens());
    Tensor tokens = Tensors.longs(device(), batch.tokens(), batch.requests(), batch.time());
    Tensor rows = torch.embedding(weights.tensor(EMBEDDING), tokens);
    return masks.apply(Tensors.place(rows, weights.placement()), dropout);
  }

  /// What turns queries and keys of `time` positions.
  public RotaryEmbedding.Rotation rotation(int time) {
    return rotary.sequence(time).placed(weights.placement());
  }

  /// One layer. Shape (B, T, D) in and out.
  public Tensor layer(int layer, Tensor x, RotaryEmbedding.Rotation rotation, Dropout masks) {
    return layers.get(layer).forward(x, rotation, Attention.causal(), masks);
  }

  /// What the head reads, of what the last layer gives.
  public Tensor normalized(Tensor x) {
    return RmsNorm.apply(weights, NORM, config.normEpsilon(), x);
  }

  private void requirePositions(int length) {
    if (length > config.maxPositions()) {
      throw new IllegalArgumentException(
          "a sequence of "
              + length
              + " tokens exceeds the "
              + config.maxPositions()
              + " positions");
    }
  }

  private void requireTokens(long[] tokens) {
    for (long token : tokens) {
      if (token < 0 || token >= config.vocabularySize()) {
        throw new IllegalArgumentException(
            "token " + token + " is not in the vocabulary of " + config.vocabularySize());
      }
    }
  }

  /// @param states (P, D)
  /// @return (P, V)
  public Tensor logits(Tensor states) {
    return torch.linear(states, Linear.like(states, head()));
  }

  /// Logits of single (row, token) pairs; only those rows of the head are touched.
  ///
  /// @param states (P, D)
  /// @param rows n row numbers of `states`
  /// @param tokens n tokens
  /// @return (n)
  public Tensor pairLogits(Tensor states, Tensor rows, Tensor tokens) {
    Tensor picked = Linear.like(states, head().index_select(0, tokens));
    return states.index_select(0, rows).mul(picked).sum(1);
  }

  /// Where weights and states live.
  public Device device() {
    return weights.placement().device();
  }

  private Tensor head() {
    return weights.tensor(config.tied() ? EMBEDDING : HEAD);
  }

  @Override
  public void close() {
    weights.close();
  }
}
