package dev.grlm.service;

import dev.grlm.journal.LiveEvent;
import dev.grlm.live.Appended;
import dev.grlm.live.Feedback;
import dev.grlm.live.LiveRun;
import java.util.List;

/// Where events go: into histories, and beside them into the counts of what came of what was shown.
/// A click is no purchase and stands in no history, but where the service was told otherwise.
/// Thread-safe.
final class EventIntake {
  private final LiveRun live;
  private final Operations operations;
  private final FeedbackMetrics metrics;

  EventIntake(LiveRun live, Operations operations, FeedbackMetrics metrics) {
    this.live = live;
    this.operations = operations;
    this.metrics = metrics;
  }

  /// All or none is taken.
  ///
  /// @throws IllegalArgumentException naming the event that cannot be taken
  Appended take(List<Happened> events, String key) throws Exception {
    List<Happened> beside = events.stream().filter(one -> !inHistory(one)).toList();
    beside.forEach(one -> live.requireItem(one.event().item()));
    List<LiveEvent> kept = events.stream().filter(this::inHistory).map(Happened::event).toList();
    Appended appended = operations.traces().within("journal append", () -> live.append(kept, key));
    int repeated = 0;
    for (Happened one : events) {
      boolean known = told(one) == Feedback.Outcome.REPEATED;
      repeated += known && !inHistory(one) ? 1 : 0;
    }
    return new Appended(
        appended.taken() + beside.size() - repeated, appended.repeated() + repeated);
  }

  private boolean inHistory(Happened one) {
    return one.kind() == Feedback.Kind.PURCHASE || operations.clicksCount();
  }

  private Feedback.Outcome told(Happened one) {
    Feedback.Outcome outcome =
        one.after() == null
            ? Feedback.Outcome.UNKNOWN
            : operations.feedback().happened(one.kind(), one.after(), one.event().item());
    if (one.after() != null) {
      metrics.happened(one.kind(), outcome);
    }
    return outcome;
  }
}
