package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.grlm.lm.Context;
import dev.grlm.lm.Session;
import dev.grlm.lm.Step;
import dev.grlm.lm.TwoLevelConfig;
import dev.grlm.lm.TwoLevelDecoder;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/// Native memory does not grow with the number of training steps or sessions.
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int STEPS = 4_000;

  /// So wide that one gradient kept per step would add up to several hundred MiB.
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(3, 4), STEPS, 0, 16, 1, 2, 32, 16, 6, 0.1, 0.1, 0.1, true);

  /// The C library keeps freed memory for later; where it has a call for it, that goes back first.
  @SuppressWarnings("restricted") // there is no Java way to trim the native heap
  private static void trim() {
    var trim = Linker.nativeLinker().defaultLookup().find("malloc_trim");
    if (trim.isEmpty()) {
      return;
    }
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(
                trim.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
    try {
      var _ = (int) call.invokeExact(0L);
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot trim the native heap", failure);
    }
  }

  private static long residentMegabytes() throws IOException {
    System.gc();
    trim();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static void use(TwoLevelDecoder model, int epochs) throws IOException {
    var config = new TrainerConfig(epochs, 12, 1e-3, 0, 0.9, 0.99, 0, 1, 0.9, 50, 999, 2, 1);
    new Trainer<>(CyclicWorld.objective(model), config, TrainingProgress.silent())
        .train(CyclicWorld.samples(), epoch -> epoch, Checkpoints.none());
    List<Context> contexts = List.of(new Context.Steps(CyclicWorld.run(0, 5)));
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

  /// The C library's free memory comes and goes, so the lowest of three readings counts: what is
  /// left behind raises all of them.
  @Test
  void residentMemoryStaysFlat() throws IOException {
    assumeThat(Files.isReadable(STATUS)).as("memory is read from %s", STATUS).isTrue();
    try (var model = new TwoLevelDecoder(CONFIG, steps(), 1)) {
      use(model, 30);
      long before = residentMegabytes();
      long lowest = Long.MAX_VALUE;
      for (int round = 0; round < 3; round++) {
        use(model, 30);
        lowest = Math.min(lowest, residentMegabytes());
      }
      assertThat(lowest - before).isLessThan(64);
    }
  }
}
