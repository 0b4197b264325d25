package dev.grlm.bench;

import dev.grlm.data.ItemOrder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.Grounding;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Grounding in a catalogue of a million items: a million generated identifiers, of which 5 % are
/// not in the catalogue because one to three of their slots were drawn anew.
///
/// Each benchmark walks through its identifiers in a fixed, shuffled order, so that caches are as
/// cold as in service. Setting up prints what building the index costs, and compares the index with
/// a linear scan on a few identifiers: a benchmark of wrong answers stops here. Each iteration also
/// prints the processor time per look-up, which, unlike the wall clock, does not count the time in
/// which the thread waits for a processor.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class GroundingBench {
  private static final int ITEMS = 1_000_000;
  private static final int GENERATED = 1_000_000;
  private static final int STRUCTURAL = GENERATED / 20;
  private static final int SCANNED = 200;
  private static final int CHECKED = 40;
  private static final long SEED = 20_260_111;

  // Set before the first measurement; empty until then.
  private Grounder index = _ -> new Grounding.Unmatched();
  private Grounder scan = index;
  private List<Identifier> exact = List.of();
  private List<Identifier> structural = List.of();
  private List<Identifier> mixed = List.of();
  private int next;
  private long calls;
  private long processorNanosBefore;

  /// Runs all benchmarks of this class.
  public static void main(String[] arguments) throws RunnerException {
    var options = new OptionsBuilder().include(GroundingBench.class.getSimpleName());
    new Runner(options.build()).run();
  }

  /// Makes catalogue, index and identifiers, prints the costs and checks the index.
  @Setup
  public void prepare() {
    var catalog = new SyntheticCatalog(ITEMS, SEED);
    Identifiers identifiers = catalog.identifiers();
    ItemOrder order = catalog.order();
    exact = catalog.exact(GENERATED - STRUCTURAL);
    structural = catalog.perturbed(STRUCTURAL);
    var all = new ArrayList<>(exact);
    all.addAll(structural);
    Collections.shuffle(all, new Random(SEED));
    mixed = List.copyOf(all);
    index = build(identifiers, order);
    double[] weights =
        GroundingConfig.DEFAULT.weights().stream()
            .limit(identifiers.length())
            .mapToDouble(Double::doubleValue)
            .toArray();
    scan = new LinearScan(identifiers, order, weights);
    checkAgainstScan();
  }

  /// Starts the processor clock of an iteration.
  @Setup(Level.Iteration)
  public void startClock() {
    calls = 0;
    processorNanosBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Prints the processor time per look-up of an iteration.
  @TearDown(Level.Iteration)
  public void printProcessorTime() {
    long nanos =
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorNanosBefore;
    System.out.printf(Locale.ROOT, "(processor: %.3f us/op) ", nanos / 1000.0 / Math.max(1, calls));
  }

  /// The identifier is in the catalogue.
  @Benchmark
  public Grounding exact() {
    return index.ground(following(exact));
  }

  /// One to three slots differ.
  @Benchmark
  public Grounding structural() {
    return index.ground(following(structural));
  }

  /// 95 % exact, 5 % structural.
  @Benchmark
  public Grounding mixed() {
    return index.ground(following(mixed));
  }

  /// The structural identifiers without an index, [#SCANNED] of them.
  @Benchmark
  public Grounding linearScan() {
    return scan.ground(following(structural.subList(0, SCANNED)));
  }

  private Identifier following(List<Identifier> identifiers) {
    calls++;
    next = next + 1 < identifiers.size() ? next + 1 : 0;
    return identifiers.get(next);
  }

  private static ElasticGrounder build(Identifiers identifiers, ItemOrder order) {
    long before = usedHeap();
    Instant start = Instant.now();
    var grounder = new ElasticGrounder(identifiers, order, GroundingConfig.DEFAULT);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    System.out.printf(
        Locale.ROOT,
        "# index of %,d items, %,d identifiers: %.1f s, %,d bytes of tables, %,d bytes of heap%n",
        identifiers.size(),
        identifiers.groups().size(),
        seconds,
        grounder.indexBytes(),
        usedHeap() - before);
    return grounder;
  }

  private void checkAgainstScan() {
    var sample = new ArrayList<>(structural.subList(0, CHECKED));
    sample.addAll(exact.subList(0, CHECKED));
    for (Identifier identifier : sample) {
      Grounding found = index.ground(identifier);
      Grounding expected = scan.ground(identifier);
      if (!found.equals(expected)) {
        throw new IllegalStateException(
            identifier + " was grounded to " + found + ", a scan finds " + expected);
      }
    }
  }

  private static long usedHeap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
