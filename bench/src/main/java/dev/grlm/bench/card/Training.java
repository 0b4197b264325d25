package dev.grlm.bench.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.MemoryPlan;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.LowRank;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import dev.grlm.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Fine-tuning of a published shape with random weights by the usual trainer: tokens per second,
/// the share of the device's rate, and predicted beside measured memory.
///
/// Samples are all of one length and half of a sample is learnt, so that nothing is padded. Counted
/// are 6 operations per weight and token where all weights learn and 4 where only adapters do
/// (nothing is computed for the others' gradients); what checkpointing computes twice is not
/// counted, nor are attention and adapters.
final class Training {
  private static final int RANK = 16;
  private static final double ALPHA = 32;
  private static final int MICRO_TOKENS = 8_192;
  private static final int STEPS = 6;
  private static final int WARM = 2;

  /// What learns and what is kept for it.
  enum Kind {
    /// All weights; layers are computed again for their gradients.
    FULL,
    /// All weights; what layers computed is kept.
    KEPT,
    /// Adapters; layers are computed again.
    LORA;

    static Kind parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean checkpointing() {
      return this != KEPT;
    }
  }

  private Training() {}

  static void measure(Stage stage, String shape, Kind kind) throws IOException {
    Qwen3Config config = stage.shape(shape);
    int length = stage.tiny() ? 32 : 1_024;
    int micro = stage.tiny() ? 128 : MICRO_TOKENS;
    int samples = 4 * micro / length;
    long before = stage.freeBytes();
    try (Qwen3 model = Qwen3.drawn(config, stage.usual(), 1)) {
      if (kind == Kind.LORA) {
        model.adapt(LowRank.Config.of(RANK, ALPHA), 1);
      }
      var clock = new Clock(stage);
      new Trainer<>(
              new TokenObjective(model, kind.checkpointing()),
              trainer(samples * (length / 2), micro),
              clock)
          .train(samples(config, STEPS * samples, length), _ -> 0, new NothingKept());
      var pass = new MemoryUse.Pass(micro, length, micro / 2, kind.checkpointing(), 1);
      MemoryUse use =
          kind == Kind.LORA
              ? new MemoryUse.Lora(RANK, MemoryUse.PROJECTIONS, pass)
              : new MemoryUse.Full(pass);
      double tokensPerSecond = (double) samples * length / clock.secondsPerStep();
      double operations = (kind == Kind.LORA ? 4.0 : 6.0) * config.size();
      ObjectNode figures =
          Json.object()
              .put("weights", config.size())
              .put("tokensPerStep", samples * length)
              .put("secondsPerStep", Figures.rounded(clock.secondsPerStep()))
              .put("tokensPerSecond", Math.round(tokensPerSecond))
              .put("teraflops", Figures.rounded(operations * tokensPerSecond / 1e12))
              .put("losses", clock.losses.toString())
              .put("predictedBytes", MemoryPlan.of(config, stage.usual(), use).total())
              .put("takenBytes", before - stage.freeBytes());
      stage.figures().add("training", shape + " " + kind, figures);
    }
  }

  private static TrainerConfig trainer(int targets, int micro) {
    return new TrainerConfig(1, targets, 1e-5, 0.1, 0.9, 0.95, 0, 1, 1, 1, 1, 1)
        .withFootprint(new TrainerConfig.Footprint(micro, 1));
  }

  private static List<TokenSample> samples(Qwen3Config config, int count, int length) {
    var random = new SplittableRandom(1);
    return Stream.generate(() ->
            new TokenSample(
                random.ints(length + 1, 0, config.vocabularySize()).toArray(), length / 2 + 1))
        .limit(count)
        .toList();
  }

  /// Takes the time of every step, without the first ones, in which libraries are set up.
  private static final class Clock implements TrainingProgress {
    private final Stage stage;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private long last = System.nanoTime();

    Clock(Stage stage) {
      this.stage = stage;
    }

    @Override
    public void stepDone(int epoch, int step, int steps, long predictions, double loss) {
      seconds.add(stage.secondsSince(last));
      last = System.nanoTime();
      losses.add(Figures.rounded(loss));
    }

    @Override
    public void epochDone(TrainingState state) {}

    /// The median.
    double secondsPerStep() {
      double[] timed = seconds.subList(WARM, seconds.size()).stream().mapToDouble(s -> s).toArray();
      Arrays.sort(timed);
      return timed[timed.length / 2];
    }
  }
}
