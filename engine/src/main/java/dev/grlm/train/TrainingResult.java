package dev.grlm.train;

import java.util.List;

/// @param curve one point per epoch
/// @param bestEpoch counted from 1
public record TrainingResult(List<CurvePoint> curve, int bestEpoch, double bestScore) {
  public TrainingResult {
    curve = List.copyOf(curve);
  }

  /// @param epoch counted from 1
  /// @param loss mean over the epoch, nats per prediction
  /// @param validation score; NaN where the epoch was not validated
  public record CurvePoint(int epoch, double loss, double validation) {}
}
