package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;

/// A Qwen3 in plain loops over doubles, written from the equations: slow, without batches, caches
/// or tensors. What the fast one is measured against.
public final class ScalarQwen3 {
  private final Qwen3Config config;
  private final Map<String, double[]> weights = new HashMap<>();

  public ScalarQwen3(Qwen3 model) {
    this.config = model.config();
    for (String name : model.parameters().shapes().keySet()) {
      float[] values = Tensors.toFloats(model.parameters().tensor(name));
      var copy = new double[values.length];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = values[i];
      }
      weights.put(name, copy);
    }
  }

  /// The values themselves; a test may change them.
  public double[] weight(String name) {
    double[] values = weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no weight is called " + name);
    }
    return values;
  }

  /// Sum over the targets of −log p, in nats.
  public double loss(int[] tokens, int firstTarget) {
    double[][] logits = logits(tokens);
    double loss = 0;
    for (int t = firstTarget; t < tokens.length; t++) {
      double sum = 0;
      for (double logit : logits[t - 1]) {
        sum += Math.exp(logit);
      }
      loss += Math.log(sum) - logits[t - 1][tokens[t]];
    }
    return loss;
  }

  /// T × V.
  public double[][] logits(int[] tokens) {
    int time = tokens.length;
    var x = new double[time][];
    for (int t = 0; t < time; t++) {
      x[t] = row("model.embed_tokens.weight", tokens[t]);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      double[][] attended = attention(x, prefix);
      for (int t = 0; t < time; t++) {
        x[t] = add(x[t], attended[t]);
        double[] inner = norm(x[t], prefix + "post_attention_layernorm.weight");
        double[] gate = multiply(prefix + "mlp.gate_proj.weight", inner);
        double[] up = multiply(prefix + "mlp.up_proj.weight", inner);
        for (int i = 0; i < gate.length; i++) {
          gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
        }
        x[t] = add(x[t], multiply(prefix + "mlp.down_proj.weight", gate));
      }
    }
    var logits = new double[time][];
    for (int t = 0; t < time; t++) {
      logits[t] =
          multiply(
              config.tied() ? "model.embed_tokens.weight" : "lm_head.weight",
              norm(x[t], "model.norm.weight"));
    }
    return logits;
  }

  private double[][] attention(double[][] x, String prefix) {
    int time = x.length;
    int width = config.headWidth();
    int group = config.heads() / config.keyValueHeads();
    var context = new double[time][config.heads() * width];
    for (int head = 0; head < config.heads(); head++) {
      int shared = head / group;
      for (int t = 0; t < time; t++) {
        double[] query = turned(x[t], prefix, "q", head, t);
        var scores = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double[] key = turned(x[s], prefix, "k", shared, s);
          double product = 0;
          for (int i = 0; i < width; i++) {
            product += query[i] * key[i];
          }
          scores[s] = Math.exp(product / Math.sqrt(width));
          sum += scores[s];
        }
        for (int s = 0; s <= t; s++) {
          double[] value = head(x[s], prefix, "v", shared);
          for (int i = 0; i < width; i++) {
            context[t][head * width + i] += scores[s] / sum * value[i];
          }
        }
      }
    }
    var output = new double[time][];
    for (int t = 0; t < time; t++) {
      output[t] = multiply(prefix + "self_attn.o_proj.weight", context[t]);
    }
    return output;
  }

  /// One head of the projection of one position.
  private double[] head(double[] x, String prefix, String kind, int head) {
    double[] inner = norm(x, prefix + "input_layernorm.weight");
    double[] all = multiply(prefix + "self_attn." + kind + "_proj.weight", inner);
    var part = new double[config.headWidth()];
    System.arraycopy(all, head * part.length, part, 0, part.length);
    return part;
  }

  /// A query or key, normalised and turned by its position: pairs (i, i + half) as complex numbers.
  private double[] turned(double[] x, String prefix, String kind, int head, int position) {
    double[] y = norm(head(x, prefix, kind, head), prefix + "self_attn." + kind + "_norm.weight");
    int half = y.length / 2;
    var turned = new double[y.length];
    for (int i = 0; i < half; i++) {
      double angle = position / Math.pow(config.ropeTheta(), 2.0 * i / y.length);
      turned[i] = y[i] * Math.cos(angle) - y[i + half] * Math.sin(angle);
      turned[i + half] = y[i] * Math.sin(angle) + y[i + half] * Math.cos(angle);
    }
    return turned;
  }

  private double[] norm(double[] x, String gain) {
    double square = 0;
    for (double value : x) {
      square += value * value;
    }
    double scale = 1 / Math.sqrt(square / x.length + config.normEpsilon());
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * scale * weight(gain)[i];
    }
    return y;
  }

  private double[] row(String name, int index) {
    var row = new double[config.width()];
    System.arraycopy(weight(name), index * row.length, row, 0, row.length);
    return row;
  }

  /// Matrix (outputs × inputs) times vector.
  private double[] multiply(String name, double[] x) {
    double[] matrix = weight(name);
    var y = new double[matrix.length / x.length];
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += matrix[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double[] add(double[] a, double[] b) {
    var sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
