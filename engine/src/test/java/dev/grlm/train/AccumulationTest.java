package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TinyQwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.TrainerConfig.Footprint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step in parts has the gradient of a step at once.
class AccumulationTest {
  private static final List<TokenSample> SAMPLES = samples();

  private static List<TokenSample> samples() {
    var samples = new ArrayList<TokenSample>();
    for (int i = 0; i < 40; i++) {
      samples.add(new TokenSample(TinyQwen3.tokens(3 + i * 7 % 31, i), 1 + i % 2));
    }
    return samples;
  }

  private record Step(double loss, float[] gradient) {}

  private static Step step(Qwen3 model, int workers, Footprint footprint, boolean checkpointing) {
    var config =
        new TrainerConfig(1, 9999, 1e-3, 0, 0.9, 0.99, 0, 1, 1, 1, workers, 1)
            .withFootprint(footprint);
    var objective = new TokenObjective(model, checkpointing);
    try (var gradients = new GradientWorkers<>(objective, config, GradientExchange.alone())) {
      List<List<List<TokenSample>>> steps =
          Batches.epoch(SAMPLES, objective, config.batch(), workers, 1, 0);
      assertThat(steps).hasSize(1);
      double loss = gradients.step(steps.getFirst(), 0, 0);
      return new Step(loss, Tensors.toFloats(gradients.gradient()));
    }
  }

  /// Largest difference relative to the largest value.
  private static double difference(float[] a, float[] b) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
    }
    assertThat(largest).isPositive();
    return difference / largest;
  }

  /// 33 positions are one long sample; 10 are fewer than the longest has.
  @ParameterizedTest
  @CsvSource({
    "1, 33, 1, false",
    "1, 100, 2, false",
    "1, 10, 1, true",
    "2, 64, 1, false",
    "3, 50, 1, true"
  })
  void partsAddUp(int workers, int microBatch, int threads, boolean checkpointing) {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4)) {
      Step whole = step(model, workers, Footprint.SMALL, false);
      Step parts = step(model, workers, new Footprint(microBatch, threads), checkpointing);
      assertThat(parts.loss()).isCloseTo(whole.loss(), within(1e-5 * whole.loss()));
      assertThat(difference(whole.gradient(), parts.gradient())).isLessThan(1e-5);
      assertThat(parts.gradient()).isNotEqualTo(whole.gradient());
    }
  }

  /// Workers share the weights, and with checkpointing each asks for gradients of weights that only
  /// the others' graphs use at that time.
  @Test
  void workersDoNotDisturbEachOther() {
    int workers = 4;
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4)) {
      var footprint = new Footprint(10, 1);
      Step first = step(model, workers, footprint, true);
      for (int again = 0; again < 100; again++) {
        assertThat(step(model, workers, footprint, true).gradient()).isEqualTo(first.gradient());
      }
    }
  }
}
