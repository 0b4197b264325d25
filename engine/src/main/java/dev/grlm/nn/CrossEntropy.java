package dev.grlm.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Minus the log-probability of classes, in nats, by a softmax over each row of logits. Stateless.
public final class CrossEntropy {
  /// libtorch's codes for what becomes of the losses of all rows.
  private static final long EACH = 0;

  private static final long SUM = 2;

  /// libtorch's code for no ignored class.
  private static final long NONE_IGNORED = -100;

  private CrossEntropy() {}

  /// @param logits (B, C)
  /// @param classes (B), each below C
  /// @return of all rows, a scalar
  public static Tensor sum(Tensor logits, Tensor classes) {
    return sum(logits, classes, 0);
  }

  /// @param logits (B, C)
  /// @param classes (B), each below C
  /// @param smoothing share of a target that all classes have alike, 0 … 1
  /// @return of all rows, a scalar
  public static Tensor sum(Tensor logits, Tensor classes, double smoothing) {
    return torch.cross_entropy_loss(
        logits, classes, new TensorOptional(), SUM, NONE_IGNORED, smoothing);
  }

  /// @param logits (B, C)
  /// @param classes (B), each below C
  /// @return of each row, (B)
  public static Tensor each(Tensor logits, Tensor classes) {
    return torch.cross_entropy_loss(logits, classes, new TensorOptional(), EACH, NONE_IGNORED, 0);
  }
}
