package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class GateTest {
  /// With a deadline that no load of the machine misses.
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  private Future<Boolean> come(ExecutorService threads, Gate gate, String caller) {
    int before = gate.waiting();
    Future<Boolean> one =
        threads.submit(() -> {
          try (Gate.Pass _ = gate.enter(caller)) {
            return order.add(caller);
          }
        });
    while (gate.waiting() == before) {
      LockSupport.parkNanos(100_000);
    }
    return one;
  }

  /// Whoever sent 32 before makes nobody wait for more than one of them.
  @Test
  void callersTakeTurns() throws Exception {
    var gate = new Gate(1, 100, PATIENCE, "looks");
    var all = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Gate.Pass _ = gate.enter("a")) {
        for (int i = 0; i < 32; i++) {
          all.add(come(threads, gate, "a"));
        }
        all.add(come(threads, gate, "b"));
        all.add(come(threads, gate, "c"));
        all.add(come(threads, gate, "b"));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    }
    assertThat(order).startsWith("a", "b", "c", "a", "b", "a").hasSize(35);
    assertThat(gate.inside()).isZero();
  }

  @Test
  void soManyAreInsideAndNoMore() throws Exception {
    var gate = new Gate(2, 100, PATIENCE, "looks");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> third;
      try (Gate.Pass _ = gate.enter("a")) {
        try (Gate.Pass _ = gate.enter("b")) {
          third = come(threads, gate, "c");
          assertThat(gate.inside()).isEqualTo(2);
        }
        third.get();
        assertThat(gate.inside()).isEqualTo(1);
      }
    }
    assertThat(gate.inside()).isZero();
  }

  @Test
  void aFullOneMakesRoomForWhoHasLess() throws Exception {
    var gate = new Gate(1, 2, PATIENCE, "looks");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first;
      Future<Boolean> other;
      try (Gate.Pass _ = gate.enter("a")) {
        first = come(threads, gate, "a");
        Future<Boolean> second = come(threads, gate, "a");
        assertThatThrownBy(() -> gate.enter("a"))
            .isInstanceOfSatisfying(
                OverloadedException.class, full -> assertThat(full.refused()).isTrue())
            .hasMessage("no more than 2 looks may wait");
        other =
            threads.submit(() -> {
              try (Gate.Pass _ = gate.enter("b")) {
                return order.add("b");
              }
            });
        assertThatThrownBy(second::get).hasCauseInstanceOf(OverloadedException.class);
      }
      first.get();
      other.get();
    }
    assertThat(order).containsExactlyInAnyOrder("a", "b");
    assertThat(gate.inside()).isZero();
  }

  @Test
  void whoGivesUpHoldsNoPlace() throws Exception {
    var gate = new Gate(1, 5, PATIENCE, "looks");
    var impatient = new Gate(1, 5, Duration.ofMillis(1), "looks");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Gate.Pass _ = gate.enter("a");
          Gate.Pass _ = impatient.enter("a")) {
        Future<Boolean> one = come(threads, gate, "b");
        assertThat(one.cancel(true)).isTrue();
        while (gate.waiting() > 0) {
          LockSupport.parkNanos(100_000);
        }
        assertThatThrownBy(() -> impatient.enter("b"))
            .isInstanceOfSatisfying(
                OverloadedException.class, late -> assertThat(late.refused()).isFalse());
        assertThat(impatient.waiting()).isZero();
      }
      gate.enter("c").close();
      impatient.enter("c").close();
    }
    assertThat(order).isEmpty();
    assertThat(gate.inside()).isZero();
    assertThat(impatient.inside()).isZero();
  }

  /// Turns that come while somebody gives up are lost to nobody.
  @Test
  void noPassIsLostWhenManyGiveUpAtOnce() throws Exception {
    var gate = new Gate(2, 1_000, Duration.ofNanos(50_000), "looks");
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all = new ArrayList<Future<Boolean>>();
      for (int thread = 0; thread < 8; thread++) {
        String caller = "caller " + thread % 3;
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 2_000; i++) {
                try (Gate.Pass _ = gate.enter(caller)) {
                  order.add(caller);
                } catch (OverloadedException _) {
                  // as it is meant
                }
              }
              return true;
            }));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    }
    assertThat(gate.inside()).isZero();
    assertThat(gate.waiting()).isZero();
    assertThat(order).isNotEmpty();
  }
}
