package dev.grlm.codebook;

import java.util.Map;
import java.util.Objects;

/// An RQ-VAE in plain loops and double precision, obviously right; what the loss takes without a
/// gradient is kept as it was at first, so that its finite differences are the gradient.
final class ScalarRqVae {
  private final RqVaeShape shape;
  private final RqVaeConfig config;

  /// Per item what was seen at first.
  private record Frozen(int[] codes, double[] z, double[][] r, double[][] q) {}

  private final Frozen[] frozen;

  ScalarRqVae(RqVaeShape shape, RqVaeConfig config, Map<String, double[]> weights, double[][] x) {
    this.shape = shape;
    this.config = config;
    this.frozen = new Frozen[x.length];
    for (int item = 0; item < x.length; item++) {
      frozen[item] = freeze(weights, x[item]);
    }
  }

  private Frozen freeze(Map<String, double[]> weights, double[] x) {
    double[] z = net(weights, "encoder", x);
    var codes = new int[shape.levels()];
    var r = new double[shape.levels()][];
    var q = new double[shape.levels()][];
    double[] left = z.clone();
    for (int level = 0; level < codes.length; level++) {
      r[level] = left.clone();
      double least = Double.POSITIVE_INFINITY;
      for (int code = 0; code < shape.codes(); code++) {
        double distance = meanSquares(left, code(weights, level, code));
        if (distance < least) {
          least = distance;
          codes[level] = code;
        }
      }
      q[level] = code(weights, level, codes[level]);
      for (int d = 0; d < left.length; d++) {
        left[d] -= q[level][d];
      }
    }
    return new Frozen(codes, z, r, q);
  }

  int[] codes(int item) {
    return frozen[item].codes();
  }

  double loss(Map<String, double[]> weights, double[][] x) {
    double loss = 0;
    for (int item = 0; item < x.length; item++) {
      loss += loss(weights, x[item], frozen[item]);
    }
    return loss;
  }

  private double loss(Map<String, double[]> weights, double[] x, Frozen first) {
    double[] z = net(weights, "encoder", x);
    double[] straight = z.clone();
    double[] left = z.clone();
    double levels = 0;
    for (int level = 0; level < shape.levels(); level++) {
      double[] q = code(weights, level, first.codes()[level]);
      levels += meanSquares(q, first.r()[level]);
      levels += config.commitment() * meanSquares(left, first.q()[level]);
      for (int d = 0; d < z.length; d++) {
        straight[d] += first.q()[level][d];
        // What straight-through leaves over has its value and no gradient.
        left[d] =
            config.legacy() && level + 1 < shape.levels()
                ? first.r()[level + 1][d]
                : left[d] - first.q()[level][d];
      }
    }
    for (int d = 0; d < z.length; d++) {
      straight[d] -= first.z()[d];
    }
    return meanSquares(net(weights, "decoder", straight), x)
        + config.quantisation() * levels / shape.levels();
  }

  private double[] code(Map<String, double[]> weights, int level, int code) {
    var values = new double[shape.width()];
    System.arraycopy(
        named(weights, RqVae.bookName(level)), code * shape.width(), values, 0, values.length);
    return values;
  }

  private double[] net(Map<String, double[]> weights, String net, double[] in) {
    double[] values = in;
    int layers = shape.hidden().size() + 1;
    for (int layer = 0; layer < layers; layer++) {
      double[] weight = named(weights, net + "." + layer + ".weight");
      double[] out = named(weights, net + "." + layer + ".bias").clone();
      for (int row = 0; row < out.length; row++) {
        for (int column = 0; column < values.length; column++) {
          out[row] += weight[row * values.length + column] * values[column];
        }
        if (layer + 1 < layers) {
          out[row] = Math.max(0, out[row]);
        }
      }
      values = out;
    }
    return values;
  }

  private static double[] named(Map<String, double[]> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private static double meanSquares(double[] left, double[] right) {
    double sum = 0;
    for (int d = 0; d < left.length; d++) {
      sum += (left[d] - right[d]) * (left[d] - right[d]);
    }
    return sum / left.length;
  }
}
