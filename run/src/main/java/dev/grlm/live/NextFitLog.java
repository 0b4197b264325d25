package dev.grlm.live;

import dev.grlm.io.Interruptions;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.live.NextFit.Judged;
import dev.grlm.live.NextFit.Stage;
import dev.grlm.live.NextFit.State;
import dev.grlm.run.Refit;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says in a journal's folder how the fit of a next run goes on, for the service that keeps it.
/// Hears what the fit says and hands it on. Begins with the first that it hears: a fit with nothing
/// to do leaves what the last one said. A folder that cannot be written stops no fit. Thread-safe.
public final class NextFitLog implements RunListener, AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Path file;
  private final Path from;
  private final Path out;
  private final RunListener heard;
  private final Clock clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-next-fit").factory());
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private long begun;
  private boolean told;
  private boolean ended;

  private NextFitLog(Path journal, Path from, Path out, RunListener heard, Clock clock) {
    this.file = journal.resolve(NextFit.FILE);
    this.from = from;
    this.out = out;
    this.heard = heard;
    this.clock = clock;
  }

  /// @param from the run before
  /// @param out the new run
  /// @param heard hears all that this one hears
  public static NextFitLog of(Path journal, Path from, Path out, RunListener heard) {
    return of(journal, from, out, heard, Clock.systemUTC());
  }

  static NextFitLog of(Path journal, Path from, Path out, RunListener heard, Clock clock) {
    var log = new NextFitLog(journal, from, out, heard, clock);
    long millis = EVERY.toMillis();
    var _ = log.ticker.scheduleWithFixedDelay(log::goOn, millis, millis, TimeUnit.MILLISECONDS);
    return log;
  }

  @Override
  public synchronized void stageStarted(String stage) {
    begin();
    stages.put(stage, new Stage(stage, clock.millis(), null, null));
    write(State.WORKING, "", null);
    heard.stageStarted(stage);
  }

  @Override
  public synchronized void stageDone(
      String stage, String status, double seconds, Map<String, Long> counts) {
    begin();
    Stage before = stages.get(stage);
    Long at = before == null ? null : before.begun();
    stages.put(stage, new Stage(stage, at == null ? clock.millis() : at, seconds, null));
    write(State.WORKING, "", null);
    heard.stageDone(stage, status, seconds, counts);
  }

  /// Is written with the next tick: it comes often.
  @Override
  public synchronized void progress(String stage, long done, long total, String note) {
    double share = total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    stages.computeIfPresent(stage, (name, one) -> new Stage(name, one.begun(), null, share));
    heard.progress(stage, done, total, note);
  }

  @Override
  public void validated(String stage, List<Validation> scores) {
    heard.validated(stage, scores);
  }

  @Override
  public synchronized void message(String text) {
    begin();
    heard.message(text);
  }

  private void begin() {
    if (begun == 0) {
      begun = clock.millis();
      for (String stage : before()) {
        stages.put(stage, new Stage(stage, null, null, null));
      }
      write(State.WORKING, "", null);
    }
  }

  /// The new run is made as the one before was.
  private List<String> before() {
    try {
      return new ArrayList<>(Manifest.read(new RunFolder(from).manifest()).stages().keySet());
    } catch (IOException | IllegalArgumentException _) {
      return List.of(); // the fit itself will say so
    }
  }

  private synchronized void goOn() {
    if (begun > 0 && !ended) {
      write(State.WORKING, "", null);
    }
  }

  /// It is made.
  ///
  /// @param asked whether it was to be published where it is not worse
  public synchronized void made(Refit.Comparison compared, boolean asked) {
    State state = compared.notWorse() ? State.PUBLISHED : State.HELD_BACK;
    var judged =
        new Judged(
            compared.before(),
            compared.now(),
            compared.difference().low(),
            compared.difference().high(),
            compared.users());
    end(asked ? state : State.FINISHED, "", judged);
  }

  /// It is not made. What somebody stopped fails of anything, and could write nothing as long as
  /// its thread is interrupted.
  public synchronized void failed(Exception failure) {
    boolean interrupted = Thread.interrupted();
    if (interrupted || Interruptions.caused(failure)) {
      end(State.STOPPED, "", null);
    } else {
      String said = String.valueOf(failure.getMessage());
      String line = said.lines().findFirst().orElse("");
      end(State.FAILED, NextFit.withoutFolders(line), null);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(State state, String why, @Nullable Judged judged) {
    if (begun > 0 && !ended) {
      ended = true;
      write(state, why, judged);
    }
  }

  private void write(State state, String why, @Nullable Judged judged) {
    long now = clock.millis();
    var all = List.copyOf(stages.values());
    var fit = new NextFit(name(from), name(out), state, why, begun, now, all, judged);
    try {
      Json.write(file, fit);
    } catch (IOException failure) {
      if (!told) {
        told = true;
        heard.message("the service is not told how this goes on: " + failure.getMessage());
      }
    }
  }

  private static String name(Path run) {
    return String.valueOf(run.toAbsolutePath().normalize().getFileName());
  }

  /// Says nothing more.
  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
