package dev.grlm.lm.qwen3;

import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Trains one step in a JVM of its own and prints by how many bytes its anonymous memory grew over
/// that of a JVM that has done nothing but load libtorch.
final class MemoryProgram {
  private static final Path STATUS = Path.of("/proc/self/status");

  /// Beside the memory that is looked at, small enough to be trained in seconds.
  static final Qwen3Config MODEL =
      new Qwen3Config(8192, 256, 768, 4, 4, 2, 64, 4096, 1e6, 1e-6, 0.02, true, -1, -1, -1);

  private MemoryProgram() {}

  /// @param arguments tokens of a sequence, targets in it, number of sequences, whether layers are
  ///   computed again for their gradients
  public static void main(String[] arguments) throws Exception {
    dev.grlm.tensor.Natives.load();
    int length = Integer.parseInt(arguments[0]);
    int targets = Integer.parseInt(arguments[1]);
    List<TokenSample> samples = samples(length, targets, Integer.parseInt(arguments[2]));
    boolean checkpointing = Boolean.parseBoolean(arguments[3]);
    long before = anonymous();
    var peak = new long[1];
    Thread watch =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (!Thread.interrupted()) {
                peak[0] = Math.max(peak[0], anonymous());
              }
            });
    var config = new TrainerConfig(1, Integer.MAX_VALUE, 1e-3, 0, 0.9, 0.99, 0, 1, 1, 9, 1, 1);
    try (var model = new Qwen3(MODEL, 0, 1)) {
      new Trainer<>(new TokenObjective(model, checkpointing), config, TrainingProgress.silent())
          .train(samples, epoch -> epoch, Checkpoints.none());
    }
    watch.interrupt();
    watch.join();
    System.out.println(peak[0] - before);
    Runtime.getRuntime().halt(0);
  }

  private static List<TokenSample> samples(int length, int targets, int count) {
    var random = new Random(1);
    var samples = new ArrayList<TokenSample>();
    for (int sample = 0; sample < count; sample++) {
      int[] tokens = random.ints(length + 1, 0, MODEL.vocabularySize()).toArray();
      samples.add(new TokenSample(tokens, length + 1 - targets));
    }
    return samples;
  }

  private static long anonymous() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
