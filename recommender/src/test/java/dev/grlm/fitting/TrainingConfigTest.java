package dev.grlm.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.train.TrainerConfig;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingConfigTest {
  /// Every number another, so that none can stand in another's place.
  private static final TrainingConfig CONFIG =
      new TrainingConfig(3, 64, .01, .2, .9, .99, .05, 1.5, 2, 4);

  @Test
  void everySettingReachesTheTrainer() {
    assertThat(CONFIG.trainer(5, 77))
        .isEqualTo(new TrainerConfig(3, 64, .01, .2, .9, .99, .05, 1.5, 2, 4, 5, 77));
    assertThat(CONFIG.withSteps(900).trainer(5, 77))
        .isEqualTo(CONFIG.trainer(5, 77).withSteps(900));
  }

  private static Stream<Arguments> refused() {
    return Stream.of(
        change("at least 1: 0, 64, 1, 2, 4", config -> config.withEpochs(0)),
        change("at least 1: 3, 0, 1, 2, 4", config -> config.withBatch(0)),
        change("at least 1: 3, 64, 1, 0, 4", config -> config.withValidateEvery(0)),
        change("at least 1: 3, 64, 1, 2, -1", config -> config.withPatience(-1)),
        change("in 0…1: 0.0, 0.2", config -> config.withLearningRate(0)),
        change("steps must not be negative: -1", config -> config.withSteps(-1)),
        change("in 0…1: NaN, 0.2", config -> config.withLearningRate(Double.NaN)),
        change("in 0…1: 0.01, 1.5", config -> config.withWarmUp(1.5)));
  }

  private static Arguments change(String message, UnaryOperator<TrainingConfig> change) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatNoTrainerTakesIsRefusedAtOnce(String message, UnaryOperator<TrainingConfig> change) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change.apply(CONFIG))
        .withMessageEndingWith(message);
  }
}
