package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A schedule that is as long as it is told in steps, whatever the number of samples. An epoch of
/// the cyclic world has six steps of 40 predictions or a little more.
class StepScheduleTest {
  private static final int PER_EPOCH = 6;

  @TempDir Path folder;

  /// What was told of a training, and what came of it.
  private record Heard(List<String> lines, List<CurvePoint> curve, float[] weights) {}

  private static TrainerConfig config(int epochs, int steps) {
    return new TrainerConfig(epochs, 40, 0.01, 0.3, 0.9, 0.99, 0.01, 1, 2, 9, 1, 7)
        .withSteps(steps)
        .withCheckpointSteps(4);
  }

  /// @param killedAfter steps of this session
  private static Heard train(TrainerConfig config, Checkpoints checkpoints, int killedAfter)
      throws IOException {
    var lines = new ArrayList<String>();
    var progress =
        new TrainingProgress() {
          private int done;

          @Override
          public void begun(TrainingState from, double epochs) {
            lines.add("from " + from.epoch() + " of " + epochs);
          }

          @Override
          public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
            lines.add(epoch + ": " + step + "/" + steps);
            if (++done == killedAfter) {
              throw new IllegalStateException("killed");
            }
          }

          @Override
          public void epochDone(TrainingState state) {}
        };
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), 5)) {
      TrainingResult result =
          new Trainer<>(CyclicWorld.objective(model), config, progress)
              .train(CyclicWorld.samples(), epoch -> epoch, checkpoints);
      return new Heard(lines, result.curve(), model.parameters().values());
    }
  }

  @Test
  void theLastEpochIsCutShortAndJudged() throws IOException {
    Heard heard = train(config(1, 15), Checkpoints.none(), -1);
    assertThat(heard.lines).hasSize(1 + 15).startsWith("from 0 of 2.5", "0: 1/6");
    assertThat(heard.lines).endsWith("1: 6/6", "2: 1/6", "2: 2/6", "2: 3/6");
    assertThat(heard.curve)
        .extracting(CurvePoint::validation)
        .containsExactly(Double.NaN, 2.0, 3.0);
  }

  @Test
  void lessThanAnEpochIsJudgedAtItsEnd() throws IOException {
    Heard heard = train(config(9, 2), Checkpoints.none(), -1);
    assertThat(heard.lines).containsExactly("from 0 of " + 2.0 / 6, "0: 1/6", "0: 2/6");
    assertThat(heard.curve).extracting(CurvePoint::validation).containsExactly(1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void asManyStepsAsTheEpochsHaveIsTheSameTraining(int epochs) throws IOException {
    Heard byEpochs = train(config(epochs, 0), Checkpoints.none(), -1);
    Heard bySteps = train(config(99, epochs * PER_EPOCH), Checkpoints.none(), -1);
    assertThat(bySteps.weights).containsExactly(byEpochs.weights);
    assertThat(bySteps.lines).isEqualTo(byEpochs.lines);
    assertThat(bySteps.curve).isEqualTo(byEpochs.curve);
  }

  /// After 4 steps within the first epoch, after 8 within the second, after 12 at its end.
  @ParameterizedTest
  @CsvSource({"5, 4: 0", "9, 8: 1", "12, 8: 1", "14, 12: 2"})
  void killedItGoesOnBitIdentical(int killedAfter, String from) throws IOException {
    Heard whole = train(config(1, 15), Checkpoints.none(), -1);
    assertThatThrownBy(() -> train(config(1, 15), checkpoints(), killedAfter)).hasMessage("killed");
    Heard resumed = train(config(1, 15), checkpoints(), -1);
    int steps = Integer.parseInt(from.split(": ", -1)[0]);
    assertThat(resumed.lines)
        .hasSize(1 + 15 - steps)
        .startsWith("from " + from.split(": ", -1)[1] + " of 2.5");
    assertThat(resumed.weights).containsExactly(whole.weights);
    assertThat(resumed.curve).isEqualTo(whole.curve);
  }

  private Checkpoints checkpoints() {
    return new FileCheckpoints(folder, "a", _ -> {});
  }

  @Test
  void fewerThanNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, -1))
        .withMessage("steps must not be negative: -1");
  }
}
