package dev.grlm.lm.twolevel;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Block;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.nn.MapUpdates;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// A decoder on two levels, the depth × time idea of RQ-Transformer (Lee et al. 2022, arXiv
/// 2203.01941): a causal transformer over steps gives a state per position; from that state and the
/// symbols already chosen, one small net per slot gives the next symbol. Input and output
/// embeddings of a slot are tied.
///
/// It knows steps and slots; what they stand for is the caller's business. Contexts:
/// [StepContext.Steps], and [StepContext.Words] if the config has a word table.
///
/// Deviations from RQ-Transformer: a step has a number of its own beside its symbols; the upper
/// level is a small net on the sum of the chosen symbols' embeddings instead of a second
/// transformer; and with `lookahead` the known steps below a prefix take part in choosing the next
/// symbol (see [Lookahead]), to which the slot's net adds what differs.
public final class TwoLevelDecoder implements LanguageModel<StepContext>, AutoCloseable {
  private static final float DEVIATION = 0.02f;

  /// What symbols get at first that no known step has after a prefix: a log-probability.
  private static final float UNSEEN = -6;

  private final TwoLevelConfig config;

  /// Up to this many values are kept by a frozen decoder, 256 MiB of float32.
  private static final long MOST_KEPT = 1L << 26;

  private final StepTable table;
  private final Parameters weights;
  private final boolean frozen;

  /// Of further steps; none where they are known by their symbols alone.
  private final @Nullable LentVectors lent;

  private volatile float @Nullable [] knownValues;
  private final List<Block> layers = new ArrayList<>();

  /// A decoder that is told of no steps.
  public TwoLevelDecoder(TwoLevelConfig config, long seed) {
    this(config, List.of(), seed);
  }

  /// A decoder that is told of no steps, with further weights that are trained beside its own, for
  /// whoever reads its states otherwise. Its own weights are those that it has without them.
  ///
  /// @param further declares them
  public TwoLevelDecoder(
      TwoLevelConfig config, Consumer<Parameters.Declaration> further, long seed) {
    this(config, new StepTable(List.of()), weights(config, further, seed), false, null);
  }

  private static Parameters weights(
      TwoLevelConfig config, Consumer<Parameters.Declaration> further, long seed) {
    Parameters.Declaration declaration = declare(config);
    further.accept(declaration);
    return declaration.create(seed);
  }

  /// @param steps the known steps by number; needed where the config says `lookahead`
  public TwoLevelDecoder(TwoLevelConfig config, List<Step> steps, long seed) {
    this(config, steps, seed, List.of());
  }

  /// @param further losses that it will be trained on; their weights stand behind its own
  public TwoLevelDecoder(
      TwoLevelConfig config, List<Step> steps, long seed, List<StepLoss> further) {
    if (config.lookahead() && steps.size() != config.steps()) {
      throw new IllegalArgumentException(
          "the config tells of " + config.steps() + " steps, " + steps.size() + " were given");
    }
    Consumer<Parameters.Declaration> theirs =
        declaration -> further.forEach(loss -> loss.declare(declaration, config));
    this(config, new StepTable(steps), weights(config, theirs, seed), false, null);
  }

  private TwoLevelDecoder(
      TwoLevelConfig config,
      StepTable table,
      Parameters weights,
      boolean frozen,
      @Nullable LentVectors lent) {
    this.config = config;
    this.table = table;
    this.weights = weights;
    this.frozen = frozen;
    this.lent = lent;
    for (int layer = 0; layer < config.layers(); layer++) {
      layers.add(new Block(weights, "layers." + layer, config.heads(), config.dropout()));
    }
  }

  /// The same weights with further known steps, which are known by their symbols alone. Shares
  /// native memory with this decoder: close only one of the two, when neither is in use.
  ///
  /// @param steps the steps this decoder was trained on, then further ones, each with its place in
  ///   the list as its number, or with [Step#NO_ID]
  /// @throws IllegalArgumentException naming the step that is not so
  public TwoLevelDecoder withSteps(List<Step> steps) {
    requireFirst(steps);
    return new TwoLevelDecoder(config, new StepTable(steps), weights, frozen, null);
  }

