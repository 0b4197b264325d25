package dev.grlm.service;

import dev.grlm.live.Answer;
import dev.grlm.live.Timing;
import dev.grlm.recommend.Recommendation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What answers are made of and how long that took. Thread-safe.
final class AnswerMetrics {
  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64};

  private final MeterRegistry registry;
  private final Timer waiting;
  private final Timer decoding;
  private final DistributionSummary size;
  private final Map<Of, Counter> answers = new ConcurrentHashMap<>();
  private final Map<Recommendation.Source, Counter> items = new ConcurrentHashMap<>();

  private record Of(Answer.Basis basis, String arm) {}

  AnswerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.waiting =
        Timer.builder("grlm.queue.wait")
            .description("From the coming of a question to the beginning of its batch.")
            .serviceLevelObjectives(ServiceMetrics.BUCKETS)
            .register(registry);
    this.decoding =
        Timer.builder("grlm.decode")
            .description("Model, search and grounding of a batch.")
            .serviceLevelObjectives(ServiceMetrics.BUCKETS)
            .register(registry);
    this.size =
        DistributionSummary.builder("grlm.batch.questions")
            .description("Questions that were decoded together.")
            .serviceLevelObjectives(SIZES)
            .register(registry);
  }

  /// Of every batch.
  void batch(Timing timing) {
    decoding.record(Duration.ofNanos(timing.decoded() - timing.begun()));
    size.record(timing.together());
  }

  /// Of every question.
  void waited(Timing timing) {
    waiting.record(Duration.ofNanos(timing.begun() - timing.asked()));
  }

  /// As they are of every answer, counters are looked up by what they count and made once.
  void answered(Answer answer) {
    answers.computeIfAbsent(new Of(answer.basis(), arm(answer)), this::answersOf).increment();
    for (Answer.Place place : answer.items()) {
      items.computeIfAbsent(place.source(), this::itemsOf).increment();
    }
  }

  private Counter answersOf(Of of) {
    return Counter.builder("grlm.answers")
        .description("Answers by what they go by, and by the arm of an experiment.")
        .tags("basis", Happened.label(of.basis()), "arm", of.arm())
        .register(registry);
  }

  private Counter itemsOf(Recommendation.Source source) {
    return Counter.builder("grlm.answer.items")
        .description("Items of answers by how they came into the list.")
        .tags("source", Happened.label(source))
        .register(registry);
  }

  private static String arm(Answer answer) {
    return answer.arm() == null ? "none" : answer.arm();
  }

  /// A question got no answer.
  void refused(int status) {
    Counter.builder("grlm.answers.refused")
        .description(
            "Questions without an answer by status: 429 too much was waiting, 503 too late,"
                + " 500 the scores were no numbers.")
        .tags("status", Integer.toString(status))
        .register(registry)
        .increment();
  }
}
