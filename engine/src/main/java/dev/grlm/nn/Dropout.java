package dev.grlm.nn;

import dev.grlm.tensor.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Inverted dropout whose masks follow from a seed alone, so that a resumed training draws what the
/// uninterrupted one would have drawn. Used by one thread for one forward pass.
///
/// A mask is one random byte per value, so rates are multiples of 1/256. It is drawn where the
/// values are, and is the same everywhere.
public final class Dropout {
  private final boolean active;

  /// Of a [SplittableRandom], which goes on by γ with every number.
  private long state;

  private Dropout(long seed, boolean active) {
    this.state = seed;
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
    long drawn = new SplittableRandom(state).nextLong();
    state += DrawnBytes.GAMMA;
    return drawn;
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
    Tensor kept =
        values.is_cuda()
            ? keptThere(state, values.device(), count, threshold, maskShape)
            : keptHere(state, count, threshold, maskShape);
    state += DrawnBytes.numbers(count) * DrawnBytes.GAMMA;
    Tensor mask = kept.to(values.device(), values.scalar_type());
    return values.mul(mask.mul_(new Scalar(256.0 / (256 - threshold))));
  }

  /// Drawn by the JVM, quickest on the host.
  ///
  /// @param state of the generator
  /// @param threshold the least byte that is kept
  static Tensor keptHere(long state, int count, int threshold, long[] shape) {
    var bytes = new byte[count];
    new SplittableRandom(state).nextBytes(bytes);
    return Tensors.atLeast(bytes, threshold, shape);
  }

  /// The same on a device, of which nothing but the seed goes there.
  static Tensor keptThere(long state, Device device, int count, int threshold, long[] shape) {
    try (Tensor bytes = DrawnBytes.of(state, count, device)) {
      return bytes.ge(new Scalar(threshold)).view(shape);
    }
  }
}
