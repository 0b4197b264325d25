package dev.grlm.lm.t5;

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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Rows of answers over sources that the encoder reads once: what the decoder's layers make of them
/// is kept once per source, so beams of one source do not copy it. A step is computed when its
/// logits are asked for, so that the last `advance` of a search costs nothing.
final class T5Session implements Session {
  private final T5 model;
  private final int[] sourceLengths;
  private final List<KeysValues> sources = new ArrayList<>();
  private final List<GeneratedKeysValues> generated = new ArrayList<>();
  private int[] requestOfRow;

  /// How many symbols every row has.
  private int depth;

  private boolean closed;

  /// Tokens that the decoder has not read yet, one per row; null when it has read all.
  private long @Nullable [] pending;

  /// (rows, D) at the newest token, unless tokens are pending.
  private @Nullable Tensor states;

  /// @throws IllegalArgumentException when there is no context, one without tokens, or a token that
  ///   is not in the vocabulary
  T5Session(T5 model, List<? extends T5Context> contexts) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one context");
    }
    this.model = model;
    TokenBatch batch = TokenBatch.of(contexts.stream().map(T5Context::tokens).toList());
    this.sourceLengths = batch.lengths();
    this.requestOfRow = IntStream.range(0, batch.requests()).toArray();
    this.pending = new long[batch.requests()];
    Arrays.fill(pending, model.config().startId());
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor encoded = model.encode(batch, Dropout.none());
      for (int layer = 0; layer < model.decoder().layers(); layer++) {
        KeysValues source = model.decoder().source(layer, encoded);
        sources.add(KeysValues.keep(source.keys().contiguous(), source.values().contiguous()));
        generated.add(new GeneratedKeysValues());
      }
    } catch (RuntimeException failure) {
      sources.forEach(KeysValues::close);
      throw failure;
    }
  }

  @Override
  public int rows() {
    requireOpen();
    return requestOfRow.length;
  }

  @Override
  public Candidates best(int limit) {
    requireOpen();
    int width = Math.min(limit, model.config().symbols(depth));
    if (rows() == 0) {
      return new Candidates(width, new int[0], new float[0]);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor logits = model.logits(newestStates(), depth);
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
          model.config().symbols(depth),
          newest,
          () -> model.logits(newest, depth),
          (rows, symbols) -> model.pairLogits(newest, depth, rows, symbols));
    }
  }

  /// @throws IllegalArgumentException when there is no such symbol at this depth
  @Override
  public void advance(int[] parents, int[] symbols) {
    requireOpen();
    if (parents.length != symbols.length) {
      throw new IllegalArgumentException(
          parents.length + " parents do not fit " + symbols.length + " symbols");
    }
    long[] tokens = Arrays.stream(symbols).mapToLong(s -> model.config().token(depth, s)).toArray();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      if (rows() > 0) {
        Tensor newest = newestStates();
        if (!inPlace(parents)) {
          long[] order = Arrays.stream(parents).asLongStream().toArray();
          Tensor rows = Tensors.beside(newest, Tensors.longs(order, order.length));
          generated.forEach(layer -> layer.reorder(rows));
        }
      }
    }
    requestOfRow = Arrays.stream(parents).map(parent -> requestOfRow[parent]).toArray();
    pending = tokens;
    depth++;
  }

  /// Whether every row goes on as it stands.
  private boolean inPlace(int[] parents) {
    return parents.length == rows()
        && IntStream.range(0, parents.length).allMatch(row -> parents[row] == row);
  }

  /// Takes the pending tokens in, if there are any; there are rows. Call within a scope.
  private Tensor newestStates() {
    Tensor known = states;
    long[] tokens = pending;
    if (tokens == null && known != null) {
      return known;
    }
    if (tokens == null) {
      throw new IllegalStateException("nothing was read and nothing is to be read");
    }
    Tensor first = sources.getFirst().keys();
    var layout = RowLayout.of(requestOfRow, sourceLengths, first);
    Tensor bias = model.decoder().biases(depth, 1, depth + 1);
    Attention self = new BiasedAttention(bias, 0, Dropout.none());
    Tensor next =
        model.nextStates(
            tokens,
            layer -> generated.get(layer).appending(self),
            layer -> seeing(sources.get(layer), layout));
    next.retainReference();
    if (known != null) {
      known.close();
    }
    states = next;
    pending = null;
    return next;
  }

  /// All rows of a source meet its keys in one product.
  private static UnaryOperator<Tensor> seeing(KeysValues source, RowLayout layout) {
    Tensor bias =
        layout.hidden() == null
            ? null
            : torch.masked_fill(
                source.keys().new_zeros(1), layout.hidden(), new Scalar(Double.NEGATIVE_INFINITY));
    Attention attention = new BiasedAttention(bias, 0, Dropout.none());
    return query ->
        layout.byRow(attention.attend(layout.byRequest(query), source.keys(), source.values()));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    sources.forEach(KeysValues::close);
    generated.forEach(GeneratedKeysValues::close);
    if (states != null) {
      states.close();
    }
  }
}
