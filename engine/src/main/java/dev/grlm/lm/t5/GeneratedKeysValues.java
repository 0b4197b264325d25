package dev.grlm.lm.t5;

import dev.grlm.lm.GeneratedRows;
import dev.grlm.nn.Attention;
import org.bytedeco.pytorch.Tensor;

/// Keys and values of one layer of the decoder, of what was generated: one row per beam. Owns its
/// tensors; confined to its session.
record GeneratedKeysValues(GeneratedRows keys, GeneratedRows values) implements AutoCloseable {
  GeneratedKeysValues() {
    this(new GeneratedRows(), new GeneratedRows());
  }

  /// Row i becomes old row `order[i]`.
  void reorder(Tensor order) {
    keys.reorder(order);
    values.reorder(order);
  }

  /// Takes in one more token per row and looks at all of them.
  Attention appending(Attention attention) {
    return (query, key, value) -> attention.attend(query, keys.append(key), values.append(value));
  }

  @Override
  public void close() {
    keys.close();
    values.close();
  }
}
