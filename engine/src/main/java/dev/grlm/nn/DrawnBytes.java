package dev.grlm.nn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The bytes that a [java.util.SplittableRandom] gives, computed where a tensor lives: its i-th
/// number is a hash of seed + i·γ and of nothing before it, whole numbers of 64 bits that wrap, so
/// that every device comes to the same bits. Stateless.
final class DrawnBytes {
  /// γ of a generator that is made from a seed alone (Steele, Lea and Flood, OOPSLA 2014, figure
  /// 16).
  static final long GAMMA = 0x9e3779b97f4a7c15L;

  private DrawnBytes() {}

  /// How many numbers of the generator some bytes take.
  static long numbers(int bytes) {
    return Math.ceilDiv(bytes, Long.BYTES);
  }

  /// @param seed state of the generator
  /// @param count at least 1
  /// @return (count) unsigned bytes, to be closed by the caller
  static Tensor of(long seed, int count, Device device) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var options = new TensorOptions(ScalarType.Long).device(new DeviceOptional(device));
      Tensor z = torch.arange(new Scalar(1L), new Scalar(numbers(count) + 1), options);
      z = z.mul_(new Scalar(GAMMA)).add_(new Scalar(seed));
      // The variant 13 of Stafford's mixing functions, as in the JDK.
      z = xorShift(z, 30).mul_(new Scalar(0xbf58476d1ce4e5b9L));
      z = xorShift(z, 27).mul_(new Scalar(0x94d049bb133111ebL));
      Tensor bytes = xorShift(z, 31).view(ScalarType.Byte).narrow(0, 0, count);
      bytes.retainReference();
      return bytes;
    }
  }

  /// z ^ (z >>> bits), in place; libtorch's shift keeps the sign.
  private static Tensor xorShift(Tensor z, int bits) {
    Tensor shifted = z.__rshift__(new Scalar(bits)).bitwise_and_(new Scalar(-1L >>> bits));
    return z.bitwise_xor_(shifted);
  }
}
