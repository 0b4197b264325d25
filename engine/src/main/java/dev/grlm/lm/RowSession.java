package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// What sessions of transformers have in common: rows over requests that are read once. A step is
/// computed when its logits are asked for, so that the last `advance` of a search costs nothing.
/// Confined to one thread.
public abstract class RowSession implements Session {
  private int[] requestOfRow;
  private boolean closed;

  /// How many symbols every row has.
  private int taken;

  /// Tokens that the model has not read yet, one per row; null when it has read all.
  private long @Nullable [] pending;

  /// (rows, D) at the newest token, unless tokens are pending.
  private @Nullable Tensor states;

  /// A session that [#begin] has yet to give its first states.
  ///
  /// @param requests one row each at the beginning
  protected RowSession(int requests) {
    this.requestOfRow = IntStream.range(0, requests).toArray();
  }

  /// @param first what the row of each request begins with, to be read when it is asked for
  protected RowSession(long[] first) {
    this(first.length);
    this.pending = first;
  }

  /// @param first (requests, D), which the session takes over from the scope that made them
  protected final void begin(Tensor first) {
    first.retainReference();
    states = first;
  }

  /// How many symbols there are for the next step.
  protected abstract int symbols();

  /// Reads the next token of every row; there are rows. Called within a scope.
  ///
  /// @param tokens one per row
  /// @return (rows, D) at these tokens
  protected abstract Tensor read(long[] tokens);

  /// @param states (rows, D)
  /// @return (rows, symbols)
  protected abstract Tensor logits(Tensor states);

  /// Logits of single (row, symbol) pairs.
  ///
  /// @param states (rows, D)
  /// @param rows n row numbers
  /// @param symbols n symbols
  /// @return (n)
  protected abstract Tensor pairLogits(Tensor states, Tensor rows, Tensor symbols);

  /// Puts what is kept of each row in the order of the rows that go on.
  ///
  /// @param order numbers of rows, where the states lie
  protected abstract void reorder(Tensor order);

  /// The tokens of symbols of the next step.
  ///
  /// @throws IllegalArgumentException when there is no such symbol
  protected abstract long[] tokens(int[] symbols);

  /// Frees what is kept beside the newest states; called once.
  protected abstract void release();

  /// The request that each row is of.
  protected final int[] requestOfRow() {
    return requestOfRow;
  }

  /// How many symbols every row has, those included that are being read.
  protected final int taken() {
    return taken;
  }

  /// At the newest symbol, a step that was only taken computed now; there are rows. Called within a
  /// scope.
  ///
  /// @return (rows, D)
  private Tensor newestStates() {
    Tensor known = states;
    long[] tokens = pending;
    if (tokens == null && known != null) {
      return known;
    }
    if (tokens == null) {
      throw new IllegalStateException("nothing was read and nothing is to be read");
    }
    Tensor next = read(tokens);
    next.retainReference();
    if (known != null) {
      known.close();
    }
    states = next;
    pending = null;
    return next;
  }

  @Override
  public final int rows() {
    requireOpen();
    return requestOfRow.length;
  }

  @Override
  public final Candidates best(int limit) {
    requireOpen();
    int width = Math.min(limit, symbols());
    if (rows() == 0) {
      return new Candidates(width, new int[0], new float[0]);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor logits = logits(newestStates());
      return BestSymbols.of(torch.log_softmax(logits.to(ScalarType.Float), 1), width);
    }
  }

  @Override
  public final float[] logits(Allowed allowed) {
    requireOpen();
    if (allowed.symbols().length == 0) {
      return new float[0];
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor newest = newestStates();
      return AllowedLogits.of(
          allowed,
          symbols(),
          newest,
          () -> logits(newest),
          (rows, symbols) -> pairLogits(newest, rows, symbols));
    }
  }

  /// @throws IllegalArgumentException when there is no such symbol for the next step
  @Override
  public final void advance(int[] parents, int[] symbols) {
    requireOpen();
    if (parents.length != symbols.length) {
      throw new IllegalArgumentException(
          parents.length + " parents do not fit " + symbols.length + " symbols");
    }
    long[] tokens = tokens(symbols);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      if (rows() > 0) {
        Tensor newest = newestStates();
        if (!inPlace(parents)) {
          reorder(Tensors.beside(newest, Tensors.longs(parents)));
        }
      }
    }
    requestOfRow = Arrays.stream(parents).map(parent -> requestOfRow[parent]).toArray();
    pending = tokens;
    taken++;
  }

  /// Whether every row goes on as it stands.
  private boolean inPlace(int[] parents) {
    return parents.length == rows()
        && IntStream.range(0, parents.length).allMatch(row -> parents[row] == row);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
      if (states != null) {
        states.close();
      }
    }
  }
}