  /// As [#withSteps(List)], with something in place of the embedding that a further step has not
  /// learnt: its vector, by which it is scored and read, is the weighted mean of those of steps
  /// that stand for it. The weights must not change any more.
  ///
  /// @param mixes of the further steps, in order; asked when a vector is first needed
  public TwoLevelDecoder withSteps(List<Step> steps, Supplier<List<StepMix>> mixes) {
    requireFirst(steps);
    List<Step> further = steps.subList(config.steps(), steps.size());
    // What was lent before is not kept alive.
    var trained = new TwoLevelDecoder(config, table, weights, frozen, null);
    return new TwoLevelDecoder(
        config, new StepTable(steps), weights, frozen, new LentVectors(trained, further, mixes));
  }

  private void requireFirst(List<Step> steps) {
    for (int number = 0; number < steps.size(); number++) {
      int id = steps.get(number).id();
      if (id != number && (number < config.steps() || id != Step.NO_ID)) {
        throw new IllegalArgumentException(
            "step %d has the number %d, not %d".formatted(number, id, number));
      }
    }
  }

  /// The same decoder for answering alone: what does not depend on a question is computed once and
  /// kept on the heap. The weights must not change any more. Shares native memory with this
  /// decoder, as [#withSteps] does. Its answers are the same to the bit.
  public TwoLevelDecoder frozen() {
    return new TwoLevelDecoder(config, table, weights, true, lent);
  }

  /// Of its own, without those of further losses.
  static Parameters.Declaration declare(TwoLevelConfig config) {
    var declaration = new Parameters.Declaration();
    int width = config.width();
    for (int slot = 0; slot < config.slots(); slot++) {
      int size = config.slotSizes().get(slot);
      declaration.normal("slots." + slot + ".embedding", DEVIATION, size, width);
      declaration.constant("slots." + slot + ".bias", 0, size);
      declaration.normal(
          "slots." + slot + ".up.weight", DEVIATION * 2, config.slotHidden(), 2L * width);
      declaration.constant("slots." + slot + ".up.bias", 0, config.slotHidden());
      declaration.normal(
          "slots." + slot + ".down.weight",
          config.lookahead() ? 0 : DEVIATION * 2,
          width,
          config.slotHidden());
      declaration.constant("slots." + slot + ".down.bias", 0, width);
    }
    if (config.lookahead()) {
      for (int slot = 0; slot < config.slots(); slot++) {
        declaration.constant("slots." + slot + ".unseen", UNSEEN, 1);
      }
    }
    if (config.steps() > 0) {
      declaration.normal("steps.embedding", DEVIATION, config.steps(), width);
    }
    if (config.words() > 0) {
      declaration.normal("words.embedding", DEVIATION, config.words(), width);
      declaration.normal("words.up.weight", DEVIATION * 2, config.hidden(), width);
      declaration.constant("words.up.bias", 0, config.hidden());
      declaration.normal("words.down.weight", DEVIATION * 2, width, config.hidden());
      declaration.constant("words.down.bias", 0, width);
      LayerNorm.declare(declaration, "words.norm", width);
    }
    declaration.normal("positions.embedding", DEVIATION, config.maxSteps(), width);
    LayerNorm.declare(declaration, "input.norm", width);
    for (int layer = 0; layer < config.layers(); layer++) {
      Block.declare(declaration, "layers." + layer, width, config.hidden());
    }
    LayerNorm.declare(declaration, "output.norm", width);
    return declaration;
  }

  /// Reads what [#save] wrote.
  ///
  /// @param steps the known steps that the model was made with
  /// @throws IOException naming the file, and the key or the tensor with its expected and found
  ///   shape, where one is missing, unknown or does not fit
  public static TwoLevelDecoder load(Path folder, List<Step> steps) throws IOException {
    return TwoLevelFolder.load(folder, steps);
  }

  /// Writes `config.json` and `model.safetensors`; a loaded model gives bit-identical logits.
  public void save(Path folder) throws IOException {
    TwoLevelFolder.save(this, folder);
  }

  public TwoLevelConfig config() {
    return config;
  }

  public Parameters parameters() {
    return weights;
  }

  /// The known steps.
  public StepTable table() {
    return table;
  }

