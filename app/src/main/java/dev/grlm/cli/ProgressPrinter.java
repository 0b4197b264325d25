package dev.grlm.cli;

import dev.grlm.io.RunListener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how a run goes on: a bar on a terminal, elsewhere a line every few seconds. Writes to
/// stderr, so that stdout holds results only.
final class ProgressPrinter implements RunListener, AutoCloseable {
  /// Width of the column that says what a line is about: the longest name of a stage.
  private static final int ABOUT = 15;

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private final Duration betweenLines;
  private final LongSupplier clock;
  private @Nullable ProgressBar bar;
  private long lastLine;
  private String stage = "grlm";

  /// What the first report of a stage said, and when: a resumed training does not start at 0.
  private @Nullable Beginning beginning;

  private record Beginning(long done, long nanoTime) {
    /// Seconds until `total`, or NaN as long as there is nothing to go by.
    double left(long now, long doneNow, long total) {
      double seconds = (now - nanoTime) / 1e9;
      return doneNow <= done ? Double.NaN : seconds / (doneNow - done) * (total - doneNow);
    }
  }

  ProgressPrinter(PrintWriter out) {
    this(out, onTerminal(), BETWEEN_LINES, System::nanoTime);
  }

  /// @param clock in nanoseconds
  ProgressPrinter(PrintWriter out, boolean terminal, Duration betweenLines, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.betweenLines = betweenLines;
    this.clock = clock;
    lastLine = clock.getAsLong();
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public void stageStarted(String stage) {
    this.stage = stage;
    beginning = null;
    lastLine = clock.getAsLong();
  }

  @Override
  public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {
    var line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-9s %7.1f s", status, seconds));
    counts.forEach((what, count) -> line.append("  ").append(what).append(": ").append(count));
    say(stage, line.toString());
  }

  @Override
  public void progress(String stage, long done, long total, String note) {
    if (terminal) {
      ProgressBar shown = bar;
      if (shown == null) {
        shown =
            new ProgressBarBuilder()
                .setTaskName(stage)
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
        bar = shown;
      }
      shown.stepTo(done);
      shown.setExtraMessage(note);
      return;
    }
    line(stage, done, total, note);
  }

  private void line(String stage, long done, long total, String note) {
    long now = clock.getAsLong();
    if (beginning == null) {
      beginning = new Beginning(done, now);
    }
    if (now - lastLine < betweenLines.toNanos()) {
      return;
    }
    lastLine = now;
    double left = beginning.left(now, done, total);
    String estimate = Double.isNaN(left) ? "" : " · " + duration(left) + " left";
    say(stage, String.format(Locale.ROOT, "%3.0f %%  %s%s", 100.0 * done / total, note, estimate));
  }

  private static String duration(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  /// Under the stage that says it.
  @Override
  public void message(String text) {
    say(stage, text);
  }

  /// A line of the log, as all of them are: what it is about in a column of its own, then what
  /// there is to say.
  void say(String about, String text) {
    closeBar();
    out.printf(Locale.ROOT, "%-" + ABOUT + "s %s%n", about, text);
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    closeBar();
  }
}
