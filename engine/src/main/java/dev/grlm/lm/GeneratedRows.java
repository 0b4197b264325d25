package dev.grlm.lm;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Keys or values of what was generated, one row per beam, in memory that is larger than needed: a
/// new token is written behind the others, and rows are reordered from one half of the memory into
/// the other, so that nothing is copied twice. Owns its tensors; confined to its session.
public final class GeneratedRows implements AutoCloseable {
  private static final int FIRST_CAPACITY = 8;

  /// (rows there is place for, heads, tokens there is place for, width of a head)
  private @Nullable Tensor store;

  private @Nullable Tensor spare;
  private long rows;
  private long time;

  /// Row i becomes old row `order[i]`.
  public void reorder(Tensor order) {
    Tensor old = store;
    if (old == null) {
      return;
    }
    long newRows = order.size(0);
    Tensor target = spare;
    if (target == null || target.size(0) < newRows || target.size(2) < old.size(2)) {
      target = keep(old.new_empty(newRows, old.size(1), old.size(2), old.size(3)));
      close(spare);
    }
    torch.index_select_out(part(target, newRows, time), part(old, rows, time), 0, order);
    spare = old;
    store = target;
    rows = newRows;
  }

  /// Takes in one token per row.
  ///
  /// @param next (rows, heads, 1, width of a head)
  /// @return (rows, heads, tokens, width of a head); changes with the next call
  public Tensor append(Tensor next) {
    Tensor old = store;
    Tensor target = old;
    if (old == null || target == null) {
      rows = next.size(0);
      target = keep(next.new_empty(rows, next.size(1), FIRST_CAPACITY, next.size(3)));
    } else if (time == old.size(2)) {
      target = keep(old.new_empty(old.size(0), old.size(1), 2 * time, old.size(3)));
      part(target, rows, time).copy_(part(old, rows, time));
      close(old);
    }
    store = target;
    target.narrow(0, 0, rows).narrow(2, time, 1).copy_(next);
    time++;
    return part(target, rows, time);
  }

  private static Tensor part(Tensor store, long rows, long time) {
    return store.narrow(0, 0, rows).narrow(2, 0, time);
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  private static void close(@Nullable Tensor tensor) {
    if (tensor != null) {
      tensor.close();
    }
  }

  @Override
  public void close() {
    close(store);
    close(spare);
  }
}
