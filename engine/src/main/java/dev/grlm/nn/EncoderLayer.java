package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// One pre-norm transformer layer with causal attention and a GELU feed-forward net, as in SASRec
/// and GPT-2: x + attention(norm(x)), then x + feedForward(norm(x)).
///
/// @param prefix of the names of its weights
public record EncoderLayer(Parameters weights, String prefix, int heads, double dropout) {
  private static final float DEVIATION = 0.02f;

  /// Declares the weights of one layer. @param width D @param hidden width of the feed-forward net
  public static void declare(
      Parameters.Declaration declaration, String prefix, int width, int hidden) {
    LayerNorm.declare(declaration, prefix + ".attention.norm", width);
    declaration.normal(prefix + ".attention.qkv.weight", DEVIATION, 3L * width, width);
    declaration.constant(prefix + ".attention.qkv.bias", 0, 3L * width);
    declaration.normal(prefix + ".attention.output.weight", DEVIATION, width, width);
    declaration.constant(prefix + ".attention.output.bias", 0, width);
    LayerNorm.declare(declaration, prefix + ".feedForward.norm", width);
    declaration.normal(prefix + ".feedForward.up.weight", DEVIATION, hidden, width);
    declaration.constant(prefix + ".feedForward.up.bias", 0, hidden);
    declaration.normal(prefix + ".feedForward.down.weight", DEVIATION, width, hidden);
    declaration.constant(prefix + ".feedForward.down.bias", 0, width);
  }

  /// Shape (B, T, D) in and out; position t sees positions 0…t.
  public Tensor forward(Tensor x, Dropout masks) {
    Tensor attended = attention(LayerNorm.apply(weights, prefix + ".attention.norm", x));
    Tensor y = x.add(masks.apply(attended, dropout));
    Tensor inner = LayerNorm.apply(weights, prefix + ".feedForward.norm", y);
    Tensor hidden = torch.gelu(linear(inner, "feedForward.up"));
    Tensor out = linear(masks.apply(hidden, dropout), "feedForward.down");
    return y.add(masks.apply(out, dropout));
  }

  private Tensor attention(Tensor x) {
    long batch = x.size(0);
    long time = x.size(1);
    long width = x.size(2);
    Tensor qkv =
        linear(x, "attention.qkv")
            .view(batch, time, 3, heads, width / heads)
            .permute(2, 0, 3, 1, 4);
    Tensor context =
        torch.scaled_dot_product_attention(
            qkv.select(0, 0),
            qkv.select(0, 1),
            qkv.select(0, 2),
            new TensorOptional(),
            0,
            true,
            new DoubleOptional(),
            false);
    return linear(context.transpose(1, 2).reshape(batch, time, width), "attention.output");
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(
        x,
        weights.tensor(prefix + "." + name + ".weight"),
        new TensorOptional(weights.tensor(prefix + "." + name + ".bias")));
  }
}
