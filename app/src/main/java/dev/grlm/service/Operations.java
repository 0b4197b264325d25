package dev.grlm.service;

import dev.grlm.live.Feedback;
import dev.grlm.live.FeedbackSettings;
import java.time.Clock;
import java.time.Duration;

/// What a service has for those who run it. Thread-safe.
public final class Operations {
  private final Draining draining;
  private final Feedback feedback;
  private final boolean clicksCount;
  private final Traces traces;

  /// @param drain for which the service says that it stops before it stops
  /// @param feedback counts what comes of what is shown; is not closed here
  /// @param clicksCount whether a click stands in a history as a purchase does
  /// @param traces are not closed here
  public Operations(Duration drain, Feedback feedback, boolean clicksCount, Traces traces) {
    this.draining = new Draining(drain);
    this.feedback = feedback;
    this.clicksCount = clicksCount;
    this.traces = traces;
  }

  /// Without a pause before the end; feedback is counted as long as the service lives.
  public static Operations plain() {
    return draining(Duration.ZERO);
  }

  static Operations draining(Duration time) {
    return new Operations(
        time, Feedback.inMemory(FeedbackSettings.DEFAULT, Clock.systemUTC()), false, Traces.none());
  }

  Draining draining() {
    return draining;
  }

  Feedback feedback() {
    return feedback;
  }

  boolean clicksCount() {
    return clicksCount;
  }

  Traces traces() {
    return traces;
  }
}