  /// (N, D), in order of place.
  Tensor knownEmbeddings() {
    if (!frozen || (long) table.size() * config.width() > MOST_KEPT) {
      return stepEmbeddings(table.ids(), table.symbols(), Dropout.none());
    }
    float[] values = knownValues;
    if (values == null) { // several threads may compute the same values once each
      values = Tensors.toFloats(stepEmbeddings(table.ids(), table.symbols(), Dropout.none()));
      knownValues = values;
    }
    return Tensors.floats(values, table.size(), config.width());
  }

  /// The model's own scores of every known step, of which the lookahead makes a softmax, per
  /// context in order of the steps' numbers. What is said of a context does not depend on the
  /// others.
  public List<float[]> stepScores(List<? extends StepContext> contexts) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor embeddings = knownEmbeddings();
      return contexts.stream().map(context -> stepScores(context, embeddings)).toList();
    }
  }

  private float[] stepScores(StepContext context, Tensor embeddings) {
    try (var _ = new PointerScope()) {
      Tensor state = TwoLevelSession.read(this, List.of(context)).select(0, 0);
      return table.byNumber(Tensors.toFloats(embeddings.mv(state)));
    }
  }

  Tensor unseen(int slot) {
    return weights.tensor("slots." + slot + ".unseen");
  }

  @Override
  public Session open(List<? extends StepContext> contexts) {
    return new TwoLevelSession(this, contexts);
  }

  /// States of every position.
  ///
  /// @return (B, T, D)
  public Tensor states(StepBatch batch, Dropout masks) {
    return states(batch, stepEmbeddings(batch.ids(), batch.symbols(), masks), masks);
  }

  /// States of every position where vectors are given in place of the steps' own.
  ///
  /// @param vectors (B·T, D)
  /// @return (B, T, D)
  Tensor states(StepBatch batch, Tensor vectors, Dropout masks) {
    return states(batch, vectors, masks, MapUpdates.NONE);
  }

  /// States of every position where something is added to the linear maps of the layers, whose
  /// names are `layers.N`.
  ///
  /// @return (B, T, D)
  public Tensor states(StepBatch batch, MapUpdates updates, Dropout masks) {
    return states(batch, stepEmbeddings(batch.ids(), batch.symbols(), masks), masks, updates);
  }

  private Tensor states(StepBatch batch, Tensor vectors, Dropout masks, MapUpdates updates) {
    Tensor x = vectors.view(batch.requests(), batch.time(), config.width());
    Tensor positions =
        weights.tensor("positions.embedding").narrow(0, 0, batch.time()).unsqueeze(0);
    x = LayerNorm.apply(weights, "input.norm", x.add(positions));
    x = masks.apply(x, config.inputDropout());
    Attention causal = Attention.causal();
    for (Block layer : layers) {
      x = layer.forward(x, causal, masks, updates);
    }
    return LayerNorm.apply(weights, "output.norm", x);
  }

  /// Sum of the slot-wise symbol embeddings and the step's own.
  ///
  /// @param ids P step numbers or [Step#NO_ID]
  /// @param symbols L × P
  /// @return (P, D)
  /// @throws IllegalArgumentException when the model knows steps, but none of that number
  public Tensor stepEmbeddings(long[] ids, long[][] symbols, Dropout masks) {
    int count = ids.length;
    Tensor sum = symbolEmbedding(0, Tensors.longs(symbols[0], count));
    for (int slot = 1; slot < config.slots(); slot++) {
      sum = sum.add(symbolEmbedding(slot, Tensors.longs(symbols[slot], count)));
    }
    if (config.steps() == 0) {
      return sum;
    }
    var known = new float[count];
    var clamped = new long[count];
    boolean allKnown = true;
    for (int i = 0; i < count; i++) {
      if (ids[i] >= Math.max(config.steps(), table.size())) {
        throw new IllegalArgumentException(
            "step number " + ids[i] + " is not below " + Math.max(config.steps(), table.size()));
      }
      boolean learnt = ids[i] >= 0 && ids[i] < config.steps();
      known[i] = learnt ? 1 : 0;
      allKnown &= learnt;
      clamped[i] = learnt ? ids[i] : 0;
    }
    Tensor own = torch.embedding(weights.tensor("steps.embedding"), Tensors.longs(clamped, count));
    if (!allKnown) {
      own = own.mul(Tensors.floats(known, count, 1));
    }
    sum = sum.add(masks.applyToRows(own, config.stepDropout()));
    return lent == null ? sum : lent.added(sum, ids);
  }

  /// States of contexts of words: the mean embedding of the words through a small net.
  ///
  /// @return (B, D)
  public Tensor wordStates(List<int[]> contexts, Dropout masks) {
    if (config.words() == 0) {
      throw new IllegalArgumentException("this model has no word table");
    }
    int count = contexts.stream().mapToInt(words -> words.length).sum();
    var words = new long[count];
    var rows = new long[count];
    var scale = new float[contexts.size()];
    int next = 0;
    for (int row = 0; row < contexts.size(); row++) {
      scale[row] = 1f / Math.max(1, contexts.get(row).length);
      for (int word : contexts.get(row)) {
        words[next] = word;
        rows[next++] = row;
      }
    }
    Tensor sum = Tensors.zeros(contexts.size(), config.width());
    if (count > 0) {
      Tensor embedded =
          torch.embedding(weights.tensor("words.embedding"), Tensors.longs(words, count));
      embedded = masks.applyToRows(embedded, config.inputDropout());
      sum = sum.index_add(0, Tensors.longs(rows, count), embedded);
    }
    Tensor mean = sum.mul(Tensors.floats(scale, contexts.size(), 1));
    Tensor hidden = torch.gelu(linear(mean, "words.up"));
    Tensor out = mean.add(linear(masks.apply(hidden, config.dropout()), "words.down"));
    return LayerNorm.apply(weights, "words.norm", out);
  }

  public Tensor symbolEmbedding(int slot, Tensor symbols) {
    return torch.embedding(head(slot), symbols);
  }

  /// What the output head of `slot` is multiplied with: the state changed by the slot's net, or
  /// with lookahead, where the state already speaks through the known steps, the change alone.
  ///
  /// @param state (P, D)
  /// @param chosen (P, D) sum of the embeddings of the symbols in earlier slots
  /// @return (P, D)
  public Tensor slotState(int slot, Tensor state, Tensor chosen, Dropout masks) {
    return slotState(slot, state, chosen, masks, MapUpdates.NONE);
  }

  /// As [#slotState(int, Tensor, Tensor, Dropout)], with something added to the linear maps of the
  /// slot's net, whose name is `slots.N`.
  public Tensor slotState(
      int slot, Tensor state, Tensor chosen, Dropout masks, MapUpdates updates) {
    String net = "slots." + slot;
    MapUpdates.Update update = updates.of(net, state);
    Tensor joined = Tensors.cat(1, state, chosen);
    String up = net + ".up";
    Tensor hidden = torch.gelu(update.add(up, joined, linear(joined, up)));
    Tensor dropped = masks.apply(hidden, config.dropout());
    String down = net + ".down";
    Tensor change = update.add(down, dropped, linear(dropped, down));
    return config.lookahead() ? change : state.add(change);
  }

  /// @return (P, V of the slot)
  public Tensor slotLogits(int slot, Tensor slotState) {
    return torch.linear(slotState, head(slot), new TensorOptional(bias(slot)));
  }

  /// (V, D), the embeddings of a slot's symbols.
  Tensor head(int slot) {
    return weights.tensor("slots." + slot + ".embedding");
  }

  /// (V)
  Tensor bias(int slot) {
    return weights.tensor("slots." + slot + ".bias");
  }

  /// Logits of single (row, symbol) pairs; only those rows of the head are touched.
  ///
  /// @param rows n row numbers of `slotState`
  /// @param symbols n symbols
  /// @return (n)
  public Tensor pairLogits(int slot, Tensor slotState, Tensor rows, Tensor symbols) {
    Tensor head = symbolEmbedding(slot, symbols);
    Tensor bias = bias(slot).index_select(0, symbols);
    return slotState.index_select(0, rows).mul(head).sum(1).add(bias);
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(
        x, weights.tensor(name + ".weight"), new TensorOptional(weights.tensor(name + ".bias")));
  }

  @Override
  public void close() {
    weights.close();
  }
}
