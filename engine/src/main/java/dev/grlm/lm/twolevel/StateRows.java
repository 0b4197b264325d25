package dev.grlm.lm.twolevel;

import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/// Rows of a session that share the state of their request; what differs is the sum of the symbols
/// that each has chosen. Owns its tensors; confined to its session.
public final class StateRows implements AutoCloseable {
  private Tensor state;
  private Tensor chosen;
  private boolean closed;

  /// One row for each request, nothing chosen.
  ///
  /// @param state (requests, D), taken over from the scope that made it
  public StateRows(Tensor state) {
    this.state = keep(state);
    this.chosen = keep(Tensors.zeros(state.size(0), state.size(1)));
  }

  /// @return (rows, D)
  public Tensor state() {
    requireOpen();
    return state;
  }

  /// @return (rows, D)
  public Tensor chosen() {
    requireOpen();
    return chosen;
  }

  public int rows() {
    requireOpen();
    return (int) state.size(0);
  }

  /// New row i continues old row `parents[i]`. Called within a scope.
  ///
  /// @param symbols (new rows, D), embeddings of what they choose
  public void advance(int[] parents, Tensor symbols) {
    requireOpen();
    Tensor order = Tensors.longs(parents);
    Tensor newState = keep(state.index_select(0, order));
    Tensor newChosen = keep(chosen.index_select(0, order).add(symbols));
    state.close();
    chosen.close();
    state = newState;
    chosen = newChosen;
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /// @throws IllegalStateException when the session is closed
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    state.close();
    chosen.close();
  }
}
