package dev.grlm.bench;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.NativeThreads;
import dev.grlm.train.GradientBuffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;

/// What loss and gradient of one pass of `small` cost: milliseconds of the processor in one thread,
/// the median of many, and the most memory of the process. Steps, terms and words are made up, with
/// first terms as unevenly shared as Beauty's. To compare two commits, run it in turn on both.
///
/// Arguments: items, positions of a pass, passes.
public final class TrainingStep {
  private static final List<Integer> SLOTS = List.of(1_114, 2_400, 2_700, 2_700, 2_500);
  private static final int WORDS = 8_000;
  private static final int LONGEST = 10;
  private static final int WARM_UP = 3;

  private TrainingStep() {}

  static void main(String[] arguments) throws IOException {
    int items = Integer.parseInt(arguments[0]);
    int positions = Integer.parseInt(arguments[1]);
    var random = new Random(42);
    List<Step> universe = universe(items, random);
    List<TwoLevelSample> samples = samples(universe, positions, random);
    var config =
        new TwoLevelConfig(SLOTS, items, WORDS, 128, 2, 4, 512, 256, 20, 0.3, 0.3, 0, true);
    try (NativeThreads threads = NativeThreads.use(1);
        var model = new TwoLevelDecoder(config, universe, 42);
        var buffer = GradientBuffer.apart(model.parameters())) {
      threads.here();
      var objective = new TwoLevelObjective(model, new TwoLevelObjective.Weights(1, 0.5, 0));
      var millis = new double[Integer.parseInt(arguments[2])];
      double loss = 0;
      for (int pass = -WARM_UP; pass < millis.length; pass++) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (var _ = new PointerScope()) {
          loss = objective.backward(samples, positions, Dropout.seeded(42), buffer);
        }
        if (pass >= 0) {
          millis[pass] =
              (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        }
      }
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%,d items, %,d positions: %.0f ms, %s, loss %.3f%n",
          items,
          positions,
          millis[millis.length / 2],
          most(),
          loss);
    }
  }

  private static String most() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\s+", " "))
        .findFirst()
        .orElse("memory unknown");
  }

  private static List<Step> universe(int items, Random random) {
    var universe = new ArrayList<Step>();
    for (int id = 0; id < items; id++) {
      var terms = new int[SLOTS.size()];
      terms[0] = skewed(SLOTS.getFirst(), random);
      for (int slot = 1; slot < terms.length; slot++) {
        int choice = slot == 1 ? 60 : SLOTS.get(slot);
        terms[slot] = (terms[0] * 7 + skewed(choice, random)) % SLOTS.get(slot);
      }
      universe.add(new Step(id, terms));
    }
    return universe;
  }

  private static int skewed(int below, Random random) {
    return (int) (below * Math.pow(random.nextDouble(), 2));
  }

  /// Histories with `positions` to be predicted, and half as many items to be named.
  private static List<TwoLevelSample> samples(List<Step> universe, int positions, Random random) {
    var samples = new ArrayList<TwoLevelSample>();
    for (int left = positions; left > 0; ) {
      int length = Math.min(left, 1 + random.nextInt(LONGEST));
      var steps = new ArrayList<Step>();
      for (int i = 0; i <= length; i++) {
        steps.add(universe.get(random.nextInt(universe.size())));
      }
      samples.add(new TwoLevelSample.Sequence(steps));
      left -= length;
    }
    for (int i = 0; i < positions / 2; i++) {
      int[] words = random.ints(12, 0, WORDS).toArray();
      samples.add(new TwoLevelSample.Naming(words, universe.get(random.nextInt(universe.size()))));
    }
    return samples;
  }
}
