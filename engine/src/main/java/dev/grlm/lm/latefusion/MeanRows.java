package dev.grlm.lm.latefusion;

import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/// Means of rows: each mean is of any number of rows, zeros of none.
final class MeanRows {
  private final float[] scales;
  private final long[] sources;
  private final long[] targets;
  private int next;

  /// @param means how many means there are
  /// @param members of all of them together
  MeanRows(int means, int members) {
    this.scales = new float[means];
    this.sources = new long[members];
    this.targets = new long[members];
  }

  void add(int mean, int source) {
    sources[next] = source;
    targets[next++] = mean;
    scales[mean]++;
  }

  /// @param rows (n, D)
  /// @return (means, D)
  Tensor of(Tensor rows) {
    Tensor sum = Tensors.zeros(scales.length, rows.size(1));
    if (next == 0) {
      return sum;
    }
    var factors = new float[scales.length];
    for (int mean = 0; mean < factors.length; mean++) {
      factors[mean] = 1 / Math.max(1, scales[mean]);
    }
    Tensor chosen = rows.index_select(0, Tensors.longs(sources, next));
    return sum.index_add(0, Tensors.longs(targets, next), chosen)
        .mul(Tensors.floats(factors, factors.length, 1));
  }
}
