package dev.grlm.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The tokens of a file as it is now. A file that is broken or gone changes nothing; one without a
/// token lets nobody in once it was seen twice, as an editor may be about to write it. Thread-safe.
public final class TokenWatch implements Supplier<Tokens>, AutoCloseable {
  private final Path file;
  private final Consumer<String> log;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-tokens").factory());
  private volatile Tokens tokens;
  private String told = "";
  private boolean emptyBefore;

  private TokenWatch(Path file, Tokens first, Consumer<String> log) {
    this.file = file;
    this.tokens = first;
    this.log = log;
  }

  /// Reads the file, and again and again.
  ///
  /// @param log gets a line for every change and every failure
  /// @throws IOException as [Tokens#read(Path)]
  public static TokenWatch follow(Path file, Duration every, Consumer<String> log)
      throws IOException {
    var watch = new TokenWatch(file, Tokens.read(file), log);
    long millis = every.toMillis();
    var _ = watch.ticker.scheduleWithFixedDelay(watch::look, millis, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  @Override
  public Tokens get() {
    return tokens;
  }

  private void look() {
    try {
      Tokens now = Tokens.readAny(file);
      boolean unsure = now.count() == 0 && !emptyBefore;
      emptyBefore = now.count() == 0;
      if (!unsure) {
        take(now);
      }
    } catch (IOException | RuntimeException failure) {
      tell("the tokens stay as they were: " + failure.getMessage());
    }
  }

  private void take(Tokens now) {
    boolean changed = !now.sameAs(tokens);
    tokens = now;
    if (changed) {
      log.accept(file + ": " + now.count() + " tokens now");
    }
    told = "";
  }

  /// A failure that lasts is told once.
  private void tell(String line) {
    if (!line.equals(told)) {
      told = line;
      log.accept(line);
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
