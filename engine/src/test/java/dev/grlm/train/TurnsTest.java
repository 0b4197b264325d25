package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that is done in turns is the training that is done at once.
class TurnsTest {
  private static final int EPOCHS = 4;

  @TempDir Path folder;

  private static Trainer<TwoLevelSample> trainer(TwoLevelDecoder model) {
    var config = new TrainerConfig(EPOCHS, 60, .02, .1, .9, .99, .01, 1, 1, EPOCHS, 2, 7);
    return new Trainer<>(CyclicWorld.objective(model), config, TrainingProgress.silent());
  }

  private static TwoLevelDecoder model() {
    return new TwoLevelDecoder(CyclicWorld.config(.1), CyclicWorld.universe(), 5);
  }

  private float[] whole(String name) throws IOException {
    try (TwoLevelDecoder model = model()) {
      // The last epoch is the best one.
      var _ = trainer(model).train(CyclicWorld.samples(), epoch -> epoch, checkpoints(name));
      return model.parameters().values();
    }
  }

  private FileCheckpoints checkpoints(String name) {
    return new FileCheckpoints(folder.resolve(name), "same", _ -> {});
  }

  private float[] until(int epochs, TwoLevelDecoder model) throws IOException {
    trainer(model).trainUntil(epochs, CyclicWorld.samples(), _ -> 0, checkpoints("turns"));
    return model.parameters().values();
  }

  @Test
  void turnByTurnItEndsWithTheBitsOfAWholeOne() throws IOException {
    var seen = new ArrayList<float[]>();
    try (TwoLevelDecoder model = model()) {
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        seen.add(until(epoch, model));
      }
    }
    assertThat(seen.getLast()).isEqualTo(whole("whole"));
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      assertThat(seen.get(epoch)).isNotEqualTo(seen.get(epoch - 1));
    }
  }

  @Test
  void whatIsFurtherIsLeftAsItIsAndNotJudged() throws IOException {
    float[] further;
    try (TwoLevelDecoder model = model()) {
      further = until(3, model);
    }
    try (TwoLevelDecoder model = model()) {
      // Every epoch was as good as the first, whose weights nobody asks for.
      for (int epochs : List.of(1, 3)) {
        assertThat(until(epochs, model)).isEqualTo(further);
      }
    }
  }
}
