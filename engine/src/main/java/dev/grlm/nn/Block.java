package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// One pre-norm transformer block with a GELU feed-forward net, as in SASRec and GPT-2: x +
/// attention(norm(x)), then x + feedForward(norm(x)). What its attention sees is said by who passes
/// through it: [Attention#causal], [Attention#full], or another sequence ([#cross]). The weights
/// are the same for all three; a block that has learnt one of them is of no use for another.
///
/// Immutable but for its weights, which belong to the model: safe for several threads while they
/// are not being trained.
///
/// @param weights holds what [#declare] declared
/// @param prefix of the names of its weights
/// @param heads divides the width D
/// @param dropout rate in training, 0…1
public record Block(Parameters weights, String prefix, int heads, double dropout) {
  private static final float DEVIATION = 0.02f;

  /// Declares the weights of one block.
  ///
  /// @param width D
  /// @param hidden width of the feed-forward net
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

  /// A sequence that looks at itself.
  ///
  /// @param x (B, T, D)
  /// @param attention which of its positions each position sees
  /// @return (B, T, D)
  public Tensor forward(Tensor x, Attention attention, Dropout masks) {
    return forward(x, attention, masks, MapUpdates.NONE);
  }

  /// As [#forward(Tensor, Attention, Dropout)], with something added to its linear maps.
  public Tensor forward(Tensor x, Attention attention, Dropout masks, MapUpdates updates) {
    MapUpdates.Update update = updates.of(prefix, x);
    Tensor inner = norm("attention.norm", x);
    Tensor qkv = byHead(linear(inner, "attention.qkv", update), 3);
    Tensor seen = attention.attend(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2));
    return passOn(x, seen, masks, update);
  }

  /// A sequence that looks at another one: queries come from `x`, keys and values from `source`.
  ///
  /// @param x (B, T, D)
  /// @param source (B, S, D), normalised already, as an encoder leaves it; S need not be T
  /// @param attention which positions of `source` each position sees
  /// @return (B, T, D)
  public Tensor cross(Tensor x, Tensor source, Attention attention, Dropout masks) {
    long width = x.size(2);
    Tensor weight = weights.tensor(prefix + ".attention.qkv.weight");
    Tensor bias = weights.tensor(prefix + ".attention.qkv.bias");
    Tensor query =
        torch.linear(
            norm("attention.norm", x),
            weight.narrow(0, 0, width),
            new TensorOptional(bias.narrow(0, 0, width)));
    Tensor keysValues =
        torch.linear(
            source,
            weight.narrow(0, width, 2 * width),
            new TensorOptional(bias.narrow(0, width, 2 * width)));
    Tensor kv = byHead(keysValues, 2);
    Tensor seen = attention.attend(byHead(query, 1).select(0, 0), kv.select(0, 0), kv.select(0, 1));
    return passOn(x, seen, masks, MapUpdates.Update.NONE);
  }

  /// @param projected (B, T, parts × D)
  /// @return (parts, B, heads, T, width of a head)
  private Tensor byHead(Tensor projected, int parts) {
    long width = projected.size(2) / parts;
    return projected
        .view(projected.size(0), projected.size(1), parts, heads, width / heads)
        .permute(2, 0, 3, 1, 4);
  }

  /// Both sums.
  ///
  /// @param seen (B, heads, T, width of a head)
  private Tensor passOn(Tensor x, Tensor seen, Dropout masks, MapUpdates.Update update) {
    Tensor joined = seen.transpose(1, 2).reshape(x.size(0), x.size(1), x.size(2));
    Tensor attended = linear(joined, "attention.output", update);
    Tensor y = x.add(masks.apply(attended, dropout));
    Tensor hidden = torch.gelu(linear(norm("feedForward.norm", y), "feedForward.up", update));
    Tensor out = linear(masks.apply(hidden, dropout), "feedForward.down", update);
    return y.add(masks.apply(out, dropout));
  }

  private Tensor norm(String name, Tensor x) {
    return LayerNorm.apply(weights, prefix + "." + name, x);
  }

  private Tensor linear(Tensor x, String name, MapUpdates.Update update) {
    String full = prefix + "." + name;
    Tensor projected =
        torch.linear(
            x,
            weights.tensor(full + ".weight"),
            new TensorOptional(weights.tensor(full + ".bias")));
    return update.add(full, x, projected);
  }
}
