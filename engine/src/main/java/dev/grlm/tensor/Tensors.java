package dev.grlm.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Java arrays in and out of tensors. A tensor made here belongs to the calling thread's innermost
/// `PointerScope` and dies with it, unless it is retained.
@SuppressWarnings("restricted") // tensor memory is read and written in place
public final class Tensors {
  private Tensors() {}

  /// A float32 tensor with a copy of `values`.
  public static Tensor floats(float[] values, long... shape) {
    try (var source = new FloatPointer(values);
        var options = new TensorOptions(ScalarType.Float);
        Tensor borrowed = torch.from_blob(source, shape, options)) {
      return borrowed.clone();
    }
  }

  /// An int64 tensor with a copy of `values`.
  public static Tensor longs(long[] values, long... shape) {
    try (var source = new LongPointer(values);
        var options = new TensorOptions(ScalarType.Long);
        Tensor borrowed = torch.from_blob(source, shape, options)) {
      return borrowed.clone();
    }
  }

  /// An int64 vector with a copy of `values`.
  public static Tensor longs(int[] values) {
    return longs(Arrays.stream(values).asLongStream().toArray(), values.length);
  }

  /// A bool tensor, true where the unsigned byte is at least `threshold`.
  public static Tensor atLeast(byte[] values, int threshold, long... shape) {
    try (var source = new BytePointer(values);
        var options = new TensorOptions(ScalarType.Byte);
        var limit = new Scalar(threshold);
        Tensor borrowed = torch.from_blob(source, shape, options)) {
      return borrowed.ge(limit);
    }
  }

  /// Whether all values are numbers, none of them infinite. The smallest and the largest say so, as
  /// libtorch hands on what is no number; no second tensor of that size is made.
  static boolean finite(Tensor tensor) {
    if (tensor.numel() == 0) {
      return true;
    }
    T_TensorTensor_T ends = torch.aminmax(tensor);
    return Double.isFinite(ends.get0().item_double()) && Double.isFinite(ends.get1().item_double());
  }

  /// The sizes of all dimensions.
  public static long[] shape(Tensor tensor) {
    var shape = new long[Math.toIntExact(tensor.dim())];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = tensor.size(d);
    }
    return shape;
  }

  /// float32 zeros.
  public static Tensor zeros(long... shape) {
    try (var options = new TensorOptions(ScalarType.Float)) {
      return torch.zeros(shape, options);
    }
  }

  /// All values of a floating-point tensor anywhere, row-major.
  public static float[] toFloats(Tensor tensor) {
    try (Tensor detached = tensor.detach();
        Tensor host = onHost(detached, ScalarType.Float);
        Tensor dense = host.contiguous()) {
      var values = new float[Math.toIntExact(dense.numel())];
      MemorySegment memory = memory(dense, 4L * values.length);
      MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
      return values;
    }
  }

  /// All values of an int64 tensor anywhere, row-major.
  public static long[] toLongs(Tensor tensor) {
    try (Tensor detached = tensor.detach();
        Tensor host = onHost(detached, ScalarType.Long);
        Tensor dense = host.contiguous()) {
      var values = new long[Math.toIntExact(dense.numel())];
      MemorySegment memory = memory(dense, 8L * values.length);
      MemorySegment.copy(memory, ValueLayout.JAVA_LONG, 0, values, 0, values.length);
      return values;
    }
  }

  /// Without a copy where the tensor is of that type in the host's memory already.
  static Tensor onHost(Tensor tensor, ScalarType type) {
    try (var device = new org.bytedeco.pytorch.Device("cpu")) {
      return tensor.to(device, type);
    }
  }

  /// The tensor as activations of `placement`; itself where it is of that kind already.
  public static Tensor place(Tensor tensor, Placement placement) {
    return tensor.to(placement.device().torch(), placement.compute().torch());
  }

  /// An int64 tensor with a copy of `values` on a device.
  public static Tensor longs(Device device, long[] values, long... shape) {
    Tensor host = longs(values, shape);
    return device.cuda() ? host.to(device.torch(), ScalarType.Long) : host;
  }

  /// The values on the device of `like`; themselves where they are there.
  public static Tensor beside(Tensor like, Tensor values) {
    return values.to(like.device(), values.scalar_type());
  }

  /// Overwrites a contiguous float32 tensor in the host's memory.
  ///
  /// @throws IllegalArgumentException when the number of values differs
  public static void overwrite(Tensor target, float[] values) {
    if (target.numel() != values.length) {
      throw new IllegalArgumentException(
          "tensor of " + target.numel() + " values cannot take " + values.length);
    }
    MemorySegment memory = memory(target, 4L * values.length);
    MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, 0, values.length);
  }

  /// A tensor without values has no address.
  static MemorySegment memory(Tensor dense, long bytes) {
    return bytes == 0
        ? MemorySegment.NULL
        : MemorySegment.ofAddress(dense.data_ptr().address()).reinterpret(bytes);
  }

  /// Concatenation along `dimension`.
  public static Tensor cat(long dimension, Tensor... parts) {
    try (var list = new TensorVector(parts)) {
      return torch.cat(list, dimension);
    }
  }
}
