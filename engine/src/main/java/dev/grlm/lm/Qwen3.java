package dev.grlm.lm;

import dev.grlm.nn.Attention;
import dev.grlm.nn.DecoderLayer;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.RmsNorm;
import dev.grlm.nn.RotaryEmbedding;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
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

  /// Prompts of one session that begin alike share that part if it saves reading this many tokens:
  /// where it is less, what looking at one part more costs in each step outweighs it.
  private static final long LEAST_SAVED = 256;

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
    return Qwen3Prefix.shared(this, contexts, LEAST_SAVED);
  }

  /// The same model, quicker for prompts that begin with `tokens`; to be closed before it.
  ///
  /// @throws IllegalArgumentException when there is no token, one that is not in the vocabulary, or
  ///   more than the model has positions
  public Qwen3Prefix prefix(int[] tokens) {
    return new Qwen3Prefix(this, tokens);
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
    Tensor tokens = Tensors.longs(batch.tokens(), batch.requests(), batch.time());
    return run(tokens, rotary.sequence(batch.time()), attention, masks);
  }

  /// Normalised states of tokens that stand behind `start` earlier ones, which `attention` knows.
  ///
  /// @return (B, T, D)
  Tensor statesBehind(int start, TokenBatch batch, IntFunction<Attention> attention) {
    int time = batch.time();
    requirePositions(start + time);
    requireTokens(batch.tokens());
    Tensor tokens = Tensors.longs(batch.tokens(), batch.requests(), time);
    var rotation = rotary.rows(IntStream.range(start, start + time).toArray());
    long width = config.headWidth();
    return run(
        tokens,
        new RotaryEmbedding.Rotation(
            rotation.cosine().view(1, 1, time, width), rotation.sine().view(1, 1, time, width)),
        attention,
        Dropout.none());
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
    Tensor column = Tensors.longs(tokens, tokens.length, 1);
    return run(column, rotary.rows(positions), attention, Dropout.none()).squeeze(1);
  }

  private Tensor run(
      Tensor tokens,
      RotaryEmbedding.Rotation rotation,
      IntFunction<Attention> attention,
      Dropout masks) {
    Tensor x = masks.apply(torch.embedding(weights.tensor(EMBEDDING), tokens), dropout);
    for (int layer = 0; layer < layers.size(); layer++) {
      Tensor next = through(layers.get(layer), x, rotation, attention.apply(layer), masks);
      x.close();
      x = next;
    }
    return RmsNorm.apply(weights, NORM, config.normEpsilon(), x);
  }

  /// What a layer makes on its way goes with the layer, but for what gradients need: else a long
  /// batch would hold all layers' at once.
  private static Tensor through(
      DecoderLayer layer,
      Tensor x,
      RotaryEmbedding.Rotation rotation,
      Attention attention,
      Dropout masks) {
    PointerScope around = PointerScope.getInnerScope();
    Tensor y;
    try (var _ = new PointerScope()) {
      y = layer.forward(x, rotation, attention, masks);
      y.retainReference();
    }
    if (around != null) {
      around.attach(y);
      y.releaseReference();
    }
    return y;
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
    return torch.linear(states, head());
  }

  /// Logits of single (row, token) pairs; only those rows of the head are touched.
  ///
  /// @param states (P, D)
  /// @param rows n row numbers of `states`
  /// @param tokens n tokens
  /// @return (n)
  public Tensor pairLogits(Tensor states, Tensor rows, Tensor tokens) {
    return states.index_select(0, rows).mul(head().index_select(0, tokens)).sum(1);
  }

  private Tensor head() {
    return weights.tensor(config.tied() ? EMBEDDING : HEAD);
  }

  @Override
  public void close() {
    weights.close();
  }
}
