package dev.grlm.lm;

import org.bytedeco.pytorch.Tensor;

/// Keys and values of one layer, which it owns.
///
/// @param keys (B, heads, time, width of a head)
/// @param values of the same shape
public record KeysValues(Tensor keys, Tensor values) implements AutoCloseable {
  /// Takes tensors over from the scope that made them.
  public static KeysValues keep(Tensor keys, Tensor values) {
    keys.retainReference();
    values.retainReference();
    return new KeysValues(keys, values);
  }

  public long time() {
    return keys.size(2);
  }

  /// Those of the first `time` tokens; the memory is shared, not copied.
  public KeysValues first(long time) {
    return keep(keys.narrow(2, 0, time), values.narrow(2, 0, time));
  }

  @Override
  public void close() {
    keys.close();
    values.close();
  }
}
