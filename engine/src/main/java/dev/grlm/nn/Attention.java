package dev.grlm.nn;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// What a layer's queries look at: a place for caches to come in. Query heads share key and value
/// heads in groups (Ainslie et al. 2023, arXiv 2305.13245): query head h reads head h / group.
@FunctionalInterface
public interface Attention {
  /// @param query (B, H, T, width of a head)
  /// @param key (B, heads of keys and values, S, width of a head); S = T where a sequence looks at
  ///   itself
  /// @param value of the shape of `key`
  /// @return (B, H, T, width of a head)
  Tensor attend(Tensor query, Tensor key, Tensor value);

  /// Position t sees positions 0…t; so padding on the right is seen by no real position.
  static Attention causal() {
    return (query, key, value) -> attend(query, key, value, new TensorOptional(), true);
  }

  /// Every position sees all positions.
  static Attention full() {
    return (query, key, value) -> attend(query, key, value, new TensorOptional(), false);
  }

  /// Every position sees all positions that are not padded; what stands at padded positions of the
  /// result means nothing. The mask is made once, on the host, and belongs to the calling thread's
  /// innermost `PointerScope`.
  ///
  /// @param lengths real keys of each of the B sequences, which are padded on the right
  /// @param time S, to which all are padded
  /// @throws IllegalArgumentException naming the sequence, when one has no real key or more than
  ///   `time`
  static Attention full(int[] lengths, int time) {
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < 1 || lengths[row] > time) {
        throw new IllegalArgumentException(
            "sequence %d has %d positions, not 1…%d".formatted(row, lengths[row], time));
      }
    }
    if (Arrays.stream(lengths).allMatch(length -> length == time)) {
      return full();
    }
    var real = new byte[lengths.length * time];
    for (int row = 0; row < lengths.length; row++) {
      Arrays.fill(real, row * time, row * time + lengths[row], (byte) 1);
    }
    Tensor seen = Tensors.atLeast(real, 1, lengths.length, 1, 1, time);
    return (query, key, value) -> attend(query, key, value, new TensorOptional(seen), false);
  }

  private static Tensor attend(
      Tensor query, Tensor key, Tensor value, TensorOptional seen, boolean causal) {
    boolean grouped = query.size(1) != key.size(1);
    return torch.scaled_dot_product_attention(
        query, key, value, seen, 0, causal, new DoubleOptional(), grouped);
  }
}
