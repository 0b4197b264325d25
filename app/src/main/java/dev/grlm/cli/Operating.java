package dev.grlm.cli;

import dev.grlm.live.Experiment;
import dev.grlm.live.Feedback;
import dev.grlm.live.FeedbackSettings;
import dev.grlm.service.Operations;
import dev.grlm.service.RunPointer;
import dev.grlm.service.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What those set who run a service.
final class Operating {
  private static final double LONGEST_DRAIN = 3_600;
  private static final double MILLIS_PER_HOUR = 3.6e6;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "From not being ready any more to the end (default 0).")
  double drain;

  @Option(
      names = "--against",
      paramLabel = "RUN",
      description = "A second run, B, by which a share of the users is answered.")
  @Nullable Path against;

  @Option(
      names = "--share",
      paramLabel = "FRACTION",
      description = "Of the users who are answered by --against (default 0.5).")
  double share = 0.5;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description =
          "Name of the experiment; another name draws the users anew (default: names of the runs).")
  @Nullable String experiment;

  @Option(
      names = "--feedback-lists",
      paramLabel = "N",
      description =
          "Shown lists that are kept for clicks and purchases after them; 0 for none (default"
              + " 100000).")
  int feedbackLists = FeedbackSettings.DEFAULT.mostLists();

  @Option(
      names = "--feedback-hours",
      paramLabel = "HOURS",
      description = "How long a list is kept (default 24).")
  double feedbackHours = FeedbackSettings.DEFAULT.window().toHours();

  @Option(
      names = "--clicks-in-histories",
      description = "A click stands in a user's history as a purchase does.")
  boolean clicksInHistories;

  @Option(
      names = "--traces",
      paramLabel = "URL",
      description = "Collector that takes spans by OTLP over HTTP, as http://127.0.0.1:4318.")
  @Nullable URI traces;

  @Option(
      names = "--trace-share",
      paramLabel = "FRACTION",
      description = "Of the requests that are traced, where the caller does not say (default 1).")
  double traceShare = 1;

  /// Does nothing where no collector was named.
  ///
  /// @throws IllegalArgumentException when it is none
  Traces traces() {
    if (!(traceShare >= 0 && traceShare <= 1)) {
      throw new IllegalArgumentException("--trace-share must be 0 to 1, is " + traceShare);
    }
    if (traces == null) {
      return Traces.none();
    }
    boolean http = "http".equals(traces.getScheme()) || "https".equals(traces.getScheme());
    if (!http || traces.getHost() == null) {
      throw new IllegalArgumentException("--traces must be http://HOST:PORT, is " + traces);
    }
    return Traces.to(traces, traceShare);
  }

  /// @throws IllegalArgumentException when it is out of range
  Duration drain() {
    if (!(drain >= 0 && drain <= LONGEST_DRAIN)) {
      throw new IllegalArgumentException("--drain must be 0 to 3600 seconds, is " + drain);
    }
    return Duration.ofMillis(Math.round(drain * 1e3));
  }

  /// @throws IllegalArgumentException when it is out of range
  FeedbackSettings feedback() {
    if (!(feedbackHours <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("--feedback-hours is too long: " + feedbackHours);
    }
    Duration window = Duration.ofMillis(Math.round(feedbackHours * MILLIS_PER_HOUR));
    return new FeedbackSettings(feedbackLists, window);
  }

  /// @param run the one that is served
  /// @return null where there is none
  /// @throws IllegalArgumentException when the share is out of range
  @Nullable Experiment experiment(Path run) throws IOException {
    if (against == null) {
      if (experiment != null) {
        throw new IllegalArgumentException("--experiment needs --against");
      }
      return null;
    }
    Path second = RunPointer.target(against);
    String name = experiment == null ? name(run) + " against " + name(second) : experiment;
    return new Experiment(name, second, share);
  }

  private static String name(Path run) {
    return String.valueOf(run.toAbsolutePath().normalize().getFileName());
  }

  /// @param journal beside which the counts are kept
  Feedback open(Path journal) throws IOException {
    Path folder = journal.toAbsolutePath().normalize();
    Path file = folder.resolveSibling(folder.getFileName() + "-feedback.json");
    return Feedback.open(file, feedback(), Clock.systemUTC());
  }

  Operations operations(Feedback feedback, Traces to) {
    return new Operations(drain(), feedback, clicksInHistories, to);
  }
}
