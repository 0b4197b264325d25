package dev.grlm.lm.qwen3;

import dev.grlm.lm.KeysValues;
import dev.grlm.nn.Attention;
import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Position t sees all tokens of the prefix and positions 0…t of its own prompt.
///
/// @param prefix (1, heads, prefix time, width of a head): the same for all prompts
record PrefixAttention(KeysValues prefix) implements Attention {
  @Override
  public Tensor attend(Tensor query, Tensor key, Tensor value) {
    long time = key.size(2);
    Tensor seen = key.new_ones(time, prefix.time() + time).tril(prefix.time()).to(ScalarType.Bool);
    return torch.scaled_dot_product_attention(
        query,
        behindPrefix(prefix.keys(), key),
        behindPrefix(prefix.values(), value),
        new TensorOptional(seen),
        0,
        false,
        new DoubleOptional(),
        query.size(1) != key.size(1));
  }

  private static Tensor behindPrefix(Tensor prefix, Tensor own) {
    Tensor repeated = prefix.expand(own.size(0), prefix.size(1), prefix.size(2), prefix.size(3));
    return Tensors.cat(2, repeated, own);
  }
}
