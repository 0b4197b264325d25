package dev.grlm.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.train.TrainingResult;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTest {
  private static final Curve CURVE =
      Curve.of(
          new TrainingResult(
              List.of(new CurvePoint(1, 2.5, Double.NaN), new CurvePoint(2, 1.25, .75)), 2, .75));

  @TempDir private Path folder;

  @Test
  void anEpochThatWasNotValidatedHasNoScore() {
    assertThat(CURVE.points())
        .containsExactly(new Curve.Point(1, 2.5, null), new Curve.Point(2, 1.25, .75));
    assertThat(CURVE.bestEpoch()).isEqualTo(2);
    assertThat(CURVE.bestScore()).isEqualTo(.75);
  }

  /// JSON has no NaN, and 0 would be a score.
  @Test
  void theMissingScoreIsLeftOutOfTheFileAndReadBackAsMissing() throws IOException {
    Path file = folder.resolve("curve.json");
    Json.write(file, CURVE);
    assertThat(Json.read(file).at("/points/0").has("validation")).isFalse();
    assertThat(Json.read(file).at("/points/1/validation").asDouble()).isEqualTo(.75);
    assertThat(Curve.read(file)).isEqualTo(CURVE);
  }

  @Test
  void aSystemThatDidNotTrainHasAnEmptyCurve() throws IOException {
    assertThat(Curve.read(folder.resolve("absent.json"))).isEqualTo(Curve.EMPTY);
  }
}
