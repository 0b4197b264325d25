package dev.grlm.train;

import java.util.List;

/// How a training went.
///
/// @param curve one point per epoch
/// @param bestEpoch counted from 1
public record TrainingResult(List<CurvePoint> curve, int bestEpoch, double bestScore) {
  public TrainingResult {
    curve = List.copyOf(curve);
  }

  /// The end of an epoch.
  ///
  /// @param epoch counted from 1
  /// @param loss mean over the epoch, nats per prediction
  /// @param validation score; NaN where there was no validation
  public record CurvePoint(int epoch, double loss, double validation) {}
}
