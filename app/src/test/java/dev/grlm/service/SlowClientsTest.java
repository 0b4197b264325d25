package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Waits of this thread, by a clock that the test moves.
class SlowClientsTest {
  private static final long PATIENCE = 1_000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - PATIENCE / 2); // it wraps around
  private final SlowClients clients = new SlowClients(Duration.ofNanos(PATIENCE), now::get);

  @AfterEach
  void close() {
    clients.close();
    assertThat(Thread.interrupted()).as("what the test has not seen").isFalse();
  }

  private void pass(long nanos) {
    now.addAndGet(nanos);
    clients.tick();
  }

  @Test
  void whoEndsInTimeIsNotInterrupted() {
    clients.begin();
    pass(PATIENCE);
    assertThat(clients.waiting()).isOne();
    assertThat(clients.end()).isTrue();
    pass(PATIENCE);
    clients.begin();
    clients.endOrClose();
  }

  @Test
  void whoseTimeIsOverIsInterruptedOnce() {
    clients.begin();
    pass(PATIENCE + 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(clients.waiting()).isZero();
    pass(PATIENCE);
    assertThat(Thread.interrupted()).isFalse();
    assertThatThrownBy(clients::endOrClose)
        .isInstanceOf(CloseConnectionException.class)
        .hasMessage("the client is too slow");
  }

  @Test
  void whoBeginsAgainHasAllTheTimeAgain() {
    clients.begin();
    pass(PATIENCE - 1);
    clients.begin();
    pass(PATIENCE - 1);
    assertThat(clients.end()).isTrue();
  }

  /// There must be time left to say so.
  @Test
  void lateIsTheLastTenth() {
    assertThat(clients.late()).as("who does not wait").isTrue();
    clients.begin();
    assertThat(clients.late()).isFalse();
    pass(PATIENCE - PATIENCE / 10);
    assertThat(clients.late()).isFalse();
    pass(1);
    assertThat(clients.late()).isTrue();
    assertThat(clients.end()).isTrue();
  }
}
