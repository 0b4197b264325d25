package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What sessions of transformers have in common: rows over requests that are read once. A step is
/// computed when its logits are asked for, so that the last `advance` of a search costs nothing.
/// Confined to one thread.
public abstract class RowSession implements Session {
  private int[] requestOfRow;
  private boolean closed;

  /// @param requests one row each at the beginning
  protected RowSession(int requests) {
    this.requestOfRow = IntStream.range(0, requests).toArray();
  }

  /// How many symbols there are for the next step.
  protected abstract int symbols();

  /// The states of all rows at their newest symbol, those of a step that was only taken computed
  /// now; there are rows. Called within a scope.
  ///
  /// @return (rows, D)
  protected abstract Tensor newestStates();

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

  /// Takes a step, to be computed when it is asked for.
  ///
  /// @param tokens one per row
  protected abstract void take(long[] tokens);

  /// Frees what is kept; called once.
  protected abstract void release();

  /// The request that each row is of.
  protected final int[] requestOfRow() {
    return requestOfRow;
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
          long[] order = Arrays.stream(parents).asLongStream().toArray();
          reorder(Tensors.beside(newest, Tensors.longs(order, order.length)));
        }
      }
    }
    requestOfRow = Arrays.stream(parents).map(parent -> requestOfRow[parent]).toArray();
    take(tokens);
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
    }
  }
}
