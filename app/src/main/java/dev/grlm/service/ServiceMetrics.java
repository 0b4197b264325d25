package dev.grlm.service;

import dev.grlm.live.Experiment;
import dev.grlm.live.LiveStatus;
import dev.grlm.system.RunFolder;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counts and times of requests, and how the live run stands, as Prometheus reads them.
/// Thread-safe.
final class ServiceMetrics {
  /// The route of a request that fits none; a path of a client never becomes a label.
  static final String NO_ROUTE = "none";

  static final Duration[] BUCKETS = {
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

  private final JournalMetrics journal = new JournalMetrics(registry);
  private final MultiGauge age =
      MultiGauge.builder("grlm.run.age")
          .description("Since the run was fitted.")
          .baseUnit("seconds")
          .register(registry);
  private final AnswerMetrics answers = new AnswerMetrics(registry);
  private final FeedbackMetrics feedback = new FeedbackMetrics(registry);
  private final NextFitMetrics nextFit = new NextFitMetrics(registry);

  /// The process and the machine are told in the names that every process has with Prometheus.
  ServiceMetrics() {
    PrometheusRegistry prometheus = registry.getPrometheusRegistry();
    ProcessMetrics.builder().register(prometheus);
    JvmBufferPoolMetrics.builder().register(prometheus);
    JvmClassLoadingMetrics.builder().register(prometheus);
    JvmGarbageCollectorMetrics.builder().register(prometheus);
    JvmMemoryMetrics.builder().register(prometheus);
    JvmRuntimeInfoMetric.builder().register(prometheus);
    JvmThreadsMetrics.builder().register(prometheus);
  }

  AnswerMetrics answers() {
    return answers;
  }

  FeedbackMetrics feedback() {
    return feedback;
  }

  NextFitMetrics nextFit() {
    return nextFit;
  }

  /// How long ago the runs that answer were fitted, A before B.
  ///
  /// @param now milliseconds since 1970
  void ages(List<Path> runs, long now) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    for (int place = 0; place < runs.size(); place++) {
      String arm = runs.size() == 1 ? "none" : place == 0 ? Experiment.A : Experiment.B;
      long fitted = new RunFolder(runs.get(place)).manifest().toFile().lastModified();
      rows.add(MultiGauge.Row.of(Tags.of("arm", arm), (now - fitted) / 1e3));
    }
    age.register(rows, true);
  }

  /// @param route template of the route, or [#NO_ROUTE]
  void count(String method, String route, int status, Duration time) {
    if (route.startsWith("/v1/recommendations") && (status == 429 || status == 503)) {
      answers.refused(status);
    }
    Timer.builder("grlm.http.requests")
        .description("Requests by route and status, and how long they took.")
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(time);
  }

  /// An answer was refused because its scores were no numbers.
  void refusedAnswer() {
    answers.refused(500);
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
