package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// One layer of a Qwen3 decoder (arXiv 2505.09388, section 2): x + attention(norm(x)), then x +
/// feedForward(norm(x)). Attention has grouped heads, normalised queries and keys, and rotary
/// positions; the feed-forward net is a SwiGLU (Shazeer 2020, arXiv 2002.05202, equation 6). No
/// biases.
///
/// @param adapters of its projections; null for none
/// @param prefix of the names of its weights, which are those of Hugging Face checkpoints
/// @param dropout of what is added to the residual stream
public record DecoderLayer(
    Parameters weights, @Nullable LowRank adapters, String prefix, Shape shape, double dropout) {

  /// @param width D
  /// @param hidden width of the feed-forward net
  /// @param heads of queries
  /// @param keyValueHeads of keys and values; divides `heads`
  /// @param headWidth of one head; need not be width / heads
  /// @param epsilon of the norms
  public record Shape(
      int width, int hidden, int heads, int keyValueHeads, int headWidth, double epsilon) {}

  /// Declares the weights of one layer.
  ///
  /// @param deviation of the initial weights
  public static void declare(
      Parameters.Declaration declaration, String prefix, Shape shape, float deviation) {
    long width = shape.width();
    long queries = (long) shape.heads() * shape.headWidth();
    long keys = (long) shape.keyValueHeads() * shape.headWidth();
    RmsNorm.declare(declaration, prefix + ".input_layernorm", shape.width());
    declaration.normal(prefix + ".self_attn.q_proj.weight", deviation, queries, width);
    declaration.normal(prefix + ".self_attn.k_proj.weight", deviation, keys, width);
    declaration.normal(prefix + ".self_attn.v_proj.weight", deviation, keys, width);
    declaration.normal(prefix + ".self_attn.o_proj.weight", deviation, width, queries);
    RmsNorm.declare(declaration, prefix + ".self_attn.q_norm", shape.headWidth());
    RmsNorm.declare(declaration, prefix + ".self_attn.k_norm", shape.headWidth());
    RmsNorm.declare(declaration, prefix + ".post_attention_layernorm", shape.width());
    declaration.normal(prefix + ".mlp.gate_proj.weight", deviation, shape.hidden(), width);
    declaration.normal(prefix + ".mlp.up_proj.weight", deviation, shape.hidden(), width);
    declaration.normal(prefix + ".mlp.down_proj.weight", deviation, width, shape.hidden());
  }

  /// Shape (B, T, D) in and out.
  public Tensor forward(
      Tensor x, RotaryEmbedding.Rotation rotation, Attention attention, Dropout masks) {
    Tensor inner = norm("input_layernorm", x);
    Tensor query = heads(inner, "self_attn.q_proj", shape.heads(), masks);
    Tensor key = heads(inner, "self_attn.k_proj", shape.keyValueHeads(), masks);
    Tensor value = heads(inner, "self_attn.v_proj", shape.keyValueHeads(), masks);
    Tensor context =
        attention.attend(
            rotation.apply(norm("self_attn.q_norm", query)),
            rotation.apply(norm("self_attn.k_norm", key)),
            value);
    Tensor joined = context.transpose(1, 2).reshape(x.size(0), x.size(1), -1);
    Tensor y = x.add(masks.apply(linear(joined, "self_attn.o_proj", masks), dropout));
    return y.add(masks.apply(feedForward(norm("post_attention_layernorm", y), masks), dropout));
  }

  private Tensor feedForward(Tensor x, Dropout masks) {
    Tensor gate = torch.silu(linear(x, "mlp.gate_proj", masks));
    return linear(gate.mul(linear(x, "mlp.up_proj", masks)), "mlp.down_proj", masks);
  }

  /// @return (B, heads, T, width of a head)
  private Tensor heads(Tensor x, String name, int heads, Dropout masks) {
    return linear(x, name, masks)
        .view(x.size(0), x.size(1), heads, shape.headWidth())
        .transpose(1, 2);
  }

  private Tensor norm(String name, Tensor x) {
    return RmsNorm.apply(weights, prefix + "." + name, shape.epsilon(), x);
  }

  private Tensor linear(Tensor x, String name, Dropout masks) {
    String full = prefix + "." + name;
    Tensor projected = Linear.apply(weights, full, x);
    return adapters == null ? projected : adapters.add(full, x, projected, masks);
  }
}
