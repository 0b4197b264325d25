package dev.grlm.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.grlm.train.TrainingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `model/curve.json`: how the training went.
///
/// @param bestEpoch whose weights were kept, counted from 1
record Curve(List<Point> points, int bestEpoch, double bestScore) {
  static final Curve EMPTY = new Curve(List.of(), 0, 0);

  /// @param loss mean over the epoch, nats per prediction
  /// @param validation NDCG@10 where the epoch was validated
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Point(int epoch, double loss, @Nullable Double validation) {}

  static Curve of(TrainingResult result) {
    List<Point> points =
        result.curve().stream()
            .map(point ->
                new Point(
                    point.epoch(),
                    point.loss(),
                    Double.isNaN(point.validation()) ? null : point.validation()))
            .toList();
    return new Curve(points, result.bestEpoch(), result.bestScore());
  }
}
