package dev.grlm.lm.twolevel;

/// What is known of the next step beside the model, for the lookahead: the score of a step becomes
/// `scale` × the model's + `added`, and the softmax of these over the known steps decides
/// (docs/decisions/0018). Not copied, must not be changed.
///
/// @param scale of the model's own scores, ≥ 0
/// @param slots how much of what the slots' nets say is kept, from 0 to 1
/// @param steps numbers in the model's table, each once; what is added to all others is 0
/// @param added natural logarithms; minus infinity rules a step out
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record StepPrior(double scale, double slots, int[] steps, float[] added) {
  public StepPrior {
    if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY) || !(slots >= 0 && slots <= 1)) {
      throw new IllegalArgumentException(
          "scale must be finite and at least 0, slots in 0 to 1: " + scale + ", " + slots);
    }
    if (steps.length != added.length) {
      throw new IllegalArgumentException(steps.length + " steps but " + added.length + " values");
    }
  }

  /// @param scores of all known steps, in order of place; changed
  void applyTo(float[] scores, StepTable table) {
    for (int place = 0; place < scores.length; place++) {
      scores[place] = (float) (scale * scores[place]);
    }
    for (int i = 0; i < steps.length; i++) {
      scores[table.placeOf(steps[i])] += added[i];
    }
  }
}
