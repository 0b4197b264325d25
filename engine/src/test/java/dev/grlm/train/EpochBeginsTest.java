package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model hears of the beginning of every epoch once, whether or not the training was interrupted,
/// and which epoch it is wherever one goes on.
class EpochBeginsTest {
  private static final List<TwoLevelSample> SAMPLES = CyclicWorld.samples();

  @TempDir Path folder;

  /// @param begun epochs whose beginning was told
  /// @param present epochs that were told, in order
  private record Heard(
      Trainable<TwoLevelSample> objective, List<Integer> begun, List<Integer> present)
      implements Trainable<TwoLevelSample> {
    @Override
    public Parameters parameters() {
      return objective.parameters();
    }

    @Override
    public int weight(TwoLevelSample sample) {
      return objective.weight(sample);
    }

    @Override
    public void epochBegins(List<TwoLevelSample> samples, int epoch) {
      assertThat(samples).isSameAs(SAMPLES);
      assertThat(present).endsWith(epoch);
      begun.add(epoch);
    }

    @Override
    public void epochIs(int epoch) {
      present.add(epoch);
    }

    @Override
    public Tensor loss(List<TwoLevelSample> samples, Dropout masks) {
      return objective.loss(samples, masks);
    }
  }

  /// Fails after so many steps.
  private static TrainingProgress stopping(int steps) {
    var left = new int[] {steps};
    return new TrainingProgress() {
      @Override
      public void stepDone(int epoch, int step, int all, long predictions, double loss) {
        if (left[0]-- == 0) {
          throw new IllegalStateException("stopped");
        }
      }

      @Override
      public void epochDone(TrainingState state) {}
    };
  }

  private Heard train(int steps) throws IOException {
    TrainerConfig config =
        new TrainerConfig(4, 60, 0.02, 0.1, 0.9, 0.99, 0.01, 1, 1, 4, 1, 7).withCheckpointSteps(1);
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0), CyclicWorld.universe(), 5)) {
      var heard = new Heard(CyclicWorld.objective(model), new ArrayList<>(), new ArrayList<>());
      new Trainer<>(heard, config, stopping(steps))
          .train(SAMPLES, _ -> 0, new FileCheckpoints(folder, "same", _ -> {}));
      return heard;
    }
  }

  @Test
  void everyEpochIsToldOnceAndNotAgainWhereOneGoesOnWithinIt() throws IOException {
    // 252 predictions are more than four steps of 60: this stops within the second epoch.
    assertThatIllegalStateException().isThrownBy(() -> train(6));
    Heard heard = train(1000);
    assertThat(heard.begun()).containsExactly(2, 3);
    assertThat(heard.present()).containsExactly(1, 2, 3);
  }

  @Test
  void aWholeTrainingTellsAll() throws IOException {
    Heard heard = train(1000);
    assertThat(heard.begun()).containsExactly(0, 1, 2, 3);
    assertThat(heard.present()).containsExactly(0, 1, 2, 3);
  }
}
