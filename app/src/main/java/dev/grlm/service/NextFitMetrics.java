package dev.grlm.service;

import dev.grlm.live.NextFit;
import dev.grlm.live.Uncollected;
import dev.grlm.live.Upcoming;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for the next fit, and how the last one stands, as gauges. Thread-safe.
final class NextFitMetrics {
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final MultiGauge state;

  NextFitMetrics(MeterRegistry registry) {
    this.waiting =
        MultiGauge.builder("grlm.next.fit.waiting")
            .description("What the run that answers was not fitted on: counts by kind.")
            .register(registry);
    this.oldest =
        MultiGauge.builder("grlm.next.fit.oldest.event.timestamp.seconds")
            .description("The earliest time of an event that the run was not fitted on.")
            .register(registry);
    this.state =
        MultiGauge.builder("grlm.next.fit.state")
            .description("When the last fit of a next run last said something, by its state.")
            .baseUnit("timestamp.seconds")
            .register(registry);
  }

  /// @param entries of the journal that the run was not fitted on
  /// @param found null as long as nothing is known
  void set(long entries, @Nullable Upcoming found) {
    var rows = new ArrayList<MultiGauge.Row<?>>(List.of(row("entries", entries)));
    var since = new ArrayList<MultiGauge.Row<?>>();
    Uncollected one = found == null ? null : found.waiting();
    if (one != null) {
      rows.add(row("events", one.events()));
      rows.add(row("users", one.users()));
      rows.add(row("new_items", one.newItems()));
      rows.add(row("changed_items", one.changedItems()));
      rows.add(row("erased_users", one.erasedUsers()));
      if (one.oldest() != null) {
        since.add(MultiGauge.Row.of(Tags.empty(), one.oldest() / 1e3));
      }
    }
    waiting.register(rows, true);
    oldest.register(since, true);
    NextFit fit = found == null ? null : found.fit();
    state.register(
        fit == null
            ? List.of()
            : List.of(
                MultiGauge.Row.of(
                    Tags.of("state", NextFitRoutes.label(fit.state())), fit.seen() / 1e3)),
        true);
  }

  private static MultiGauge.Row<Number> row(String kind, long value) {
    return MultiGauge.Row.of(Tags.of("kind", kind), value);
  }
}
