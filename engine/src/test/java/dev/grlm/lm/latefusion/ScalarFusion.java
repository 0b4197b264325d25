package dev.grlm.lm.latefusion;

import dev.grlm.nn.ScalarReference;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [LateFusion] written out in doubles, one history at a time: every passage of every thing is
/// made where it stands, and its keys and values are made of the whole.
final class ScalarFusion {
  private final LateFusionConfig config;
  private final Parameters weights;
  private final Passages passages;

  ScalarFusion(LateFusion model, Passages passages) {
    this.config = model.config();
    this.weights = model.parameters();
    this.passages = passages;
  }

  /// Log-probabilities of all symbols of the slot behind those that were said.
  double[] next(int[] history, int... said) {
    int from = Math.max(0, history.length - config.maxItems());
    double[][] seen = seen(Arrays.copyOfRange(history, from, history.length));
    var x = new double[said.length + 1][];
    for (int slot = 0; slot < x.length; slot++) {
      x[slot] = ScalarReference.sum(seen[0], row("decoder.positions", slot));
      if (slot > 0) {
        double[] before = row("slots." + (slot - 1) + ".embedding", said[slot - 1]);
        x[slot] = ScalarReference.sum(x[slot], before);
      }
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      x = layer("layers." + layer, x, seen);
    }
    double[] state = ScalarReference.layerNorm(weights, "output.norm", x[said.length]);
    return ScalarReference.logSoftmax(logits(said.length, state));
  }

  private double[] logits(int slot, double[] state) {
    float[] bias = Tensors.toFloats(weights.tensor("slots." + slot + ".bias"));
    var logits = new double[bias.length];
    for (int symbol = 0; symbol < logits.length; symbol++) {
      double[] embedding = row("slots." + slot + ".embedding", symbol);
      logits[symbol] = bias[symbol] + ScalarReference.dot(state, 0, embedding, 0, embedding.length);
    }
    return logits;
  }

  private double[][] seen(int[] history) {
    var all = new ArrayList<double[]>(List.of(whole(history)));
    for (int back = 0; back < history.length; back++) {
      int thing = history[history.length - 1 - back];
      double[] place = row("passages.positions", back);
      all.add(ScalarReference.sum(own(thing), place));
      if (config.similar()) {
        var mean = new double[config.width()];
        for (int other : passages.similar()[thing]) {
          double[] called = called(other);
          for (int i = 0; i < mean.length; i++) {
            mean[i] += called[i] / passages.similar()[thing].length;
          }
        }
        double[] normed = ScalarReference.layerNorm(weights, "passages.similar.norm", mean);
        all.add(ScalarReference.sum(normed, place));
      }
      if (config.textWidth() > 0) {
        all.add(ScalarReference.sum(text(thing), place));
      }
    }
    return all.toArray(double[][]::new);
  }

  private double[] text(int thing) {
    float[] weight = Tensors.toFloats(weights.tensor("passages.text.weight"));
    int width = config.textWidth();
    var projected = new double[config.width()];
    for (int i = 0; i < projected.length; i++) {
      for (int j = 0; j < width; j++) {
        projected[i] += weight[i * width + j] * passages.texts()[thing * width + j];
      }
    }
    return ScalarReference.layerNorm(weights, "passages.text.norm", projected);
  }

  private double[] called(int thing) {
    var sum = new double[config.width()];
    for (int slot = 0; slot < config.slots(); slot++) {
      sum =
          ScalarReference.sum(
              sum, row("slots." + slot + ".embedding", passages.symbols()[thing][slot]));
    }
    return sum;
  }

  private double[] own(int thing) {
    return ScalarReference.layerNorm(weights, "passages.own.norm", called(thing));
  }

  private double[] whole(int[] history) {
    var x = new double[history.length][];
    var mean = new double[config.width()];
    for (int t = 0; t < x.length; t++) {
      double[] own = own(history[t]);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += own[i] / x.length;
      }
      x[t] =
          config.historyLayers() > 0 ? ScalarReference.sum(own, row("history.positions", t)) : own;
    }
    for (int layer = 0; layer < config.historyLayers(); layer++) {
      x = ScalarReference.causalBlock(weights, "history.layers." + layer, config.heads(), x);
    }
    return ScalarReference.layerNorm(
        weights, "history.norm", config.historyLayers() > 0 ? x[x.length - 1] : mean);
  }

  private double[][] layer(String prefix, double[][] x, double[][] seen) {
    int width = config.width();
    var said = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      said[t] =
          ScalarReference.linear(
              weights,
              prefix + ".self.qkv",
              ScalarReference.layerNorm(weights, prefix + ".self.norm", x[t]));
    }
    var keysValues = new double[seen.length][];
    for (int s = 0; s < seen.length; s++) {
      keysValues[s] = ScalarReference.linear(weights, prefix + ".cross.keysValues", seen[s]);
    }
    var out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] own = attended(said[t], Arrays.copyOf(said, t + 1), width);
      double[] y =
          ScalarReference.sum(x[t], ScalarReference.linear(weights, prefix + ".self.output", own));
      double[] query =
          ScalarReference.linear(
              weights,
              prefix + ".cross.query",
              ScalarReference.layerNorm(weights, prefix + ".cross.norm", y));
      double[] z =
          ScalarReference.sum(
              y,
              ScalarReference.linear(
                  weights, prefix + ".cross.output", attended(query, keysValues, 0)));
      double[] inner = ScalarReference.layerNorm(weights, prefix + ".feedForward.norm", z);
      double[] hidden =
          ScalarReference.gelu(ScalarReference.linear(weights, prefix + ".feedForward.up", inner));
      out[t] =
          ScalarReference.sum(
              z, ScalarReference.linear(weights, prefix + ".feedForward.down", hidden));
    }
    return out;
  }

  /// @param start where keys begin in `keysValues`; values follow them
  private double[] attended(double[] query, double[][] keysValues, int start) {
    int width = config.width();
    int part = width / config.heads();
    var sum = new double[width];
    for (int from = 0; from < width; from += part) {
      var scores = new double[keysValues.length];
      for (int s = 0; s < scores.length; s++) {
        scores[s] =
            ScalarReference.dot(query, from, keysValues[s], start + from, part) / Math.sqrt(part);
      }
      double[] shares = ScalarReference.logSoftmax(scores);
      for (int s = 0; s < scores.length; s++) {
        for (int i = 0; i < part; i++) {
          sum[from + i] += Math.exp(shares[s]) * keysValues[s][start + width + from + i];
        }
      }
    }
    return sum;
  }

  private double[] row(String name, int row) {
    float[] table = Tensors.toFloats(weights.tensor(name));
    var values = new double[config.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[row * values.length + i];
    }
    return values;
  }
}
