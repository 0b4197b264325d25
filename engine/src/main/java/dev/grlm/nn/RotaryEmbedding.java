package dev.grlm.nn;

import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Rotary positions (Su et al. 2021, arXiv 2104.09864, equation 34) in the layout of the Hugging
/// Face checkpoints: dimension i turns together with dimension i + width / 2, not with its neighbor
/// as in the paper. Angles are computed in double precision.
///
/// @param width of one head; even
/// @param theta base of the wavelengths
/// @param scaling for sequences longer than those of the training; null for none
public record RotaryEmbedding(int width, double theta, @Nullable RopeScaling scaling) {
  public RotaryEmbedding {
    if (width < 2 || width % 2 != 0 || !(theta > 0)) {
      throw new IllegalArgumentException(
          "rotary positions need an even width and a positive theta: " + width + ", " + theta);
    }
  }

  /// Turns heads of shape (B, H, T, width); broadcasts.
  ///
  /// @param cosine (1 or B, 1, 1 or T, width)
  /// @param sine of the same shape
  public record Rotation(Tensor cosine, Tensor sine) {
    /// The same for heads of another place or precision.
    public Rotation placed(Placement placement) {
      return new Rotation(Tensors.place(cosine, placement), Tensors.place(sine, placement));
    }

    /// Shape (B, H, T, width) in and out.
    public Tensor apply(Tensor x) {
      long half = x.size(3) / 2;
      Tensor turned = Tensors.cat(3, x.narrow(3, half, half).neg(), x.narrow(3, 0, half));
      return x.mul(cosine).add(turned.mul(sine));
    }
  }

  /// For T consecutive positions from 0, the same in every row.
  public Rotation sequence(int time) {
    var positions = new int[time];
    for (int t = 0; t < time; t++) {
      positions[t] = t;
    }
    return rotation(positions, 1, 1, time, width);
  }

  /// For one position per row.
  public Rotation rows(int[] positions) {
    return rotation(positions, positions.length, 1, 1, width);
  }

  private Rotation rotation(int[] positions, long... shape) {
    int half = width / 2;
    double[] frequencies = frequencies();
    double amplitude = scaling == null ? 1 : scaling.attentionFactor();
    var cosine = new float[positions.length * width];
    var sine = new float[cosine.length];
    for (int i = 0; i < half; i++) {
      for (int p = 0; p < positions.length; p++) {
        double angle = positions[p] * frequencies[i];
        cosine[p * width + i] = (float) (amplitude * Math.cos(angle));
        cosine[p * width + i + half] = cosine[p * width + i];
        sine[p * width + i] = (float) (amplitude * Math.sin(angle));
        sine[p * width + i + half] = sine[p * width + i];
      }
    }
    return new Rotation(Tensors.floats(cosine, shape), Tensors.floats(sine, shape));
  }

  /// Radians per position of the width / 2 pairs.
  private double[] frequencies() {
    if (scaling != null) {
      return scaling.frequencies(width, theta);
    }
    var frequencies = new double[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.pow(theta, -2.0 * i / width);
    }
    return frequencies;
  }
}
