package dev.grlm.lm.qwen3;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Attention;
import dev.grlm.nn.DecoderLayer;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.Linear;
import dev.grlm.nn.LowRank;
import dev.grlm.nn.RmsNorm;
import dev.grlm.nn.RotaryEmbedding;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// A Qwen3 decoder (arXiv 2505.09388) over a sequence of tokens; its weights carry the names of
/// Hugging Face checkpoints. Reads [TokenContext].
///
/// Not in Qwen3: dropout of the embeddings and of what layers add, for training from scratch.
public final class Qwen3 implements LanguageModel<TokenContext>, AutoCloseable {
  private static final String EMBEDDING = Qwen3Folder.EMBEDDING;
  private static final String HEAD = Qwen3Folder.HEAD;
  private static final String NORM = "model.norm";

  /// Prompts of one session that begin alike share that part if it saves reading this many tokens:
  /// where it is less, what looking at one part more costs in each step outweighs it.
  private static final long LEAST_SAVED = 256;

  private final Qwen3Config config;
  private final double dropout;
  private final Parameters weights;
  private final RotaryEmbedding rotary;
  private final Qwen3Folder.Origin origin;
  private final @Nullable String head;
  private List<DecoderLayer> layers = List.of();
  private @Nullable LowRank adapters;
  private @Nullable TokenRows trainedRows;

  /// Draws weights from N(0, initializerRange²).
  ///
  /// @param dropout rate in training, 0…1
  public Qwen3(Qwen3Config config, double dropout, long seed) {
    this(
        config,
        dropout,
        declare(config, (float) config.initializerRange(), true).create(seed),
        Qwen3Folder.Origin.NEW);
  }

  /// As [#Qwen3(Qwen3Config, double, long)] without dropout, with other random weights, which are
  /// drawn where they are wanted: for measuring at sizes that one thread would draw for minutes.
  public static Qwen3 drawn(Qwen3Config config, Placement placement, long seed) {
    Parameters.Declaration declaration = declare(config, (float) config.initializerRange(), true);
    return new Qwen3(config, 0, declaration.drawThere(seed, placement), Qwen3Folder.Origin.NEW);
  }

  private Qwen3(Qwen3Config config, double dropout, Parameters weights, Qwen3Folder.Origin origin) {
    this.config = config;
    this.dropout = dropout;
    this.weights = weights;
    this.origin = origin;
    this.rotary = new RotaryEmbedding(config.headWidth(), config.ropeTheta(), config.ropeScaling());
    this.head = config.tied() ? EMBEDDING : weights.shapes().containsKey(HEAD) ? HEAD : null;
    build(null);
  }

  /// The layers with or without adapters.
  private void build(@Nullable LowRank wanted) {
    adapters = wanted;
    var built = new ArrayList<DecoderLayer>();
    for (int layer = 0; layer < config.layers(); layer++) {
      built.add(new DecoderLayer(weights, wanted, prefix(layer), config.layerShape(), dropout));
    }
    layers = List.copyOf(built);
  }

  private static Parameters.Declaration declare(
      Qwen3Config config, float deviation, boolean hasHead) {
    var declaration = new Parameters.Declaration();
    declaration.normal(EMBEDDING, deviation, config.vocabularySize(), config.width());
    for (int layer = 0; layer < config.layers(); layer++) {
      DecoderLayer.declare(declaration, prefix(layer), config.layerShape(), deviation);
    }
    RmsNorm.declare(declaration, NORM, config.width());
    if (hasHead && !config.tied()) {
      declaration.normal(HEAD, deviation, config.vocabularySize(), config.width());
    }
    return declaration;
  }

  /// Names and shapes of the weights of a model of that config, in order; nothing is allocated.
  public static SequencedMap<String, long[]> shapes(Qwen3Config config) {
    return declare(config, 0, true).shapes();
  }

  private static String prefix(int layer) {
    return "model.layers." + layer;
  }

  /// Reads a Hugging Face folder into the host's memory, in float32.
  ///
  /// @param dropout rate in further training, 0…1
  /// @throws IOException as [#load(Path, Placement, double)]
  public static Qwen3 load(Path folder, double dropout) throws IOException {
    return load(folder, Placement.HOST, dropout);
  }

  /// Reads `config.json` and `model.safetensors`, or its shards, of a Hugging Face folder. Takes
  /// the memory of the model and of one tensor.
  ///
  /// @param dropout rate in further training, 0…1
  /// @throws IOException in one line naming the file and the key or tensor that is missing,
  ///   unknown, not supported or of another shape
  public static Qwen3 load(Path folder, Placement placement, double dropout) throws IOException {
    Qwen3Folder source = Qwen3Folder.open(folder);
    return read(source, source.config(), source.origin(), placement, dropout);
  }

