package dev.grlm.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.grlm.ground.GroundingConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much a matching slot counts in structural grounding, as a person says it: the word
/// `reciprocal`, for whatever length, or a number for each slot. Immutable.
public final class GroundingWeights {
  private static final String WORD = "reciprocal";

  /// 1, ½, ⅓, … (docs/decisions/0013#12).
  public static final GroundingWeights RECIPROCAL = new GroundingWeights(List.of());

  private final List<Double> weights;

  private GroundingWeights(List<Double> weights) {
    this.weights = weights;
  }

  /// @param weights positive, finite, none above the one before, at least one
  /// @throws IllegalArgumentException naming the first that is not so
  public static GroundingWeights of(List<Double> weights) {
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("no weights; give one for each slot, or " + WORD);
    }
    double before = Double.MAX_VALUE;
    for (double weight : weights) {
      if (!(weight > 0 && weight <= before)) { // written so that NaN fails
        throw new IllegalArgumentException(
            "weights must be finite, above 0 and none above the one before, are " + weights);
      }
      before = weight;
    }
    return new GroundingWeights(List.copyOf(weights));
  }

  /// What stands in a configuration.
  ///
  /// @throws IllegalArgumentException when it is neither the word nor a list of such numbers
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static GroundingWeights parse(Object value) {
    if (value.equals(WORD)) {
      return RECIPROCAL;
    }
    var weights = new ArrayList<Double>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (!(one instanceof Number number)) {
        throw new IllegalArgumentException(
            "weights are the word %s or a list of numbers, not %s".formatted(WORD, value));
      }
      weights.add(number.doubleValue());
    }
    return of(weights);
  }

  @JsonValue
  public Object value() {
    return weights.isEmpty() ? WORD : weights;
  }

  /// The weights for identifiers of `length` slots.
  ///
  /// @throws IllegalArgumentException when another number of weights was given
  public GroundingConfig of(int length) {
    if (weights.isEmpty()) {
      return GroundingConfig.harmonic(length);
    }
    if (weights.size() != length) {
      throw new IllegalArgumentException(
          "decoding.groundingWeights: %d weights, but identifiers have %d slots; give one for each, or %s"
              .formatted(weights.size(), length, WORD));
    }
    return new GroundingConfig(weights);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroundingWeights given && weights.equals(given.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  @Override
  public String toString() {
    return value().toString();
  }
}
