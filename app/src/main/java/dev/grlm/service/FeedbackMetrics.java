package dev.grlm.service;

import dev.grlm.live.Feedback;
import dev.grlm.live.OnlineFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/// What came of what was shown, by run and arm. Shares are made of these counts by whoever reads
/// them. Thread-safe.
final class FeedbackMetrics {
  private final MeterRegistry registry;
  private final Map<Tags, AtomicReference<OnlineFigures>> known = new ConcurrentHashMap<>();
  private volatile Feedback.Size size = new Feedback.Size(0, 0);

  FeedbackMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("grlm.feedback.lists", this, one -> one.size.lists())
        .description("Lists that are kept.")
        .register(registry);
    FunctionCounter.builder("grlm.feedback.lists.dropped", this, one -> one.size.dropped())
        .description("Lists that were dropped before their time.")
        .register(registry);
  }

  void happened(Feedback.Kind kind, Feedback.Outcome outcome) {
    Counter.builder("grlm.feedback.events")
        .description("Events after a recommendation by kind and what they counted for.")
        .tags("kind", Happened.label(kind), "outcome", Happened.label(outcome))
        .register(registry)
        .increment();
  }

  /// As the counts stand now.
  void set(Feedback feedback) {
    size = feedback.size();
    for (OnlineFigures one : feedback.figures()) {
      Tags tags =
          Tags.of(
              "experiment",
              one.experiment(),
              "run",
              one.run(),
              "arm",
              one.arm().isEmpty() ? "none" : one.arm());
      known.computeIfAbsent(tags, this::registered).set(one);
    }
  }

  private AtomicReference<OnlineFigures> registered(Tags tags) {
    var now = new AtomicReference<OnlineFigures>();
    counter("shown", "Lists that were shown.", tags, now, OnlineFigures::shown);
    counter("clicked", "Lists of which an item was clicked on.", tags, now, OnlineFigures::clicked);
    counter("bought", "Lists of which an item was bought.", tags, now, OnlineFigures::bought);
    counter("purchases", "Purchases after a list.", tags, now, OnlineFigures::purchases);
    counter("hits", "Purchases of an item of the list.", tags, now, OnlineFigures::hits);
    return now;
  }

  private void counter(
      String name,
      String description,
      Tags tags,
      AtomicReference<OnlineFigures> now,
      ToDoubleFunction<OnlineFigures> value) {
    FunctionCounter.builder(
            "grlm.feedback." + name,
            now,
            reference -> {
              OnlineFigures figures = reference.get();
              return figures == null ? 0 : value.applyAsDouble(figures);
            })
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
