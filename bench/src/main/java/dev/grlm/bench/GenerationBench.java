package dev.grlm.bench;

import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.Generator;
import dev.grlm.decode.Sampling;
import dev.grlm.decode.Stops;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.Qwen3Prefix;
import dev.grlm.lm.qwen3.TokenContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Generation for prompts of which half is an instruction, with a random Qwen3 of 8 layers of width
/// 512: 32 prompts of 120 + 90…120 tokens. `own`: the first token of every prompt differs, so
/// nothing is shared; `shared`: a session shares the instruction; `kept`: it was read before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class GenerationBench {
  private static final int VOCABULARY = 8_192;
  private static final int INSTRUCTION = 120;
  private static final int REST = 120;
  private static final int PROMPTS = 32;

  @Param({"own", "shared", "kept"})
  public String instruction = "own";

  private final Qwen3 qwen3 =
      new Qwen3(
          new Qwen3Config(
              VOCABULARY, 512, 1_536, 8, 8, 4, 64, 4_096, 1e6, 1e-6, 0.02, true, 1, 2, -1),
          0,
          1);
  private LanguageModel<TokenContext> model = qwen3;
  private List<TokenContext> prompts = List.of();
  private long calls;
  private long processorNanosBefore;

  @Setup
  public void write() {
    prompts = IntStream.range(0, PROMPTS).mapToObj(this::prompt).toList();
    if (instruction.equals("kept")) {
      model = qwen3.prefix(tokens(1, INSTRUCTION));
    }
  }

  private TokenContext prompt(int number) {
    int[] first = tokens(1, INSTRUCTION);
    if (instruction.equals("own")) {
      first[0] = number;
    }
    int[] rest = tokens(100 + number, REST - number % 3 * (REST / 8));
    return new TokenContext(IntStream.concat(IntStream.of(first), IntStream.of(rest)).toArray());
  }

  private static int[] tokens(long seed, int count) {
    return new SplittableRandom(seed).ints(count, 0, VOCABULARY).toArray();
  }

  /// Starts the processor clock of an iteration.
  @Setup(Level.Iteration)
  public void startClock() {
    calls = 0;
    processorNanosBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Prints the processor time of a call, which does not count waiting for a processor.
  @TearDown(Level.Iteration)
  public void printProcessorTime() {
    long nanos =
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorNanosBefore;
    System.out.printf(Locale.ROOT, "(processor: %.0f ms/op) ", nanos / 1e6 / Math.max(1, calls));
  }

  @TearDown
  public void close() {
    if (model instanceof Qwen3Prefix prefix) {
      prefix.close();
    }
    qwen3.close();
  }

  @Benchmark
  public Object prefill() {
    calls++;
    try (Session session = model.open(prompts)) {
      return session.best(1);
    }
  }

  @Benchmark
  public Object tenBeamsOfTwelveTokens() {
    calls++;
    return new BeamSearch<>(model).free(prompts, 12, 10);
  }

  @Benchmark
  public Object twoHundredTokensGreedily() {
    calls++;
    return new Generator<>(model, new Sampling.Greedy(), Stops.at(Set.of(), 200)).generate(prompts);
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(GenerationBench.class.getSimpleName()).build()).run();
  }
}
