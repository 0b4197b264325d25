package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.CyclicWorld;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainerConfig.Footprint;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Native memory does not grow with the number of training steps or sessions.
class MemoryTest {
  private static final int STEPS = 4_000;

  @TempDir Path folder;

  /// So wide that one gradient kept per step would add up to some 12 MiB in a round.
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(3, 4), STEPS, 0, 16, 1, 2, 32, 16, 6, 0.1, 0.1, 0.1, true);

  private static void use(TwoLevelDecoder model, int epochs) throws IOException {
    var config = new TrainerConfig(epochs, 12, 1e-3, 0, 0.9, 0.99, 0, 1, 50, 999, 2, 1);
    new Trainer<>(CyclicWorld.objective(model), config, TrainingProgress.silent())
        .train(CyclicWorld.samples(), epoch -> epoch, Checkpoints.none());
    List<StepContext> contexts = List.of(new StepContext.Steps(CyclicWorld.run(0, 5)));
    for (int i = 0; i < 20 * epochs; i++) {
      try (Session session = model.open(contexts)) {
        session.advance(new int[1000], new int[1000]);
        session.best(3);
      }
    }
  }

  /// Those of the cyclic world, and many more with the same symbols.
  private static List<Step> steps() {
    return IntStream.range(0, STEPS)
        .mapToObj(id -> new Step(id, CyclicWorld.universe().get(id % CyclicWorld.STEPS).symbols()))
        .toList();
  }

  /// A collection would free what was not closed, so there must be nothing for it to find.
  @Test
  void everyNativeObjectIsClosed() throws IOException {
    try (var model = new TwoLevelDecoder(CONFIG, steps(), 1)) {
      use(model, 2);
      System.gc();
      long before = Pointer.totalCount();
      use(model, 3);
      assertThat(Pointer.totalCount() - before).isLessThan(20);
    }
  }

  /// What has no Java object is not in that count. The runtime's compiler takes and gives back
  /// native memory meanwhile, so the lowest reading of a half counts: what is left behind raises
  /// all of them.
  @Test
  void nativeMemoryStaysFlat() throws IOException {
    assumeThat(ProcessMemory.held()).as("the C library counts").isPresent();
    try (var model = new TwoLevelDecoder(CONFIG, steps(), 1)) {
      use(model, 4);
      long first = lowestOfThree(model);
      long last = lowestOfThree(model);
      assertThat(last - first).isLessThan(8L << 20);
    }
  }

  private static long lowestOfThree(TwoLevelDecoder model) throws IOException {
    long lowest = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      use(model, 4);
      lowest = Math.min(lowest, ProcessMemory.held().orElseThrow());
    }
    return lowest;
  }

  private static List<TokenSample> sentences() {
    return IntStream.range(0, 8)
        .mapToObj(seed -> new TokenSample(TinyQwen3.tokens(48, seed), 1))
        .toList();
  }

  private static void train(Qwen3 model, Footprint footprint, Checkpoints checkpoints, int epochs)
      throws IOException {
    var config =
        new TrainerConfig(epochs, 200, 1e-3, 0, 0.9, 0.99, 0, 1, 1, 99, 1, 1)
            .withFootprint(footprint)
            .withCheckpointSteps(1);
    new Trainer<>(new TokenObjective(model, true), config, TrainingProgress.silent())
        .train(sentences(), epoch -> epoch, checkpoints);
  }

  @Test
  void everyNativeObjectOfAStepInPartsIsClosed() throws IOException {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4)) {
      var footprint = new Footprint(60, 2);
      train(model, footprint, new FileCheckpoints(folder, "a", _ -> {}), 2);
      System.gc();
      long before = Pointer.totalCount();
      train(model, footprint, new FileCheckpoints(folder, "b", _ -> {}), 5);
      assertThat(Pointer.totalCount() - before).isLessThan(20);
    }
  }

  /// The floor is weights, gradients and both moments, four bytes each; nothing of a model's size
  /// stands beside them, neither at a step nor at a checkpoint.
  @Test
  void aLargeModelTakesLittleMoreThanItsFloor() throws IOException {
    assumeThat(ProcessMemory.peakReadable()).as("the peak can be reset").isTrue();
    // 29 million weights, so that what does not grow with them is small beside them.
    var shape =
        new Qwen3Config(
            23, 512, 1536, 9, 8, 4, 64, 64, 1e4, 1e-6, 0.02, true, -1, -1, Qwen3Config.NO_ID);
    // What the process takes once is taken before anything is measured.
    try (Qwen3 small = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4)) {
      train(small, new Footprint(60, 2), new FileCheckpoints(folder, "first", _ -> {}), 2);
    }
    try (var model = new Qwen3(shape, 0, 1)) {
      long megabytes = (model.parameters().size() * Float.BYTES) >> 20;
      assertThat(megabytes).isGreaterThan(100);
      Checkpoints checkpoints = new FileCheckpoints(folder, "a", _ -> {});
      long beside = ProcessMemory.peak(() -> train(model, new Footprint(50, 1), checkpoints, 1));
      assertThat(beside).isLessThan(3 * megabytes + megabytes / 2);
    }
  }
}
