package dev.grlm.lm.t5;

import dev.grlm.lm.KeysValues;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.Linear;
import dev.grlm.nn.RmsNorm;
import dev.grlm.tensor.Parameters;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// One layer of a stack (Raffel et al. 2020, arXiv 1910.10683, section 2.1): x +
/// attention(norm(x)), in a decoder x + attention(norm(x), source), then x + feedForward(norm(x)).
/// No biases.
///
/// @param prefix of the names of its weights, which are those of Hugging Face checkpoints
record T5Layer(Parameters weights, String prefix, T5Config config, boolean decoder) {
  private static final String SELF = "SelfAttention";
  private static final String CROSS = "EncDecAttention";
  private static final String FEED_FORWARD = "DenseReluDense";

  /// Declares the weights of one layer, with the deviations of the original: those of queries make
  /// up for scores that are not scaled.
  static void declare(
      Parameters.Declaration declaration, String prefix, T5Config config, boolean decoder) {
    declareAttention(declaration, prefix + ".layer.0", SELF, config);
    if (decoder) {
      declareAttention(declaration, prefix + ".layer.1", CROSS, config);
    }
    String last = prefix + ".layer." + (decoder ? 2 : 1);
    String net = last + "." + FEED_FORWARD;
    float into = deviation(config, config.width());
    for (String name : config.gated() ? new String[] {".wi_0", ".wi_1"} : new String[] {".wi"}) {
      declaration.normal(net + name + ".weight", into, config.hidden(), config.width());
    }
    float out = deviation(config, config.hidden());
    declaration.normal(net + ".wo.weight", out, config.width(), config.hidden());
    RmsNorm.declare(declaration, last + ".layer_norm", config.width());
  }

  private static void declareAttention(
      Parameters.Declaration declaration, String layer, String name, T5Config config) {
    String attention = layer + "." + name;
    long width = config.width();
    long inner = (long) config.heads() * config.headWidth();
    float query = deviation(config, (double) width * config.headWidth());
    float key = deviation(config, (double) width);
    declaration.normal(attention + ".q.weight", query, inner, width);
    declaration.normal(attention + ".k.weight", key, inner, width);
    declaration.normal(attention + ".v.weight", key, inner, width);
    declaration.normal(attention + ".o.weight", deviation(config, (double) inner), width, inner);
    RmsNorm.declare(declaration, layer + ".layer_norm", config.width());
  }

  /// n^−½.
  static float deviation(T5Config config, double n) {
    return (float) (config.initializerFactor() / Math.sqrt(n));
  }

  /// A sequence that looks at itself. Shape (B, T, D) in and out.
  Tensor self(Tensor x, Attention attention, Dropout masks) {
    String name = prefix + ".layer.0." + SELF;
    Tensor inner = norm(0, x);
    Tensor seen =
        attention.attend(
            heads(inner, name + ".q"), heads(inner, name + ".k"), heads(inner, name + ".v"));
    return added(x, joined(seen, name), masks);
  }

  /// A sequence that looks at what the encoder made. Shape (B, T, D) in and out.
  ///
  /// @param attend from queries (B, heads, T, width of a head) to what they see, of that shape
  Tensor cross(Tensor x, UnaryOperator<Tensor> attend, Dropout masks) {
    String name = prefix + ".layer.1." + CROSS;
    Tensor seen = attend.apply(heads(norm(1, x), name + ".q"));
    return added(x, joined(seen, name), masks);
  }

  /// Keys and values of what the encoder made, (B, heads, S, width of a head); they belong to the
  /// caller's scope.
  KeysValues source(Tensor encoded) {
    String name = prefix + ".layer.1." + CROSS;
    return new KeysValues(heads(encoded, name + ".k"), heads(encoded, name + ".v"));
  }

  /// Shape (B, T, D) in and out.
  Tensor feedForward(Tensor x, Dropout masks) {
    int last = decoder ? 2 : 1;
    String name = prefix + ".layer." + last + "." + FEED_FORWARD;
    Tensor inner = norm(last, x);
    Tensor hidden;
    if (config.gated()) {
      Tensor gate = torch.gelu(Linear.apply(weights, name + ".wi_0", inner), "tanh");
      hidden = gate.mul(Linear.apply(weights, name + ".wi_1", inner));
    } else {
      hidden = torch.relu(Linear.apply(weights, name + ".wi", inner));
    }
    Tensor kept = masks.apply(hidden, config.dropout());
    return added(x, Linear.apply(weights, name + ".wo", kept), masks);
  }

  private Tensor added(Tensor x, Tensor branch, Dropout masks) {
    return x.add(masks.apply(branch, config.dropout()));
  }

  private Tensor norm(int layer, Tensor x) {
    return RmsNorm.apply(
        weights, prefix + ".layer." + layer + ".layer_norm", config.normEpsilon(), x);
  }

  /// @return (B, heads, T, width of a head)
  private Tensor heads(Tensor x, String name) {
    return Linear.apply(weights, name, x)
        .view(x.size(0), x.size(1), config.heads(), config.headWidth())
        .transpose(1, 2);
  }

  private Tensor joined(Tensor seen, String name) {
    Tensor flat = seen.transpose(1, 2).reshape(seen.size(0), seen.size(2), -1);
    return Linear.apply(weights, name + ".o", flat);
  }
}
