package dev.grlm.cli;

import dev.grlm.run.RunListener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows how a run goes on: a bar on a terminal, elsewhere a line every few seconds. Writes to
/// stderr, so that stdout holds results only.
final class ProgressPrinter implements RunListener, AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private @Nullable ProgressBar bar;
  private long stageStart = System.nanoTime();
  private long lastLine = System.nanoTime();

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  ProgressPrinter(PrintWriter out) {
    this.out = out;
    Console console = System.console();
    this.terminal = console != null && console.isTerminal();
  }

  @Override
  public void stageStarted(String stage) {
    stageStart = System.nanoTime();
    lastLine = stageStart;
  }

  @Override
  public void stageDone(String stage, String status, double seconds, Map<String, Long> counts) {
    closeBar();
    var line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-10s %-9s %7.1f s", stage, status, seconds));
    counts.forEach((what, count) -> line.append("  ").append(what).append(": ").append(count));
    out.println(line);
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
                .setStyle(ProgressBarStyle.ASCII)
                .build();
        bar = shown;
      }
      shown.stepTo(done);
      shown.setExtraMessage(note);
      return;
    }
    long now = System.nanoTime();
    if (now - lastLine >= BETWEEN_LINES.toNanos()) {
      lastLine = now;
      double left = done == 0 ? 0 : (now - stageStart) / 1e9 / done * (total - done);
      out.printf(
          Locale.ROOT,
          "%-10s %3.0f %%  %s · %s left%n",
          stage,
          100.0 * done / total,
          note,
          duration(left));
    }
  }

  private static String duration(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  @Override
  public void message(String text) {
    closeBar();
    out.println(text);
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
