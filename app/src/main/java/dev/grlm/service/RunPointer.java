package dev.grlm.service;

import dev.grlm.io.TextLines;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A file whose only line is the path of a run folder, relative ones being taken from the file's
/// folder. When it comes to name another run, that one answers from then on.
public final class RunPointer implements AutoCloseable {
  private final Path file;
  private final LiveRun live;
  private final Consumer<String> log;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-run-pointer").factory());

  /// What the file last said, whether or not that worked: a failure is told once.
  private Path last;

  private RunPointer(Path file, Path first, LiveRun live, Consumer<String> log) {
    this.file = file;
    this.last = first;
    this.live = live;
    this.log = log;
  }

  /// The run that `run` is or names.
  ///
  /// @throws IOException in one line, when a file has not exactly one line
  public static Path target(Path run) throws IOException {
    if (!Files.isRegularFile(run)) {
      return run;
    }
    List<String> lines =
        TextLines.text(run).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.size() != 1) {
      throw new IOException(run + ": expected one line, the path of a run folder");
    }
    return run.toAbsolutePath().resolveSibling(lines.getFirst()).normalize();
  }

  /// Looks at the file again and again.
  ///
  /// @param first what it said when `live` was opened
  /// @param log gets a line for every change and every failure
  public static RunPointer follow(
      Path file, Path first, LiveRun live, Duration every, Consumer<String> log) {
    var pointer = new RunPointer(file, first, live, log);
    long millis = every.toMillis();
    var _ =
        pointer.ticker.scheduleWithFixedDelay(pointer::look, millis, millis, TimeUnit.MILLISECONDS);
    return pointer;
  }

  private void look() {
    try {
      Path now = target(file);
      if (now.equals(file) || now.equals(last)) {
        return;
      }
      last = now;
      live.swap(now);
      log.accept("answers by " + now + " now");
    } catch (IOException | RuntimeException failure) {
      log.accept("the run stays as it was: " + failure.getMessage());
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
