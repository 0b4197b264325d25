package dev.grlm.lm.qwen3;

import dev.grlm.lm.ScalarPass;
import dev.grlm.lm.ScalarWeights;
import dev.grlm.nn.RopeScaling;
import java.util.Map;

/// A Qwen3 in plain loops over single numbers, written from the equations: slow, without batches,
/// caches or tensors. What the fast one is measured against.
public final class ScalarQwen3 {
  private static final String EMBEDDING = "model.embed_tokens.weight";

  private final Qwen3Config config;
  private final ScalarWeights weights;

  public ScalarQwen3(Qwen3 model) {
    this.config = model.config();
    this.weights = new ScalarWeights(model.parameters());
  }

  /// The values themselves; a test may change them.
  public double[] weight(String name) {
    return weights.of(name);
  }

  /// Sum over the targets of −log p, in nats.
  public double loss(int[] tokens, int firstTarget) {
    var pass = new Pass();
    return pass.value(pass.loss(tokens, firstTarget));
  }

  /// Derivatives of [#loss] by every weight.
  public Map<String, double[]> gradient(int[] tokens, int firstTarget) {
    var pass = new Pass();
    return pass.gradient(pass.loss(tokens, firstTarget));
  }

  /// T × V.
  public double[][] logits(int[] tokens) {
    var pass = new Pass();
    return pass.values(pass.logits(tokens));
  }

  /// Radians per position of pair i of a head: YaRN as Hugging Face computes it, where there is a
  /// scaling.
  private double frequency(int i) {
    int width = config.headWidth();
    double plain = 1 / Math.pow(config.ropeTheta(), 2.0 * i / width);
    RopeScaling scaling = config.ropeScaling();
    if (scaling == null) {
      return plain;
    }
    double low = Math.max(0, Math.floor(pairOfTurns(scaling.betaFast(), scaling)));
    double high = Math.min(width - 1, Math.ceil(pairOfTurns(scaling.betaSlow(), scaling)));
    double slow = low == high ? (i > low ? 1 : 0) : (i - low) / (high - low);
    slow = Math.min(1, Math.max(0, slow));
    return plain / scaling.factor() * slow + plain * (1 - slow);
  }

  /// Which i has a wavelength of L / turns: 2π θ^(2i / width) = L / turns.
  private double pairOfTurns(double turns, RopeScaling scaling) {
    double wavelength = scaling.originalPositions() / turns;
    return config.headWidth()
        / 2.0
        * Math.log(wavelength / (2 * Math.PI))
        / Math.log(config.ropeTheta());
  }

  /// One computation with all weights as variables.
  private final class Pass extends ScalarPass {
    Pass() {
      super(weights, config.normEpsilon());
    }

    int loss(int[] tokens, int firstTarget) {
      int[][] logits = logits(tokens);
      int loss = tape.value(0);
      for (int t = firstTarget; t < tokens.length; t++) {
        loss = tape.add(loss, crossEntropy(logits[t - 1], tokens[t]));
      }
      return loss;
    }

    int[][] logits(int[] tokens) {
      int time = tokens.length;
      var x = new int[time][];
      for (int t = 0; t < time; t++) {
        x[t] = part(variable(EMBEDDING), tokens[t], config.width());
      }
      for (int layer = 0; layer < config.layers(); layer++) {
        String prefix = "model.layers." + layer + ".";
        int[][] attended = attention(x, prefix);
        for (int t = 0; t < time; t++) {
          x[t] = add(x[t], attended[t]);
          x[t] = add(x[t], feedForward(x[t], prefix));
        }
      }
      String head = config.tied() ? EMBEDDING : "lm_head.weight";
      var logits = new int[time][];
      for (int t = 0; t < time; t++) {
        logits[t] = multiply(head, norm(x[t], "model.norm.weight"));
      }
      return logits;
    }

    private int[] feedForward(int[] x, String prefix) {
      int[] inner = norm(x, prefix + "post_attention_layernorm.weight");
      int[] gate = multiply(prefix + "mlp.gate_proj.weight", inner);
      int[] up = multiply(prefix + "mlp.up_proj.weight", inner);
      var hidden = new int[gate.length];
      for (int i = 0; i < gate.length; i++) {
        int denominator = tape.shift(tape.exponential(tape.scale(gate[i], -1)), 1);
        hidden[i] = tape.multiply(tape.multiply(gate[i], tape.inverse(denominator)), up[i]);
      }
      return multiply(prefix + "mlp.down_proj.weight", hidden);
    }

    private int[][] attention(int[][] x, String prefix) {
      int time = x.length;
      int width = config.headWidth();
      var queries = new int[time][];
      var keys = new int[time][];
      var values = new int[time][];
      for (int t = 0; t < time; t++) {
        int[] inner = norm(x[t], prefix + "input_layernorm.weight");
        queries[t] = multiply(prefix + "self_attn.q_proj.weight", inner);
        keys[t] = multiply(prefix + "self_attn.k_proj.weight", inner);
        values[t] = multiply(prefix + "self_attn.v_proj.weight", inner);
      }
      var output = new int[time][];
      for (int t = 0; t < time; t++) {
        var context = new int[config.heads() * width];
        for (int head = 0; head < config.heads(); head++) {
          int shared = head / (config.heads() / config.keyValueHeads());
          int[] query = turned(queries[t], prefix + "self_attn.q_norm.weight", head, t);
          var scores = new int[t + 1];
          for (int s = 0; s <= t; s++) {
            int[] key = turned(keys[s], prefix + "self_attn.k_norm.weight", shared, s);
            int product = tape.scale(tape.product(query, key), 1 / Math.sqrt(width));
            scores[s] = tape.exponential(product);
          }
          int share = tape.inverse(tape.sum(scores));
          for (int i = 0; i < width; i++) {
            int sum = tape.value(0);
            for (int s = 0; s <= t; s++) {
              sum = tape.add(sum, tape.multiply(scores[s], values[s][shared * width + i]));
            }
            context[head * width + i] = tape.multiply(sum, share);
          }
        }
        output[t] = multiply(prefix + "self_attn.o_proj.weight", context);
      }
      return output;
    }

    /// A query or key, normalised and turned by its position: pairs (i, i + half) as complex
    /// numbers.
    private int[] turned(int[] all, String gain, int head, int position) {
      int[] y = norm(part(all, head, config.headWidth()), gain);
      double amplitude = config.ropeScaling() == null ? 1 : config.ropeScaling().attentionFactor();
      int half = y.length / 2;
      var turned = new int[y.length];
      for (int i = 0; i < half; i++) {
        double cosine = amplitude * Math.cos(position * frequency(i));
        double sine = amplitude * Math.sin(position * frequency(i));
        turned[i] = tape.add(tape.scale(y[i], cosine), tape.scale(y[i + half], -sine));
        turned[i + half] = tape.add(tape.scale(y[i], sine), tape.scale(y[i + half], cosine));
      }
      return turned;
    }
  }
}
