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

/// A model hears of every epoch once, whether or not the training was interrupted.
class EpochBeginsTest {
  private static final List<TwoLevelSample> SAMPLES = CyclicWorld.samples();

  @TempDir Path folder;

  /// @param begun epochs whose beginning was told
  private record Heard(Trainable<TwoLevelSample> objective, List<Integer> begun)
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
      begun.add(epoch);
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

  private List<Integer> begun(int steps) throws IOException {
    var begun = new ArrayList<Integer>();
    TrainerConfig config =
        new TrainerConfig(4, 60, 0.02, 0.1, 0.9, 0.99, 0.01, 1, 1, 4, 1, 7).withCheckpointSteps(1);
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0), CyclicWorld.universe(), 5)) {
      new Trainer<>(new Heard(CyclicWorld.objective(model), begun), config, stopping(steps))
          .train(SAMPLES, _ -> 0, new FileCheckpoints(folder, "same", _ -> {}));
    }
    return begun;
  }

  @Test
  void everyEpochIsToldOnceAndNotAgainWhereOneGoesOnWithinIt() throws IOException {
    // 252 predictions are more than four steps of 60: this stops within the second epoch.
    assertThatIllegalStateException().isThrownBy(() -> begun(6));
    assertThat(begun(1000)).containsExactly(2, 3);
  }

  @Test
  void aWholeTrainingTellsAll() throws IOException {
    assertThat(begun(1000)).containsExactly(0, 1, 2, 3);
  }
}
