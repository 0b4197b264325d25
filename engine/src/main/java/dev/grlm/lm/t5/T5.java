package dev.grlm.lm.t5;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.RowLayout;
import dev.grlm.lm.Session;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.Linear;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A T5 encoder-decoder (Raffel et al. 2020, arXiv 1910.10683) over tokens; its weights carry the
/// names of Hugging Face checkpoints. The encoder reads a [T5Context] once; what a session
/// generates is the decoder's answer, of which symbol 0 comes right after the start token.
///
/// Not in T5: heads of their own for the levels of an answer, see [T5Config]. They are parts of the
/// one head, so that a folder is one that other programs read, too.
public final class T5 implements LanguageModel<T5Context>, AutoCloseable {
  private static final String EMBEDDING = T5Folder.EMBEDDING;
  private static final String HEAD = T5Folder.HEAD;
  private static final String PLACES = "encoder.passage_places.weight";
  private static final float PLACE_DEVIATION = 0.02f;

  /// Deviation of an embedding that is not the head, and of the head; with more, the first logits
  /// are so large that training starts by unlearning them.
  private static final float UNTIED_DEVIATION = 0.02f;

  private final T5Config config;
  private final Parameters weights;
  private final T5Folder.Origin origin;
  private final T5Stack encoder;
  private final T5Stack decoder;

  /// Draws weights as the original does, but for embedding and head where they are two.
  public T5(T5Config config, long seed) {
    this(config, seed, Placement.HOST);
  }

  /// As [#T5(T5Config, long)] in another place; the same weights, rounded to its precision.
  public T5(T5Config config, long seed, Placement placement) {
    this(config, declare(config).create(seed, placement), T5Folder.Origin.NEW);
  }

  private T5(T5Config config, Parameters weights, T5Folder.Origin origin) {
    this.config = config;
    this.weights = weights;
    this.origin = origin;
    this.encoder = new T5Stack(weights, config, false);
    this.decoder = new T5Stack(weights, config, true);
  }

  private static Parameters.Declaration declare(T5Config config) {
    var declaration = new Parameters.Declaration();
    float deviation = (config.tied() ? 1 : UNTIED_DEVIATION) * (float) config.initializerFactor();
    declaration.normal(EMBEDDING, deviation, config.vocabularySize(), config.width());
    T5Stack.declare(declaration, config, false);
    T5Stack.declare(declaration, config, true);
    if (config.passages() > 0) {
      declaration.normal(PLACES, PLACE_DEVIATION, config.passages(), config.width());
    }
    if (!config.tied()) {
      declaration.normal(HEAD, deviation, config.vocabularySize(), config.width());
    }
    return declaration;
  }

  /// Names and shapes of the weights of a model of that config, in order; nothing is allocated.
  public static SequencedMap<String, long[]> shapes(T5Config config) {
    return declare(config).shapes();
  }

  /// Reads a Hugging Face folder into the host's memory, in float32.
  ///
  /// @throws IOException as [#load(Path, Placement)]
  public static T5 load(Path folder) throws IOException {
    return load(folder, Placement.HOST);
  }

