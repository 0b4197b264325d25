package dev.grlm.ground;

import java.util.ArrayList;
import java.util.List;

/// How much a matching slot counts in structural grounding (paper §3.4; docs/decisions/0005).
///
/// @param weights weight of slot 0, 1, …; each positive and finite. There may be more weights than
///   an identifier has slots, the rest is not used; fewer are an error of the [ElasticGrounder].
public record GroundingConfig(List<Double> weights) {
  /// Longest identifier that can be grounded: as long as the paper's longest, and as there are
  /// aspects to ask a language model about.
  public static final int MAXIMUM_LENGTH = 10;

  /// 1, ½, ⅓, ¼, ⅕ (docs/decisions/0013#12), continued for longer identifiers.
  public static final GroundingConfig DEFAULT = harmonic(MAXIMUM_LENGTH);

  public GroundingConfig {
    weights = List.copyOf(weights);
    for (int slot = 0; slot < weights.size(); slot++) {
      double weight = weights.get(slot);
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "the weight of slot " + slot + " must be positive and finite, is " + weight);
      }
    }
  }

  /// Weights 1/(j+1) for slots j = 0 … length − 1.
  public static GroundingConfig harmonic(int length) {
    var weights = new ArrayList<Double>();
    for (int slot = 0; slot < length; slot++) {
      weights.add(1.0 / (slot + 1));
    }
    return new GroundingConfig(weights);
  }
}
