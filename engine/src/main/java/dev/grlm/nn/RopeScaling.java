package dev.grlm.nn;

/// YaRN (Peng et al. 2023, arXiv 2309.00071): rotary positions beyond those a model was trained on,
/// computed as Hugging Face does for `"rope_type": "yarn"`. Slow dimensions are stretched by s,
/// fast ones are left alone, and between two numbers of turns the share grows linearly with the
/// dimension.
///
/// @param factor s, at least 1 (`factor`)
/// @param originalPositions L, positions of the training (`original_max_position_embeddings`)
/// @param betaFast turns over L from which a dimension is left alone (`beta_fast`)
/// @param betaSlow turns over L below which it is stretched in full (`beta_slow`)
/// @param attentionFactor what cosine and sine are multiplied with, so that the logits of attention
///   are multiplied with its square (`attention_factor`)
public record RopeScaling(
    double factor,
    int originalPositions,
    double betaFast,
    double betaSlow,
    double attentionFactor) {
  /// Section 3.2 of the paper, β.
  public static final double BETA_FAST = 32;

  /// Section 3.2 of the paper, α.
  public static final double BETA_SLOW = 1;

  /// Keeps a ramp between two equal dimensions from dividing by zero.
  private static final double LEAST_RAMP = 0.001;

  /// @throws IllegalArgumentException naming the key in `config.json` and the value
  public RopeScaling {
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("factor must be at least 1: " + factor);
    }
    if (originalPositions < 1) {
      throw new IllegalArgumentException(
          "original_max_position_embeddings must be positive: " + originalPositions);
    }
    if (!(betaSlow > 0) || !(betaFast >= betaSlow)) {
      throw new IllegalArgumentException(
          "beta_slow must be positive and beta_fast no smaller: " + betaSlow + ", " + betaFast);
    }
    if (!(attentionFactor > 0)) {
      throw new IllegalArgumentException("attention_factor must be positive: " + attentionFactor);
    }
  }

  /// With the paper's settings for everything else.
  public static RopeScaling yarn(double factor, int originalPositions) {
    return new RopeScaling(
        factor, originalPositions, BETA_FAST, BETA_SLOW, attentionFactor(factor));
  }

  /// √(1/t) of equation 22.
  public static double attentionFactor(double factor) {
    return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
  }

  /// Radians per position of the width / 2 pairs.
  ///
  /// @param theta base of the wavelengths, above 1
  double[] frequencies(int width, double theta) {
    double low = Math.max(0, Math.floor(dimension(betaFast, width, theta)));
    double high = Math.min(width - 1, Math.ceil(dimension(betaSlow, width, theta)));
    double ramp = Math.max(high - low, LEAST_RAMP);
    var frequencies = new double[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      double stretched = Math.clamp((i - low) / ramp, 0, 1);
      double frequency = Math.pow(theta, -2.0 * i / width);
      frequencies[i] = frequency * (1 - stretched) + frequency / factor * stretched;
    }
    return frequencies;
  }

  /// The pair, as a fraction, that makes so many turns over the original positions.
  private double dimension(double turns, int width, double theta) {
    return width * Math.log(originalPositions / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
  }
}