  /// Reads `config.json` and `model.safetensors`, or its shards, of a Hugging Face folder.
  ///
  /// @throws IOException in one line naming the file and the key or tensor that is missing,
  ///   unknown, not supported or of another shape
  public static T5 load(Path folder, Placement placement) throws IOException {
    T5Folder source = T5Folder.open(folder);
    source.requireSize(placement);
    Parameters weights = declare(source.config()).allocate(placement);
    try {
      source.readInto(weights);
      return new T5(source.config(), weights, source.origin());
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
  public void save(Path folder, Precision stored, long shardBytes) throws IOException {
    T5Folder.write(folder, config, weights, origin, stored, shardBytes);
  }

  public T5Config config() {
    return config;
  }

  /// Tokens that end a text, as the folder's `config.json` names them: none, one or several.
  public List<Integer> ends() {
    return origin.ends();
  }

  /// Tensors of the folder the model came from that it has no use for, in order of their names:
  /// weights stored a second time, and biases of relative positions between decoder and encoder,
  /// which the first published checkpoints have and no program reads.
  public List<String> unused() {
    return origin.unused();
  }

  public Parameters parameters() {
    return weights;
  }

  /// Where weights and states live.
  public Device device() {
    return weights.placement().device();
  }

  /// @throws IllegalArgumentException when there is no context, one without tokens, or a token that
  ///   is not in the vocabulary
  @Override
  public Session open(List<? extends T5Context> contexts) {
    T5Session.requireSome(contexts);
    TokenBatch sources = TokenBatch.of(contexts.stream().map(T5Context::tokens).toList());
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor encoded = encode(sources, Dropout.none());
      return new T5Session(this, sources.lengths(), layer -> decoder.source(layer, encoded));
    }
  }

  /// Normalised states of every position; what stands at padded positions means nothing.
  ///
  /// @return (B, S, D)
  /// @throws IllegalArgumentException when there is a token that is not in the vocabulary
  public Tensor encode(TokenBatch sources, Dropout masks) {
    int time = sources.time();
    Tensor embedded = embedded(sources.tokens(), sources.requests(), time, masks);
    Tensor padding = RowLayout.hidden(sources.lengths(), embedded);
    Tensor bias = visible(encoder.biases(0, time, time), padding);
    return encoder.encode(embedded, attention(bias, masks), masks);
  }

  /// Normalised states of every position of the decoder, which sees itself and those before it, and
  /// all of its source; what stands at padded positions means nothing.
  ///
  /// @param read what the decoder reads: the start token, then the answer without its last token
  /// @param encoded of `sources`, (B, S, D)
  /// @return (B, T, D)
  /// @throws IllegalArgumentException when there is a token that is not in the vocabulary
  public Tensor decode(TokenBatch read, TokenBatch sources, Tensor encoded, Dropout masks) {
    return decode(read, sources.lengths(), layer -> decoder.source(layer, encoded), masks);
  }

  /// As [#decode(TokenBatch, TokenBatch, Tensor, Dropout)], of what layers made of sources.
  ///
  /// @param lengths of sources, without their padding
  /// @param source what a layer sees, padded on the right to the longest
  Tensor decode(TokenBatch read, int[] lengths, IntFunction<KeysValues> source, Dropout masks) {
    int time = read.time();
    Tensor embedded = embedded(read.tokens(), read.requests(), time, masks);
    Tensor later = embedded.new_ones(time, time).triu(1).to(ScalarType.Bool);
    Attention self = attention(visible(decoder.biases(0, time, time), later), masks);
    Tensor padding = RowLayout.hidden(lengths, embedded);
    Attention cross =
        attention(padding == null ? null : visible(embedded.new_zeros(1), padding), masks);
    return decoder.decode(
        embedded,
        _ -> self,
        layer -> {
          KeysValues seen = source.apply(layer);
          return query -> cross.attend(query, seen.keys(), seen.values());
        },
        masks);
  }

  /// Normalised states of one new token per row.
  ///
  /// @param self what a layer sees of what was generated
  /// @param cross from a layer's queries to what they see of the source
  /// @return (rows, D)
  Tensor nextStates(
      long[] tokens, IntFunction<Attention> self, IntFunction<UnaryOperator<Tensor>> cross) {
    Tensor column = embedded(tokens, tokens.length, 1, Dropout.none());
    return decoder.decode(column, self, cross, Dropout.none()).squeeze(1);
  }

  T5Stack decoder() {
    return decoder;
  }

  /// What is added to the states of a passage by where it stands, (places, D); only of a model that
  /// has some.
  Tensor places() {
    return weights.tensor(PLACES);
  }

  private Attention attention(@Nullable Tensor bias, Dropout masks) {
    return new BiasedAttention(bias, config.dropout(), masks);
  }

  /// A bias that hides what is true in `hidden`.
  private static Tensor visible(Tensor bias, @Nullable Tensor hidden) {
    return hidden == null
        ? bias
        : torch.masked_fill(bias, hidden, new Scalar(Double.NEGATIVE_INFINITY));
  }

  private Tensor embedded(long[] tokens, int requests, int time, Dropout masks) {
    for (long token : tokens) {
      if (token < 0 || token >= config.vocabularySize()) {
        throw new IllegalArgumentException(
            "token " + token + " is not in the vocabulary of " + config.vocabularySize());
      }
    }
    Tensor numbers = Tensors.longs(device(), tokens, requests, time);
    Tensor rows = torch.embedding(weights.tensor(EMBEDDING), numbers);
    return masks.apply(Tensors.place(rows, weights.placement()), config.dropout());
  }

  /// Over the symbols that may be chosen after `depth` others.
  ///
  /// @param states of the decoder, (P, D)
  /// @return (P, symbols)
  /// @throws IllegalArgumentException when an answer has no symbol there
  public Tensor logits(Tensor states, int depth) {
    return torch.linear(scaled(states), Linear.like(states, head(depth)));
  }

  /// Logits of single (row, symbol) pairs; only those rows of the head are touched.
  ///
  /// @param states of the decoder, (P, D)
  /// @param rows n row numbers of `states`
  /// @param symbols n symbols that may be chosen after `depth` others
  /// @return (n)
  public Tensor pairLogits(Tensor states, int depth, Tensor rows, Tensor symbols) {
    Tensor picked = Linear.like(states, head(depth).index_select(0, symbols));
    return scaled(states).index_select(0, rows).mul(picked).sum(1);
  }

  private Tensor scaled(Tensor states) {
    return config.scaled() ? states.mul(new Scalar(1 / Math.sqrt(config.width()))) : states;
  }

  private Tensor head(int depth) {
    Tensor head = weights.tensor(config.tied() ? EMBEDDING : HEAD);
    return config.levels().isEmpty()
        ? head
        : head.narrow(0, config.firstToken(depth), config.symbols(depth));
  }

  @Override
  public void close() {
    weights.close();
  }
}
