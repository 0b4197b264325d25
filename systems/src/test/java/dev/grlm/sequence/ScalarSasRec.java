package dev.grlm.sequence;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;

/// [SasRec] written out in doubles, one value at a time.
final class ScalarSasRec {
  private final SasRecConfig config;
  private final Parameters weights;

  ScalarSasRec(SasRec model) {
    this.config = model.config();
    this.weights = model.parameters();
  }

  /// The scores of all items after every item of a history.
  double[][] scores(int[] items) {
    double[][] x = new double[items.length][];
    for (int t = 0; t < items.length; t++) {
      double[] item = row("items.embedding", items[t]);
      double[] position = row("positions.embedding", t);
      x[t] = new double[config.width()];
      for (int d = 0; d < config.width(); d++) {
        x[t][d] = Math.sqrt(config.width()) * item[d] + position[d];
      }
    }
    for (int block = 0; block < config.blocks(); block++) {
      x = block("blocks." + block, x);
    }
    double[][] scores = new double[items.length][config.items()];
    for (int t = 0; t < items.length; t++) {
      double[] state = norm("output.norm", x[t]);
      for (int item = 0; item < config.items(); item++) {
        scores[t][item] = dot(state, row("items.embedding", item), 0, config.width());
      }
    }
    return scores;
  }

  private double[][] block(String name, double[][] x) {
    int width = config.width();
    double[][] queries = new double[x.length][];
    double[][] keys = new double[x.length][];
    double[][] values = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] all = linear(name + ".attention.qkv", norm(name + ".attention.norm", x[t]));
      queries[t] = part(all, 0, width);
      keys[t] = part(all, width, width);
      values[t] = part(all, 2 * width, width);
    }
    double[][] out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] read = attended(queries[t], keys, values, t);
      double[] y = sum(x[t], linear(name + ".attention.output", read));
      double[] hidden = linear(name + ".feedForward.up", norm(name + ".feedForward.norm", y));
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = gelu(hidden[i]);
      }
      out[t] = sum(y, linear(name + ".feedForward.down", hidden));
    }
    return out;
  }

  private double[] attended(double[] query, double[][] keys, double[][] values, int t) {
    int size = config.width() / config.heads();
    double[] read = new double[config.width()];
    for (int from = 0; from < config.width(); from += size) {
      double total = 0;
      for (int s = 0; s <= t; s++) {
        double share = Math.exp(dot(query, keys[s], from, size) / Math.sqrt(size));
        total += share;
        for (int d = from; d < from + size; d++) {
          read[d] += share * values[s][d];
        }
      }
      for (int d = from; d < from + size; d++) {
        read[d] /= total;
      }
    }
    return read;
  }

  private double[] row(String name, int row) {
    float[] table = Tensors.toFloats(weights.tensor(name));
    double[] values = new double[config.width()];
    for (int d = 0; d < values.length; d++) {
      values[d] = table[row * values.length + d];
    }
    return values;
  }

  private double[] linear(String name, double[] x) {
    float[] weight = Tensors.toFloats(weights.tensor(name + ".weight"));
    float[] bias = Tensors.toFloats(weights.tensor(name + ".bias"));
    double[] y = new double[bias.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i];
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  private double[] norm(String name, double[] x) {
    float[] gain = Tensors.toFloats(weights.tensor(name + ".weight"));
    float[] bias = Tensors.toFloats(weights.tensor(name + ".bias"));
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + bias[i];
    }
    return y;
  }

  /// x Φ(x), with the error function by its power series.
  private static double gelu(double x) {
    double z = x / Math.sqrt(2);
    double term = z;
    double sum = z;
    for (int n = 1; n < 200; n++) {
      term *= -z * z / n;
      sum += term / (2 * n + 1);
    }
    double error = Math.abs(z) > 5 ? Math.signum(z) : 2 / Math.sqrt(Math.PI) * sum;
    return x * 0.5 * (1 + error);
  }

  private static double[] sum(double[] a, double[] b) {
    double[] y = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  private static double[] part(double[] values, int from, int count) {
    return Arrays.copyOfRange(values, from, from + count);
  }

  private static double dot(double[] a, double[] b, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
