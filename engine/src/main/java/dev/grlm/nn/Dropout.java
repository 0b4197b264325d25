package dev.grlm.nn;

import dev.grlm.tensor.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Inverted dropout whose masks follow from a seed alone, so that a resumed training draws what the
/// uninterrupted one would have drawn. Used by one thread for one forward pass.
///
/// A mask is one random byte per value, so rates are multiples of 1/256.
public final class Dropout {
  private final SplittableRandom random;
  private final boolean active;

  private Dropout(long seed, boolean active) {
    this.random = new SplittableRandom(seed);
    this.active = active;
  }

  /// Masks that follow from `seed`.
  public static Dropout seeded(long seed) {
    return new Dropout(seed, true);
  }

  /// Changes nothing: for inference.
  public static Dropout none() {
    return new Dropout(0, false);
  }

  public boolean active() {
    return active;
  }

  /// A seed for something else that has to be drawn in this pass.
  public long nextSeed() {
    return random.nextLong();
  }

  /// Zeroes a share of `rate` of the values and scales the others up.
  public Tensor apply(Tensor values, double rate) {
    return masked(values, rate, Tensors.shape(values));
  }

  /// As [#apply], but whole rows (the last dimension) are kept or zeroed.
  public Tensor applyToRows(Tensor values, double rate) {
    long[] shape = Tensors.shape(values);
    shape[shape.length - 1] = 1;
    return masked(values, rate, shape);
  }

  private Tensor masked(Tensor values, double rate, long[] maskShape) {
    int threshold = (int) Math.round(rate * 256);
    if (!active || threshold == 0) {
      return values;
    }
    int count = 1;
    for (long size : maskShape) {
      count = Math.multiplyExact(count, Math.toIntExact(size));
    }
    var bytes = new byte[count];
    random.nextBytes(bytes);
    Tensor kept = Tensors.atLeast(bytes, threshold, maskShape);
    Tensor mask = kept.to(values.device(), values.scalar_type());
    return values.mul(mask.mul_(new Scalar(256.0 / (256 - threshold))));
  }
}
