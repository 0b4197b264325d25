package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What takes its time is looked up beside those who ask.
class OutlookTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong(7);
  private final AtomicInteger looks = new AtomicInteger();

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void whatWasFoundIsGoodForAWhile() throws Exception {
    try (var outlook = new Outlook<>(looks::incrementAndGet, clock::get, LONG)) {
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofMillis(1999));
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofMillis(1));
      assertThat(outlook.get()).isEqualTo(2);
    }
  }

  @Test
  void whatTakesLongIsLookedUpSeldom() throws Exception {
    try (var outlook =
        new Outlook<>(
            () -> {
              pass(Duration.ofSeconds(10));
              return looks.incrementAndGet();
            },
            clock::get,
            LONG)) {
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofSeconds(599));
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofSeconds(1));
      assertThat(outlook.get()).isEqualTo(2);
    }
  }

  @Test
  void nobodyWaitsForADiskThatHangs() throws Exception {
    var hangs = new CountDownLatch(1);
    try (var outlook =
        new Outlook<>(
            () -> {
              awaited(hangs);
              return looks.incrementAndGet();
            },
            clock::get,
            Duration.ofMillis(1))) {
      assertThat(outlook.get()).isNull();
      assertThat(outlook.get()).isNull();
      hangs.countDown();
      while (outlook.get() == null) {
        Thread.onSpinWait(); // the first look is on its way
      }
      assertThat(looks).hasValue(1);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
  }

  @Test
  void aLookThatFailsLeavesWhatWasFound() throws Exception {
    try (var outlook =
        new Outlook<>(
            () -> {
              if (looks.incrementAndGet() == 2) {
                throw new IllegalStateException("the second");
              }
              return looks.get();
            },
            clock::get,
            LONG)) {
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofSeconds(2));
      assertThat(outlook.get()).isEqualTo(1);
      pass(Duration.ofSeconds(2));
      assertThat(outlook.get()).isEqualTo(3);
    }
  }

  @Test
  void afterTheEndItSaysWhatItKnew() throws Exception {
    var outlook = new Outlook<>(looks::incrementAndGet, clock::get, LONG);
    assertThat(outlook.get()).isEqualTo(1);
    outlook.close();
    pass(Duration.ofHours(1));
    assertThat(outlook.get()).isEqualTo(1);
  }
}
