package dev.grlm.cli;

import dev.grlm.live.Experiment;
import dev.grlm.live.Feedback;
import dev.grlm.live.FeedbackSettings;
import dev.grlm.service.Operations;
import dev.grlm.service.RunPointer;
import dev.grlm.service.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
          "Name of the experiment; another name draws the users anew (default: names of the"
              + " runs; needed where a file names one).")
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
      // What it is may have a password in it.
      throw new IllegalArgumentException(
          "--traces must be http://HOST:PORT; scheme '"
              + traces.getScheme()
              + "', host '"
              + traces.getHost()
              + "'");
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

  /// @param run the one that is served, or a file that names it
  /// @return null where there is none
  /// @throws IllegalArgumentException when the share is out of range, or the name would not stay
  @Nullable Experiment experiment(Path run) throws IOException {
    if (against == null) {
      if (experiment != null) {
        throw new IllegalArgumentException("--experiment needs --against");
      }
      return null;
    }
    if (experiment == null && (Files.isRegularFile(run) || Files.isRegularFile(against))) {
      throw new IllegalArgumentException(
          "--against needs --experiment NAME where a file names a run: with another run all users"
              + " would be drawn anew");
    }
    String name = experiment == null ? name(run) + " against " + name(against) : experiment;
    return new Experiment(name, RunPointer.target(against), share);
  }

  private static String name(Path run) {
    return String.valueOf(run.toAbsolutePath().normalize().getFileName());
  }

  /// @param journal folder in which the counts are kept too: it is what outlives a container. The
  ///   journal leaves files alone that are none of its own
  Feedback open(Path journal) throws IOException {
    return Feedback.open(journal.resolve("feedback.json"), feedback(), Clock.systemUTC());
  }

  Operations operations(Feedback feedback, Traces to) {
    return new Operations(drain(), feedback, clicksInHistories, to);
  }
}
