package dev.grlm.service;

import dev.grlm.live.Answer;
import dev.grlm.live.Timing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// What answers are made of and how long that took. Thread-safe.
final class AnswerMetrics {
  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64};

  private final MeterRegistry registry;
  private final Timer waiting;
  private final Timer decoding;
  private final DistributionSummary size;

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

  void answered(Answer answer) {
    Counter.builder("grlm.answers")
        .description("Answers by what they go by, and by the arm of an experiment.")
        .tags("basis", Happened.label(answer.basis()), "arm", arm(answer))
        .register(registry)
        .increment();
    for (Answer.Place place : answer.items()) {
      Counter.builder("grlm.answer.items")
          .description("Items of answers by how they came into the list.")
          .tags("source", Happened.label(place.source()))
          .register(registry)
          .increment();
    }
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
