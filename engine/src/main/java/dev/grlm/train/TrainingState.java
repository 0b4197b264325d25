package dev.grlm.train;

import dev.grlm.train.TrainingResult.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/// Where a training stands after a step. Immutable.
///
/// @param epoch number of epochs done
/// @param step steps done in the epoch after those
/// @param lossSum over those steps, nats
/// @param predictions made in those steps
/// @param bestEpoch the epoch with the best validation, counted from 1; 0 before the first
/// @param bestScore negative infinity before the first validation
/// @param worseSince validations since the best one
public record TrainingState(
    int epoch,
    int step,
    double lossSum,
    long predictions,
    List<CurvePoint> curve,
    int bestEpoch,
    double bestScore,
    int worseSince) {

  public TrainingState {
    curve = List.copyOf(curve);
  }

  /// Before the first step.
  static TrainingState start() {
    return new TrainingState(0, 0, 0, 0, List.of(), 0, Double.NEGATIVE_INFINITY, 0);
  }

  /// Mean over the present epoch, nats per prediction.
  double loss() {
    return lossSum / predictions;
  }

  TrainingState stepped(double loss, long made) {
    return new TrainingState(
        epoch,
        step + 1,
        lossSum + loss,
        predictions + made,
        curve,
        bestEpoch,
        bestScore,
        worseSince);
  }

  /// The epoch is done.
  TrainingState passed() {
    return ended(with(new CurvePoint(epoch + 1, loss(), Double.NaN)));
  }

  /// The epoch is done and was validated.
  TrainingState passed(double score) {
    return ended(with(new CurvePoint(epoch + 1, loss(), score))).scored(epoch + 1, score);
  }

  private TrainingState ended(List<CurvePoint> extended) {
    return new TrainingState(epoch + 1, 0, 0, 0, extended, bestEpoch, bestScore, worseSince);
  }

  private TrainingState scored(int atEpoch, double score) {
    boolean better = score > bestScore;
    return new TrainingState(
        epoch,
        step,
        lossSum,
        predictions,
        curve,
        better ? atEpoch : bestEpoch,
        better ? score : bestScore,
        better ? 0 : worseSince + 1);
  }

  private List<CurvePoint> with(CurvePoint point) {
    var extended = new ArrayList<>(curve);
    extended.add(point);
    return extended;
  }
}
