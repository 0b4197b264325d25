package dev.grlm.bench;

import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Json;
import dev.grlm.testkit.Behavior;
import dev.grlm.testkit.MisbehavingEndpoint;
import dev.grlm.testkit.MisbehavingEndpoint.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Names a catalogue by an endpoint that misbehaves, first against a budget, then by processes that
/// are killed, then to the end; and says what the server saw.
///
/// Arguments: data folder, folder for the run, share of answers that misbehave, seed.
public final class InterruptedNaming {
  private static final int CONCURRENCY = 16;
  private static final int BUDGET = 1_000;
  private static final List<Integer> KILLS = List.of(1_000, 1_500, 1_000);
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final MisbehavingEndpoint server;
  private final Path run;
  private int seen;
  private final Set<String> answered = new HashSet<>();
  private int logged;

  private InterruptedNaming(MisbehavingEndpoint server, Path run) {
    this.server = server;
    this.run = run;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("DATA FOLDER SHARE SEED");
    }
    Path run = Path.of(arguments[1]);
    double share = Double.parseDouble(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    wait(start(run, "dataset", "--data", arguments[0]), 0);
    wait(start(run, "embed"), 0);
    wait(start(run, "neighbors"), 0);
    try (var server =
        MisbehavingEndpoint.start(Behavior.Choice.drawn(seed, share), LATENCY, SLOW)) {
      new InterruptedNaming(server, run).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    wait(naming("--max-calls", "" + BUDGET), 1);
    report("stopped by a budget of " + BUDGET);
    for (int kill : KILLS) {
      int until = seen + kill;
      Process process = naming();
      while (server.count() < until) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the process ended before it could be killed");
        }
        LockSupport.parkNanos(1_000_000);
      }
      process.destroyForcibly().waitFor();
      Thread.sleep(500); // what it sent last arrives
      report("killed");
    }
    wait(naming(), 0);
    report("ended");
    TermIdFile identifiers = TermIdFile.read(run.resolve("systems/grlm/identifiers.tsv"));
    System.out.printf(
        Locale.ROOT,
        "%d items, %d with a well-formed Term ID%n",
        identifiers.byItem().size(),
        identifiers.byItem().values().stream()
            .filter(identifier -> identifier.wellFormed(identifiers.length()))
            .count());
    System.out.println(
        Json.read(run.resolve("run.json"))
            .path("stages")
            .path("terms")
            .path("counts")
            .toPrettyString());
  }

  private Process naming(String... more) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--endpoint",
                server.url(),
                "--model",
                "none",
                "--set",
                "terms.prompted.calls.timeoutSeconds=1",
                "--set",
                "terms.prompted.calls.concurrency=" + CONCURRENCY));
    arguments.addAll(List.of(more));
    return start(run, "terms", arguments.toArray(String[]::new));
  }

  private static Process start(Path run, String verb, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.grlm.cli.Main",
                verb,
                "--run",
                run.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void wait(Process process, int code) throws InterruptedException {
    if (process.waitFor() != code) {
      throw new IllegalStateException("ended with " + process.exitValue() + ", not " + code);
    }
  }

  /// Says what the last process asked. A prompt that had its text from the server before and is
  /// asked again was lost on the way into the log.
  private void report(String how) throws IOException {
    List<Request> all = server.requests();
    List<Request> last = all.subList(seen, all.size());
    Set<String> prompts = last.stream().map(Request::prompt).collect(Collectors.toSet());
    long again = prompts.stream().filter(answered::contains).count();
    int lines = lines();
    int lost = answered.size() - logged;
    last.stream().filter(InterruptedNaming::hasText).map(Request::prompt).forEach(answered::add);
    System.out.printf(
        Locale.ROOT,
        "%s: %d requests, %d prompts, %d of them answered to an earlier process, of which %d were"
            + " not logged; answered so far %d, logged %d%n",
        how,
        last.size(),
        prompts.size(),
        again,
        lost,
        answered.size(),
        lines);
    seen = all.size();
    logged = lines;
  }

  private static boolean hasText(Request request) {
    return switch (request.behavior()) {
      case TOO_MANY_REQUESTS, SERVER_ERROR, TIMEOUT, CUT, NOT_JSON -> false;
      default -> true;
    };
  }

  /// Whole lines of the log of answers.
  private int lines() {
    try {
      return (int)
          Files.readString(run.resolve("systems/grlm/answers.jsonl"))
              .chars()
              .filter(c -> c == '\n')
              .count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