  /// As [#load(Path, Placement, double)], with rows for more tokens. What the model says of the
  /// tokens that it knew is what it said before, but for its share of the probability.
  ///
  /// @throws IOException as [#load(Path, Placement, double)], and where there is no output head, or
  ///   a gap between the model's rows and those of the tokens
  public static Qwen3 load(Path folder, Placement placement, double dropout, NewTokens tokens)
      throws IOException {
    Qwen3Folder source = Qwen3Folder.open(folder);
    if (!source.hasHead()) {
      throw new IOException(folder + ": has no output head: it embeds texts and says nothing");
    }
    int known = source.config().vocabularySize();
    if (tokens.first() > known) {
      throw new IOException(
          "%s: has rows for %d tokens; new ones cannot begin at number %d"
              .formatted(folder, known, tokens.first()));
    }
    Qwen3Config grown = source.config().grown(tokens.rows());
    Qwen3Folder.Origin origin = source.origin().with(grown.vocabularySize());
    Qwen3 model = read(source, grown, origin, placement, dropout);
    try {
      tokens.draw(model.weights, grown);
      return model;
    } catch (RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  private static Qwen3 read(
      Qwen3Folder source,
      Qwen3Config config,
      Qwen3Folder.Origin origin,
      Placement placement,
      double dropout)
      throws IOException {
    source.requireSize(placement);
    Parameters weights = declare(config, 0, source.hasHead()).allocate(placement);
    try {
      source.readInto(weights);
      return new Qwen3(config, dropout, weights, origin);
    } catch (IOException | RuntimeException failure) {
      weights.close();
      throw failure;
    }
  }

  /// Writes a Hugging Face folder with the weights stored as they were where the model came from,
  /// and in float32 for a new one; see [#save(Path, Precision, long)].
  public void save(Path folder) throws IOException {
    save(folder, origin.stored(), SafeTensorsFolder.SHARD_BYTES);
  }

  /// Writes `config.json` and `model.safetensors`, or shards with an index where the weights take
  /// more than `shardBytes`; each file whole or not at all, `config.json` last. It keeps all keys
  /// of the one the model came from.
  ///
  /// @param stored how the weights are stored; rounded to nearest, ties to even
  /// @throws IllegalStateException when there are adapters, which such a folder has no place for
  public void save(Path folder, Precision stored, long shardBytes) throws IOException {
    if (adapters != null) {
      throw new IllegalStateException("merge the adapters, or save them alone");
    }
    Qwen3Folder.write(folder, config, weights, origin, stored, shardBytes);
  }

  public Qwen3Config config() {
    return config;
  }

  /// Tokens that end a text, as the folder's `config.json` names them: none, one or several.
  public List<Integer> ends() {
    return origin.ends();
  }

  public Parameters parameters() {
    return weights;
  }

  /// What training changes: the adapters where there are some, else all weights.
  public Parameters trainable() {
    return adapters == null ? weights : adapters.weights();
  }

  public Optional<LowRank> adapters() {
    return Optional.ofNullable(adapters);
  }

  /// Freezes the weights and puts new adapters beside them, which change nothing until they are
  /// trained. Not while another thread uses the model.
  ///
  /// @throws IllegalStateException when it has adapters already
  public void adapt(LowRank.Config wanted, long seed) {
    requirePlain();
    install(LowRank.create(wanted, weights, seed));
  }

  /// As [#adapt(LowRank.Config, long)]; with the adapters are trained the rows of embedding and
  /// head that these tokens have, and no others.
  ///
  /// @throws IllegalStateException when it has adapters already, or no head
  public void adapt(LowRank.Config wanted, NewTokens tokens, long seed) {
    requirePlain();
    Tensor _ = head();
    var rows = new TokenRows(tokens.first(), tokens.count(), config.tied());
    LowRank created =
        LowRank.create(wanted, weights, seed, added -> rows.declare(added, config.width()));
    rows.start(created.weights(), weights);
    install(created);
    trainedRows = rows;
  }

  /// As [#adapt(LowRank.Config, long)], with the adapters of a PEFT folder.
  ///
  /// @throws IOException in one line naming the file and the key or tensor that is missing,
  ///   unknown, not supported or of another shape
  public void loadAdapters(Path folder) throws IOException {
    requirePlain();
    LowRank read = LowRank.allocate(LowRankFolder.readConfig(folder), weights);
    try {
      LowRankFolder.readInto(folder, read.weights());
    } catch (IOException | RuntimeException failure) {
      read.close();
      throw failure;
    }
    install(read);
  }

  private void install(LowRank wanted) {
    weights.freeze();
    build(wanted);
  }

  private void requirePlain() {
    if (adapters != null) {
      throw new IllegalStateException("this model has adapters already; merge them first");
    }
  }

  /// Writes the adapters alone, in float32, as a PEFT folder.
  ///
  /// @throws IllegalStateException when there are none, or rows of tokens are trained with them
  public void saveAdapters(Path folder) throws IOException {
    if (trainedRows != null) {
      throw new IllegalStateException("rows of new tokens are no adapters; merge them");
    }
    LowRankFolder.write(folder, requireAdapters());
  }

  /// Folds the adapters into the weights, which may be trained again, and puts rows that were
  /// trained with them in their places. Not while another thread uses the model.
  ///
  /// @throws IllegalStateException when there are none
  public void merge() {
    LowRank merged = requireAdapters();
    merged.mergeInto(weights);
    if (trainedRows != null) {
      trainedRows.mergeInto(weights, merged.weights());
      trainedRows = null;
    }
    build(null);
    merged.close();
    weights.unfreeze();
  }

  private LowRank requireAdapters() {
    if (adapters == null) {
      throw new IllegalStateException("this model has no adapters");
    }
    return adapters;
  }

  @Override
  public Session open(List<? extends TokenContext> contexts) {
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
    return run(embedded(batch, masks), rotary.sequence(batch.time()), attention, masks);
  }

  /// Normalised states of tokens that stand behind `start` earlier ones, which `attention` knows.
  ///
  /// @return (B, T, D)
  Tensor statesBehind(int start, TokenBatch batch, IntFunction<Attention> attention) {
    int time = batch.time();
    requirePositions(start + time);
    var rotation = rotary.rows(IntStream.range(start, start + time).toArray());
    long width = config.headWidth();
    return run(
        embedded(batch.tokens(), batch.requests(), time, Dropout.none()),
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
    Tensor column = embedded(tokens, tokens.length, 1, Dropout.none());
    return run(column, rotary.rows(positions), attention, Dropout.none()).squeeze(1);
  }

  /// Closes what the first layer reads.
  private Tensor run(
      Tensor embedded,
      RotaryEmbedding.Rotation rotation,
      IntFunction<Attention> attention,
      Dropout masks) {
    Tensor x = embedded;
    RotaryEmbedding.Rotation placed = rotation.placed(weights.placement());
    for (int layer = 0; layer < layers.size(); layer++) {
      Tensor next = through(layers.get(layer), x, placed, attention.apply(layer), masks);
      x.close();
      x = next;
    }
    return normalized(x);
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

  /// What the first layer reads, for those who pass layer by layer.
  ///
  /// @return (B, T, D)
  /// @throws IllegalArgumentException as [#hiddenStates]
  public Tensor embedded(TokenBatch batch, Dropout masks) {
    requirePositions(batch.time());
    return embedded(batch.tokens(), batch.requests(), batch.time(), masks);
  }

  private Tensor embedded(long[] tokens, int requests, int time, Dropout masks) {
    requireTokens(tokens);
    Tensor numbers = Tensors.longs(device(), tokens, requests, time);
    Tensor rows =
        Tensors.place(torch.embedding(weights.tensor(EMBEDDING), numbers), weights.placement());
    Tensor read = trainedRows == null ? rows : trainedRows.embedded(trainable(), rows, numbers);
    return masks.apply(read, dropout);
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
    if (length > config.longestSequence()) {
      throw new IllegalArgumentException(
          "a sequence of "
              + length
              + " tokens exceeds the "
              + config.longestSequence()
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
    if (trainedRows != null) {
      return trainedRows.logits(trainable(), states, head());
    }
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
    Tensor read = trainedRows == null ? picked : trainedRows.picked(trainable(), picked, tokens);
    return states.index_select(0, rows).mul(read).sum(1);
  }

  /// Where weights and states live.
  public Device device() {
    return weights.placement().device();
  }

  private Tensor head() {
    if (head == null) {
      throw new IllegalStateException(
          "this model has no output head: its checkpoint is one that embeds texts");
    }
    return weights.tensor(head);
  }

  @Override
  public void close() {
    if (adapters != null) {
      adapters.close();
    }
    weights.close();
  }
}
