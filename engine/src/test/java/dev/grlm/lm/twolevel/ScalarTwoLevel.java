package dev.grlm.lm.twolevel;

import dev.grlm.nn.ScalarReference;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.List;

/// A [TwoLevelDecoder] written out in doubles, one request at a time.
public final class ScalarTwoLevel {
  private final TwoLevelConfig config;
  private final Parameters weights;

  public ScalarTwoLevel(TwoLevelDecoder model) {
    this.config = model.config();
    this.weights = model.parameters();
  }

  private double[] row(String name, int row) {
    float[] table = Tensors.toFloats(weights.tensor(name));
    var values = new double[config.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[row * values.length + i];
    }
    return values;
  }

  public double[] stepEmbedding(Step step) {
    var sum = new double[config.width()];
    for (int slot = 0; slot < config.slots(); slot++) {
      sum = ScalarReference.sum(sum, row("slots." + slot + ".embedding", step.symbols()[slot]));
    }
    return step.id() < 0 ? sum : ScalarReference.sum(sum, row("steps.embedding", step.id()));
  }

  /// The state of every step; at most `maxSteps` of them.
  public double[][] states(List<Step> steps) {
    var x = new double[steps.size()][];
    for (int t = 0; t < x.length; t++) {
      double[] placed =
          ScalarReference.sum(stepEmbedding(steps.get(t)), row("positions.embedding", t));
      x[t] = ScalarReference.layerNorm(weights, "input.norm", placed);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      x = ScalarReference.causalBlock(weights, "layers." + layer, config.heads(), x);
    }
    for (int t = 0; t < x.length; t++) {
      x[t] = ScalarReference.layerNorm(weights, "output.norm", x[t]);
    }
    return x;
  }

  public double[] wordState(int[] words) {
    var mean = new double[config.width()];
    for (int word : words) {
      double[] embedding = row("words.embedding", word);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding[i] / words.length;
      }
    }
    double[] hidden = ScalarReference.gelu(ScalarReference.linear(weights, "words.up", mean));
    double[] out = ScalarReference.sum(mean, ScalarReference.linear(weights, "words.down", hidden));
    return ScalarReference.layerNorm(weights, "words.norm", out);
  }

  /// Logits of the slot after those of `chosen`.
  public double[] logits(double[] state, int... chosen) {
    int slot = chosen.length;
    int width = config.width();
    var joined = new double[2 * width];
    System.arraycopy(state, 0, joined, 0, width);
    for (int before = 0; before < slot; before++) {
      double[] embedding = row("slots." + before + ".embedding", chosen[before]);
      for (int i = 0; i < width; i++) {
        joined[width + i] += embedding[i];
      }
    }
    String name = "slots." + slot;
    double[] hidden = ScalarReference.gelu(ScalarReference.linear(weights, name + ".up", joined));
    double[] change = ScalarReference.linear(weights, name + ".down", hidden);
    double[] slotState = config.lookahead() ? change : ScalarReference.sum(state, change);
    float[] bias = Tensors.toFloats(weights.tensor(name + ".bias"));
    var logits = new double[bias.length];
    for (int symbol = 0; symbol < logits.length; symbol++) {
      double[] head = row(name + ".embedding", symbol);
      logits[symbol] = bias[symbol] + ScalarReference.dot(slotState, 0, head, 0, width);
    }
    return logits;
  }
}
