package dev.grlm.train;

import java.util.List;

/// @param curve one point per epoch, and one per validation within an epoch
/// @param bestEpoch counted from 1
public record TrainingResult(List<CurvePoint> curve, int bestEpoch, double bestScore) {
  public TrainingResult {
    curve = List.copyOf(curve);
  }

  /// @param epoch counted from 1
  /// @param step steps done in the epoch, where it was not at its end; else 0
  /// @param loss mean over the epoch up to there, nats per prediction
  /// @param validation score; NaN where there was no validation
  public record CurvePoint(int epoch, int step, double loss, double validation) {
    /// At the end of an epoch.
    public CurvePoint(int epoch, double loss, double validation) {
      this(epoch, 0, loss, validation);
    }
  }
}
