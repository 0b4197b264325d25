package dev.grlm.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.grlm.io.Json;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `model/curve.json`: how the training went.
///
/// @param bestEpoch whose weights were kept, counted from 1
public record Curve(List<Point> points, int bestEpoch, double bestScore) {
  public static final Curve EMPTY = new Curve(List.of(), 0, 0);

  /// @param loss mean over the epoch, nats per prediction
  /// @param validation NDCG@10 where the epoch was validated
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Point(int epoch, double loss, @Nullable Double validation) {}

  public static Curve of(TrainingResult result) {
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

  /// What `file` holds; empty where there is none.
  public static Curve read(Path file) throws IOException {
    return Files.exists(file) ? Json.read(file, Curve.class) : EMPTY;
  }
}
