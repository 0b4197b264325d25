package dev.grlm.train;

import dev.grlm.train.TrainingResult.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/// Where a training stands at the end of an epoch. Immutable.
///
/// @param epoch number of epochs done
/// @param bestEpoch counted from 1; 0 before the first validation
/// @param bestScore negative infinity before the first validation
/// @param bestWeights flat weights of the best validation; empty before the first
/// @param worseSince validations since the best one
public record TrainingState(
    int epoch,
    List<CurvePoint> curve,
    int bestEpoch,
    double bestScore,
    float[] bestWeights,
    int worseSince) {

  public TrainingState {
    curve = List.copyOf(curve);
  }

  /// Before the first epoch.
  static TrainingState start() {
    return new TrainingState(0, List.of(), 0, Double.NEGATIVE_INFINITY, new float[0], 0);
  }

  boolean finished(TrainerConfig config) {
    return epoch >= config.epochs() || worseSince >= config.patience();
  }

  TrainingState passed(int doneEpoch, double loss) {
    return new TrainingState(
        doneEpoch + 1,
        with(new CurvePoint(doneEpoch + 1, loss, Double.NaN)),
        bestEpoch,
        bestScore,
        bestWeights,
        worseSince);
  }

  TrainingState validated(int doneEpoch, double loss, double score, WeightAverage average) {
    List<CurvePoint> extended = with(new CurvePoint(doneEpoch + 1, loss, score));
    return score > bestScore
        ? new TrainingState(doneEpoch + 1, extended, doneEpoch + 1, score, average.values(), 0)
        : new TrainingState(
            doneEpoch + 1, extended, bestEpoch, bestScore, bestWeights, worseSince + 1);
  }

  private List<CurvePoint> with(CurvePoint point) {
    var extended = new ArrayList<>(curve);
    extended.add(point);
    return extended;
  }
}
