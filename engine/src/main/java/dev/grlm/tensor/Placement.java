package dev.grlm.tensor;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Where a model's weights live and how they are held. What is computed is fp32 on the host, where
/// most processors emulate arithmetic in half precision many times slower, and the weights' own
/// precision on a card.
public record Placement(Device device, Precision precision) {
  /// The host's memory in fp32.
  public static final Placement HOST = new Placement(Device.CPU, Precision.FLOAT32);

  /// The precision of activations.
  public Precision compute() {
    return device.cuda() ? precision : Precision.FLOAT32;
  }

  /// For tensors like the weights. Belongs to the caller's scope.
  public TensorOptions weights() {
    return options(precision.torch());
  }

  /// For tensors like the activations. Belongs to the caller's scope.
  public TensorOptions activations() {
    return options(compute().torch());
  }

  /// For tensors of another kind on the same device, such as token numbers. Belongs to the caller's
  /// scope.
  public TensorOptions options(ScalarType type) {
    return new TensorOptions(type).device(new DeviceOptional(device.torch()));
  }
}
