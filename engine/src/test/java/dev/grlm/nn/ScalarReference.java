package dev.grlm.nn;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;

/// The layers written out in doubles, one value at a time.
public final class ScalarReference {
  private ScalarReference() {}

  /// Weight and bias of `name`; the weight's rows are outputs.
  public static double[] linear(Parameters weights, String name, double[] x) {
    float[] weight = Tensors.toFloats(weights.tensor(name + ".weight"));
    float[] bias = Tensors.toFloats(weights.tensor(name + ".bias"));
    var y = new double[bias.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = bias[i];
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i * x.length + j] * x[j];
      }
    }
    return y;
  }

  public static double[] layerNorm(Parameters weights, String name, double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    float[] gain = Tensors.toFloats(weights.tensor(name + ".weight"));
    float[] bias = Tensors.toFloats(weights.tensor(name + ".bias"));
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + bias[i];
    }
    return y;
  }

  /// x Φ(x), with the error function by its power series.
  public static double[] gelu(double[] x) {
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double z = x[i] / Math.sqrt(2);
      double term = z;
      double sum = z;
      for (int n = 1; n < 120; n++) {
        term *= -z * z / n;
        sum += term / (2 * n + 1);
      }
      double erf = Math.abs(z) > 5 ? Math.signum(z) : 2 / Math.sqrt(Math.PI) * sum;
      y[i] = x[i] * 0.5 * (1 + erf);
    }
    return y;
  }

  public static double[] sum(double[] a, double[] b) {
    var y = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  public static double dot(double[] a, int fromA, double[] b, int fromB, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }

  public static double[] logSoftmax(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value);
    }
    var y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] - Math.log(sum);
    }
    return y;
  }

  /// One [Block] over a sequence of which position t sees positions 0…t.
  public static double[][] causalBlock(Parameters weights, String prefix, int heads, double[][] x) {
    return block(weights, prefix, heads, x, normed(weights, prefix, x), (t, s) -> s <= t);
  }

  /// One [Block] over a sequence of which all positions see the first `length`.
  static double[][] fullBlock(
      Parameters weights, String prefix, int heads, double[][] x, int length) {
    return block(weights, prefix, heads, x, normed(weights, prefix, x), (_, s) -> s < length);
  }

  /// One [Block] whose positions see the first `length` of another sequence.
  static double[][] crossBlock(
      Parameters weights, String prefix, int heads, double[][] x, double[][] source, int length) {
    return block(weights, prefix, heads, x, source, (_, s) -> s < length);
  }

  /// Whether position t sees position s.
  @FunctionalInterface
  private interface Sight {
    boolean sees(int t, int s);
  }

  private static double[][] normed(Parameters weights, String prefix, double[][] x) {
    var normed = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      normed[t] = layerNorm(weights, prefix + ".attention.norm", x[t]);
    }
    return normed;
  }

  /// @param source what keys and values are made of
  private static double[][] block(
      Parameters weights, String prefix, int heads, double[][] x, double[][] source, Sight sight) {
    int width = x[0].length;
    int part = width / heads;
    double[][] asking = normed(weights, prefix, x);
    var keysValues = new double[source.length][];
    for (int s = 0; s < source.length; s++) {
      keysValues[s] = linear(weights, prefix + ".attention.qkv", source[s]);
    }
    var out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] query = linear(weights, prefix + ".attention.qkv", asking[t]);
      var seen = new double[width];
      for (int head = 0; head < heads; head++) {
        int from = head * part;
        var scores = new double[source.length];
        for (int s = 0; s < scores.length; s++) {
          double score = dot(query, from, keysValues[s], width + from, part) / Math.sqrt(part);
          scores[s] = sight.sees(t, s) ? score : Double.NEGATIVE_INFINITY;
        }
        double[] shares = logSoftmax(scores);
        for (int s = 0; s < scores.length; s++) {
          for (int i = 0; i < part; i++) {
            seen[from + i] += Math.exp(shares[s]) * keysValues[s][2 * width + from + i];
          }
        }
      }
      double[] y = sum(x[t], linear(weights, prefix + ".attention.output", seen));
      double[] inner = layerNorm(weights, prefix + ".feedForward.norm", y);
      double[] hidden = gelu(linear(weights, prefix + ".feedForward.up", inner));
      out[t] = sum(y, linear(weights, prefix + ".feedForward.down", hidden));
    }
    return out;
  }
}
