package dev.grlm.train;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A small training with a process of its own, for [KillTest].
final class KilledTraining {
  static final String STEP = "step done";

  private KilledTraining() {}

  /// Waits for a byte, then trains in the folder `arguments[0]`, saying [#STEP] after every step,
  /// and writes the weights to the file `arguments[1]`.
  static void main(String[] arguments) throws IOException {
    try (TwoLevelDecoder model = model()) {
      if (System.in.read() < 0) {
        return;
      }
      var checkpoints = new FileCheckpoints(Path.of(arguments[0]), "a", System.out::println);
      train(model, checkpoints, () -> System.out.println(STEP));
      var weights = SafeTensors.Native.of(model.parameters().flat());
      SafeTensors.write(
          Path.of(arguments[1]), new LinkedHashMap<>(Map.of("weights", weights)), Map.of());
    }
  }

  static TwoLevelDecoder model() {
    return new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), 5);
  }

  /// Some 21 steps an epoch.
  static void train(TwoLevelDecoder model, Checkpoints checkpoints, Runnable stepDone)
      throws IOException {
    var config =
        new TrainerConfig(20, 12, 0.01, 0.1, 0.9, 0.99, 0.01, 1, 2, 999, 2, 7)
            .withCheckpointSteps(2);
    var progress =
        new TrainingProgress() {
          @Override
          public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
            stepDone.run();
          }

          @Override
          public void epochDone(TrainingState state) {}
        };
    new Trainer<>(CyclicWorld.objective(model), config, progress)
        .train(CyclicWorld.samples(), _ -> CyclicWorld.accuracy(model), checkpoints);
  }
}
