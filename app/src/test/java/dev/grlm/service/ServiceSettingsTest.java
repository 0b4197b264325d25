package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
  private static final ServiceSettings DEFAULT = ServiceSettings.DEFAULT;

  @Test
  void oneLimitIsChangedAndTheOthersStay() {
    ServiceSettings changed =
        DEFAULT
            .withLargestK(7)
            .withLargestBody(8)
            .withConnectionsPerAddress(10)
            .withMostRequests(9)
            .withMostExplained(0)
            .withRequestTime(Duration.ofSeconds(1))
            .withIdleTime(Duration.ofSeconds(2))
            .withGrace(Duration.ofSeconds(3));
    assertThat(changed)
        .isEqualTo(
            new ServiceSettings(
                8,
                DEFAULT.largestBulk(),
                DEFAULT.mostLarge(),
                7,
                DEFAULT.longestHistory(),
                DEFAULT.largestBatch(),
                DEFAULT.mostEvents(),
                DEFAULT.mostItems(),
                DEFAULT.mostErased(),
                DEFAULT.longestId(),
                DEFAULT.mostListed(),
                DEFAULT.largestHeaders(),
                DEFAULT.deepestJson(),
                DEFAULT.mostConnections(),
                10,
                9,
                0,
                Duration.ofSeconds(1),
                DEFAULT.firstTime(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3)));
  }

  @Test
  void aLimitOfNothingIsRefusedWithItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withLargestK(0))
        .withMessage("the largest k must be at least 1, is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withLargestBody(-1))
        .withMessage("the largest body must be at least 1, is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMostExplained(-1))
        .withMessage("the number of explanations must not be negative, is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withRequestTime(Duration.ZERO))
        .withMessage("the request time must be positive, is PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withIdleTime(Duration.ofSeconds(-1)))
        .withMessage("the idle time must be positive, is PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withGrace(Duration.ZERO))
        .withMessage("the grace must be positive, is PT0S");
  }
}
