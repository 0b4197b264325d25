package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private final TwoLevelDecoder model =
      new TwoLevelDecoder(CyclicWorld.config(0), CyclicWorld.universe(), 5);

  @AfterEach
  void close() {
    model.close();
  }

  private static TrainerConfig config(int epochs, int patience, int workers) {
    return new TrainerConfig(epochs, 60, 0.02, 0.1, 0.9, 0.99, 0.01, 1, 1, patience, workers, 7);
  }

  private TrainingResult train(TrainerConfig config, Trainer.Validation validation)
      throws IOException {
    return new Trainer<>(CyclicWorld.objective(model), config, TrainingProgress.silent())
        .train(CyclicWorld.samples(), validation, Checkpoints.none());
  }

  /// The objective of the cyclic world with its loss changed.
  private record Changed(Trainable<TwoLevelSample> objective, UnaryOperator<Tensor> change)
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
    public Tensor loss(List<TwoLevelSample> samples, Dropout masks) {
      return change.apply(objective.loss(samples, masks));
    }
  }

  private void trainChanged(UnaryOperator<Tensor> change) throws IOException {
    var changed = new Changed(CyclicWorld.objective(model), change);
    new Trainer<>(changed, config(1, 1, 2), TrainingProgress.silent())
        .train(CyclicWorld.samples(), _ -> 0, Checkpoints.none());
  }

  @Test
  void aKnownRuleIsLearnt() throws IOException {
    TrainingResult result = train(config(25, 99, 2), _ -> CyclicWorld.accuracy(model));
    assertThat(CyclicWorld.accuracy(model)).isEqualTo(1);
    assertThat(result.bestScore()).isEqualTo(1);
    List<CurvePoint> curve = result.curve();
    assertThat(curve.getLast().loss()).isLessThan(0.6 * curve.getFirst().loss());
    assertThat(curve).extracting(CurvePoint::epoch).startsWith(1, 2, 3).endsWith(25);
  }

  @Test
  void theWeightsOfTheBestValidationAreRestored() throws IOException {
    double[] scores = {0.1, 0.5, 0.4, 0.5, 0.2};
    var seen = new ArrayList<float[]>();
    TrainingResult result =
        train(
            config(5, 99, 1),
            epoch -> {
              seen.add(model.parameters().values());
              return scores[epoch - 1];
            });
    assertThat(result.bestEpoch()).isEqualTo(2);
    assertThat(result.bestScore()).isEqualTo(0.5);
    assertThat(model.parameters().values()).containsExactly(seen.get(1));
    assertThat(seen.get(2)).isNotEqualTo(seen.get(1));
  }

  @Test
  void trainingStopsWhenPatienceIsSpent() throws IOException {
    double[] scores = {0.3, 0.2, 0.4, 0.4, 0.1, 0.9};
    TrainingResult result = train(config(6, 2, 1), epoch -> scores[epoch - 1]);
    assertThat(result.curve()).hasSize(5);
    assertThat(result.bestEpoch()).isEqualTo(3);
  }

  @Test
  void anEpochThatIsNotValidatedHasNoScore() throws IOException {
    var config = new TrainerConfig(5, 60, 0.02, 0, 0.9, 0.99, 0, 0, 2, 9, 1, 7);
    TrainingResult result = train(config, epoch -> epoch);
    assertThat(result.curve())
        .extracting(CurvePoint::validation)
        .containsExactly(Double.NaN, 2.0, Double.NaN, 4.0, 5.0);
  }

  @Test
  void settingsThatMakeNoTrainingAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(0, 1, 1))
        .withMessageContaining("at least 1: 0, 60, 1, 1, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainerConfig(1, 1, 0, 2, 0.9, 0.99, 0, 0, 1, 1, 1, 7))
        .withMessage("learningRate must be positive, warmUp in 0…1: 0.0, 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, 1, 1).withCheckpointSteps(-1))
        .withMessage("checkpointSteps must not be negative: -1");
  }

  @Test
  void severalWorkersDoNotGetSeveralNativeThreadsEach() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(1, 1, 2).withFootprint(new TrainerConfig.Footprint(0, 2)))
        .withMessageContaining("2 workers of 2 native threads");
  }

  @Test
  void normIsThatOfAllChunks() {
    try (var _ = new PointerScope()) {
      Tensor ones = Tensors.zeros(AdamW.CHUNK * 2 + 9).add_(new Scalar(1.0));
      assertThat(TrainingLoop.norm(ones)).isCloseTo(Math.sqrt(AdamW.CHUNK * 2 + 9.0), within(0.1));
    }
  }

  @Test
  void progressHearsEveryStep() throws IOException {
    var predictions = new ArrayList<Long>();
    var epochs = new ArrayList<Integer>();
    var progress =
        new TrainingProgress() {
          @Override
          public void stepDone(int epoch, int step, int steps, long made, double loss) {
            if (step == steps) {
              predictions.add(made);
            }
          }

          @Override
          public void epochDone(TrainingState state) {
            epochs.add(state.epoch());
          }
        };
    new Trainer<>(CyclicWorld.objective(model), config(2, 9, 1), progress)
        .train(CyclicWorld.samples(), _ -> 0, Checkpoints.none());
    // 12 starts, with 1 to 6 predictions each.
    assertThat(predictions).containsExactly(12 * 21L, 12 * 21L);
    assertThat(epochs).containsExactly(1, 2);
  }

  @Test
  void aLossThatIsNotANumberIsTold() {
    assertThatThrownBy(() -> trainChanged(loss -> loss.mul(new Scalar(Double.NaN))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("not finite in epoch 1, step 1", "NaN", "learning rate");
  }

  @Test
  void aFailureOfAWorkerIsTold() {
    assertThatThrownBy(() ->
            trainChanged(_ -> {
              throw new IllegalArgumentException("step 9 is broken");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("step 9 is broken");
  }

  @Test
  void aValidationWithoutAScoreIsTold() {
    assertThatThrownBy(() -> train(config(1, 1, 1), _ -> Double.NaN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no validation gave a score");
  }

  @Test
  void nothingToTrainOnIsRefused() {
    var trainer =
        new Trainer<>(CyclicWorld.objective(model), config(1, 1, 1), TrainingProgress.silent());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(List.of(), _ -> 0, Checkpoints.none()))
        .withMessageContaining("no samples");
  }

  @Test
  void workersShareTheWorkAndAgree() throws IOException {
    train(config(1, 1, 1), _ -> 1);
    float[] alone = model.parameters().values();
    var calm = new TwoLevelObjective.Weights(0.5, 1, 0);
    var results = new ArrayList<float[]>();
    for (int workers = 1; workers <= 3; workers++) {
      model.parameters().restore(alone);
      new Trainer<>(
              new TwoLevelObjective(model, calm), config(1, 1, workers), TrainingProgress.silent())
          .train(CyclicWorld.samples(), _ -> 1, Checkpoints.none());
      results.add(model.parameters().values());
    }
    int place = 0;
    for (Map.Entry<String, long[]> weight : model.parameters().shapes().entrySet()) {
      // Every symbol is known here, so the gradient of `unseen` is rounding, which AdamW scales up.
      float tolerance = weight.getKey().endsWith(".unseen") ? 0.1f : 2e-3f;
      for (long i = Arrays.stream(weight.getValue()).reduce(1, (a, b) -> a * b); i > 0; i--) {
        assertThat(results.get(1)[place]).isCloseTo(results.get(0)[place], within(tolerance));
        assertThat(results.get(2)[place]).isCloseTo(results.get(0)[place], within(tolerance));
        place++;
      }
    }
    assertThat(place).isEqualTo(alone.length);
    assertThat(results.get(0)).isNotEqualTo(alone);
  }
}
