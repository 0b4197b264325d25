package dev.grlm.lm.qwen3;

import dev.grlm.lm.AllowedLogits;
import dev.grlm.lm.BestSymbols;
import dev.grlm.lm.KeysValues;
import dev.grlm.lm.RowLayout;
import dev.grlm.lm.Session;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Rows over prompts of any lengths, which may share their beginning. A step is computed when its
/// logits are asked for, so that the last `advance` of a search costs nothing.
final class Qwen3Session implements Session {
  private final Qwen3 model;
  private final int prefixLength;

  /// Tokens of each prompt behind the prefix.
  private final int[] promptLengths;

  private final List<KeyValueCache> caches = new ArrayList<>();
  private int[] requestOfRow;
  private int generated;
  private boolean closed;
  private int @Nullable [] pending;

  /// (rows, D) at the newest token, unless a step is pending.
  private Tensor states;

  /// @param prefix keys and values of the first tokens of every prompt, layer by layer, which the
  ///   session takes over; none where nothing is shared
  Qwen3Session(Qwen3 model, List<int[]> prompts, List<KeysValues> prefix) {
    this.model = model;
    this.prefixLength = prefix.isEmpty() ? 0 : Math.toIntExact(prefix.getFirst().time());
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch =
          TokenBatch.of(
              prompts.stream()
                  .map(prompt -> Arrays.copyOfRange(prompt, prefixLength, prompt.length))
                  .toList());
      this.promptLengths = batch.lengths();
      this.requestOfRow = IntStream.range(0, batch.requests()).toArray();
      Tensor all = prefix.isEmpty() ? read(batch) : readBehind(prefix, batch);
      Tensor newest = Tensors.beside(all, Tensors.longs(batch.newest(), batch.requests()));
      this.states = keep(all.view(-1, model.config().width()).index_select(0, newest));
    } catch (RuntimeException failure) {
      caches.forEach(KeyValueCache::close);
      prefix
          .subList(caches.size(), Math.max(caches.size(), prefix.size()))
          .forEach(KeysValues::close);
      throw failure;
    }
  }

  private Tensor read(TokenBatch batch) {
    return model.hiddenStates(batch, _ -> recording(null, Attention.causal()), Dropout.none());
  }

  private Tensor readBehind(List<KeysValues> prefix, TokenBatch batch) {
    return model.statesBehind(
        prefixLength,
        batch,
        layer -> recording(prefix.get(layer), new PrefixAttention(prefix.get(layer))));
  }

  private Attention recording(@Nullable KeysValues prefix, Attention attention) {
    return (query, key, value) -> {
      var prompt = KeysValues.keep(key.contiguous(), value.contiguous());
      caches.add(new KeyValueCache(prefix, prompt));
      return attention.attend(query, key, value);
    };
  }

  /// @throws IllegalArgumentException when there is no context
  static List<int[]> prompts(List<? extends TokenContext> contexts) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one context");
    }
    return contexts.stream().map(TokenContext::tokens).toList();
  }

  /// How many tokens the prompts share.
  int sharedTokens() {
    return prefixLength;
  }

  @Override
  public int rows() {
    requireOpen();
    return requestOfRow.length;
  }

  @Override
  public Candidates best(int limit) {
    requireOpen();
    int width = Math.min(limit, model.config().vocabularySize());
    if (rows() == 0) {
      return new Candidates(width, new int[0], new float[0]);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor logits = model.logits(newestStates());
      return BestSymbols.of(torch.log_softmax(logits.to(ScalarType.Float), 1), width);
    }
  }

  @Override
  public float[] logits(Allowed allowed) {
    requireOpen();
    if (allowed.symbols().length == 0) {
      return new float[0];
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor newest = newestStates();
      return AllowedLogits.of(
          allowed,
          model.config().vocabularySize(),
          newest,
          () -> model.logits(newest),
          (rows, symbols) -> model.pairLogits(newest, rows, symbols));
    }
  }

  @Override
  public void advance(int[] parents, int[] symbols) {
    requireOpen();
    if (parents.length != symbols.length) {
      throw new IllegalArgumentException(
          parents.length + " parents do not fit " + symbols.length + " symbols");
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      newestStates();
      if (!inPlace(parents)) {
        Tensor order = indices(parents);
        caches.forEach(cache -> cache.reorder(order));
      }
    }
    requestOfRow = Arrays.stream(parents).map(parent -> requestOfRow[parent]).toArray();
    pending = symbols.clone();
  }

  /// Whether every row goes on as it stands.
  private boolean inPlace(int[] parents) {
    return parents.length == rows()
        && IntStream.range(0, parents.length).allMatch(row -> parents[row] == row);
  }

  /// Takes the pending symbols in, if there are any. Call within a scope.
  private Tensor newestStates() {
    int[] symbols = pending;
    if (symbols == null || symbols.length == 0) {
      return states;
    }
    var layout = RowLayout.of(requestOfRow, promptLengths, states);
    int[] positions =
        Arrays.stream(requestOfRow)
            .map(request -> prefixLength + promptLengths[request] + generated)
            .toArray();
    Tensor next =
        model.nextStates(
            Arrays.stream(symbols).asLongStream().toArray(),
            positions,
            layer -> (query, key, value) -> caches.get(layer).attend(query, key, value, layout));
    states.close();
    states = keep(next);
    generated++;
    pending = null;
    return states;
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  private Tensor indices(int[] values) {
    return Tensors.beside(
        states, Tensors.longs(Arrays.stream(values).asLongStream().toArray(), values.length));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    caches.forEach(KeyValueCache::close);
    states.close();
  }
}
