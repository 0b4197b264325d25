package dev.grlm.lm.twolevel;

/// Known steps that stand for one that a decoder was not trained on. Not copied, must not be
/// changed.
///
/// @param steps numbers of steps that the decoder was trained on; none where nothing stands for it
/// @param weights of each, Σ = 1
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record StepMix(int[] steps, double[] weights) {
  /// A step that is known by its symbols alone.
  public static final StepMix NONE = new StepMix(new int[0], new double[0]);

  public StepMix {
    if (steps.length != weights.length) {
      throw new IllegalArgumentException(
          steps.length + " steps but " + weights.length + " weights");
    }
  }
}
