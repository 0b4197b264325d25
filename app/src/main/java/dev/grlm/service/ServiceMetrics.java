package dev.grlm.service;

import dev.grlm.live.LiveStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Counts and times of requests, and how the live run stands, as Prometheus reads them.
/// Thread-safe.
final class ServiceMetrics {
  /// The route of a request that fits none; a path of a client never becomes a label.
  static final String NO_ROUTE = "none";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge run =
      MultiGauge.builder("grlm.run.info").description("The run that answers.").register(registry);
  private final MultiGauge standing =
      MultiGauge.builder("grlm.live")
          .description("How the live run stands: counts by kind.")
          .register(registry);
  private final MultiGauge queue =
      MultiGauge.builder("grlm.queue.length").description("Asks that wait.").register(registry);

  private final Counter refused =
      Counter.builder("grlm.answers.refused")
          .description("Answers that were refused because their scores were no numbers.")
          .register(registry);
  private final JournalMetrics journal = new JournalMetrics(registry);

  ServiceMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  /// @param route template of the route, or [#NO_ROUTE]
  void count(String method, String route, int status, Duration time) {
    Timer.builder("grlm.http.requests")
        .description("Requests by route and status, and how long they took.")
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }

  /// An answer was refused because its scores were no numbers.
  void refusedAnswer() {
    refused.increment();
  }

  /// In the text format 0.0.4.
  synchronized byte[] text(LiveStatus status) {
    run.register(List.of(MultiGauge.Row.of(Tags.of("run", status.run()), 1)), true);
    queue.register(List.of(MultiGauge.Row.of(Tags.empty(), status.waiting())), true);
    standing.register(
        List.of(
            row("items", status.items()),
            row("users", status.users()),
            row("events", status.events()),
            row("added_items", status.addedItems()),
            row("deleted_items", status.deletedItems())),
        true);
    journal.set(status.journal(), status.figures());
    return registry.scrape().getBytes(StandardCharsets.UTF_8);
  }

  private static MultiGauge.Row<Number> row(String kind, long value) {
    return MultiGauge.Row.of(Tags.of("kind", kind), value);
  }
}
