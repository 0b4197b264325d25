package dev.grlm.lm.t5;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// softmax(q kᵀ + bias) v: not divided by the root of a head's width, which the initial deviations
/// of a [T5] make up for. What is not to be seen has a bias of −∞.
///
/// @param bias broadcast to (B, heads, T, S); null for none
/// @param dropout of the shares, by `masks`
record BiasedAttention(@Nullable Tensor bias, double dropout, Dropout masks) implements Attention {
  @Override
  public Tensor attend(Tensor query, Tensor key, Tensor value) {
    Tensor scores = query.matmul(key.transpose(2, 3));
    Tensor biased = bias == null ? scores : scores.add(bias);
    Tensor shares = torch.softmax(biased, 3, new ScalarTypeOptional(ScalarType.Float));
    return masks.apply(shares.to(query.scalar_type()), dropout).matmul(value);
  }
}
