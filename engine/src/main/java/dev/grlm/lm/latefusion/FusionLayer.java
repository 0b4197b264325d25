package dev.grlm.lm.latefusion;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// One pre-norm layer of the decoder: it looks at what was said, then at the passages, then a GELU
/// feed-forward net.
///
/// Keys and values of a passage are linear in what is in it and in where it stands, so that they
/// are made once per thing and once per place, and added up.
///
/// @param prefix of the names of its weights
record FusionLayer(Parameters weights, String prefix, int heads, double dropout) {
  private static final float DEVIATION = 0.02f;

  static void declare(Parameters.Declaration declaration, String prefix, int width, int hidden) {
    LayerNorm.declare(declaration, prefix + ".self.norm", width);
    declareLinear(declaration, prefix + ".self.qkv", 3 * width, width);
    declareLinear(declaration, prefix + ".self.output", width, width);
    LayerNorm.declare(declaration, prefix + ".cross.norm", width);
    declareLinear(declaration, prefix + ".cross.query", width, width);
    declareLinear(declaration, prefix + ".cross.keysValues", 2 * width, width);
    declareLinear(declaration, prefix + ".cross.output", width, width);
    LayerNorm.declare(declaration, prefix + ".feedForward.norm", width);
    declareLinear(declaration, prefix + ".feedForward.up", hidden, width);
    declareLinear(declaration, prefix + ".feedForward.down", width, hidden);
  }

  private static void declareLinear(
      Parameters.Declaration declaration, String name, int outputs, int inputs) {
    declaration.normal(name + ".weight", DEVIATION, outputs, inputs);
    declaration.constant(name + ".bias", 0, outputs);
  }

  /// Shape (B, T, D) in and out.
  ///
  /// @param self what is seen of what was said
  /// @param cross from queries (B, heads, T, width of a head) to what they see of the passages, of
  ///   the same shape
  Tensor forward(Tensor x, Attention self, UnaryOperator<Tensor> cross, Dropout masks) {
    Tensor qkv = parts(linear(norm("self.norm", x), "self.qkv"), 3);
    Tensor said = self.attend(qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2));
    Tensor y = added(x, linear(joined(said), "self.output"), masks);
    Tensor query = parts(linear(norm("cross.norm", y), "cross.query"), 1).select(0, 0);
    Tensor z = added(y, linear(joined(cross.apply(query)), "cross.output"), masks);
    Tensor hidden = torch.gelu(linear(norm("feedForward.norm", z), "feedForward.up"));
    return added(z, linear(masks.apply(hidden, dropout), "feedForward.down"), masks);
  }

  /// Keys and values side by side.
  ///
  /// @param vectors (…, D)
  /// @return (…, 2D)
  Tensor keysValues(Tensor vectors) {
    return linear(vectors, "cross.keysValues");
  }

  /// What is added to them by where a passage stands.
  ///
  /// @param positions (P, D)
  /// @return (P, 2D)
  Tensor keysValuesOfPlaces(Tensor positions) {
    return torch.linear(positions, weights.tensor(prefix + ".cross.keysValues.weight"));
  }

  /// @param projected (B, T, count × D)
  /// @return (count, B, heads, T, width of a head)
  Tensor parts(Tensor projected, int count) {
    long width = projected.size(2) / count;
    return projected
        .view(projected.size(0), projected.size(1), count, heads, width / heads)
        .permute(2, 0, 3, 1, 4);
  }

  private static Tensor joined(Tensor seen) {
    return seen.transpose(1, 2).reshape(seen.size(0), seen.size(2), -1);
  }

  private Tensor added(Tensor x, Tensor branch, Dropout masks) {
    return x.add(masks.apply(branch, dropout));
  }

  private Tensor norm(String name, Tensor x) {
    return LayerNorm.apply(weights, prefix + "." + name, x);
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(
        x,
        weights.tensor(prefix + "." + name + ".weight"),
        new TensorOptional(weights.tensor(prefix + "." + name + ".bias")));
  }
}
