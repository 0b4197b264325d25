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

  /// One [EncoderLayer] over a sequence.
  public static double[][] encoderLayer(
      Parameters weights, String prefix, int heads, double[][] x) {
    int width = x[0].length;
    int part = width / heads;
    var qkv = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] normed = layerNorm(weights, prefix + ".attention.norm", x[t]);
      qkv[t] = linear(weights, prefix + ".attention.qkv", normed);
    }
    var out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      var context = new double[width];
      for (int head = 0; head < heads; head++) {
        var scores = new double[t + 1];
        for (int s = 0; s <= t; s++) {
          scores[s] = dot(qkv[t], head * part, qkv[s], width + head * part, part) / Math.sqrt(part);
        }
        double[] shares = logSoftmax(scores);
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < part; i++) {
            context[head * part + i] += Math.exp(shares[s]) * qkv[s][2 * width + head * part + i];
          }
        }
      }
      double[] y = sum(x[t], linear(weights, prefix + ".attention.output", context));
      double[] inner = layerNorm(weights, prefix + ".feedForward.norm", y);
      double[] hidden = gelu(linear(weights, prefix + ".feedForward.up", inner));
      out[t] = sum(y, linear(weights, prefix + ".feedForward.down", hidden));
    }
    return out;
  }
}
