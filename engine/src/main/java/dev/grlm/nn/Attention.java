package dev.grlm.nn;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// What a layer's queries look at: a place for caches to come in. Query heads share key and value
/// heads in groups (Ainslie et al. 2023, arXiv 2305.13245): query head h reads head h / group.
@FunctionalInterface
public interface Attention {
  /// @param query (B, H, T, width of a head)
  /// @param key (B, heads of keys and values, T, width of a head)
  /// @param value of the shape of `key`
  /// @return (B, H, T, width of a head)
  Tensor attend(Tensor query, Tensor key, Tensor value);

  /// Position t sees positions 0…t; so padding on the right is seen by no real position.
  static Attention causal() {
    return (query, key, value) ->
        torch.scaled_dot_product_attention(
            query,
            key,
            value,
            new TensorOptional(),
            0,
            true,
            new DoubleOptional(),
            query.size(1) != key.size(1));
  }
}
