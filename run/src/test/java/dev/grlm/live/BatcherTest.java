package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.NotANumberException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatcherTest {
  /// With a deadline that no load of the machine misses.
  private static LiveSettings settings(int waiting, int batch) {
    return new LiveSettings(waiting, batch, Duration.ofHours(1), 10, 1);
  }

  /// Holds the worker in its first batch until it is let go.
  private static final class Gate {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    List<Integer> work(List<Integer> questions) {
      sizes.add(questions.size());
      begun.countDown();
      try {
        open.await();
      } catch (InterruptedException interruption) {
        throw new IllegalStateException(interruption);
      }
      return questions.stream().map(question -> question * 2).toList();
    }
  }

  /// The one whose scores are no numbers, and no other.
  @Test
  void aBrokenScoreIsTheTroubleOfItsQuestionAlone() throws Exception {
    var gate = new Gate();
    Function<List<Integer>, List<Integer>> work =
        questions -> {
          List<Integer> answers = gate.work(questions);
          if (questions.contains(13)) {
            throw new NotANumberException(Double.NaN, "an item");
          }
          return answers;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher = new Batcher<>(settings(100, 8), _ -> "", work)) {
      var first = threads.submit(() -> batcher.ask(List.of(1), ""));
      gate.begun.await();
      var later = new ArrayList<Future<List<Integer>>>();
      for (int question : List.of(12, 13, 14)) {
        later.add(threads.submit(() -> batcher.ask(List.of(question), "")));
      }
      while (batcher.waiting() < 3) {
        LockSupport.parkNanos(1_000_000);
      }
      gate.open.countDown();
      assertThat(first.get()).containsExactly(2);
      assertThat(later.get(0).get()).containsExactly(24);
      assertThat(later.get(2).get()).containsExactly(28);
      assertThatThrownBy(() -> later.get(1).get())
          .hasCauseInstanceOf(NotANumberException.class)
          .hasMessageContaining("the score of an item came out as NaN; nothing is answered");
    }
  }

  @Test
  void whoComesMeanwhileIsAnsweredTogether() throws Exception {
    var gate = new Gate();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher = new Batcher<>(settings(100, 8), _ -> "", gate::work)) {
      var first = threads.submit(() -> batcher.ask(List.of(1), "a"));
      gate.begun.await();
      var later = new ArrayList<Future<List<Integer>>>();
      for (int question = 2; question <= 12; question++) {
        int asked = question;
        later.add(threads.submit(() -> batcher.ask(List.of(asked), "a")));
      }
      while (batcher.waiting() < 11) {
        LockSupport.parkNanos(1_000_000);
      }
      gate.open.countDown();
      assertThat(first.get()).containsExactly(2);
      for (int place = 0; place < later.size(); place++) {
        assertThat(later.get(place).get()).containsExactly(2 * (place + 2));
      }
      assertThat(gate.sizes).containsExactly(1, 8, 3);
    }
  }

  @Test
  void aFullQueueRefusesAtOnceAndRecovers() throws Exception {
    var gate = new Gate();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher = new Batcher<>(settings(2, 8), _ -> "", gate::work)) {
      var first = threads.submit(() -> batcher.ask(List.of(1), "a"));
      gate.begun.await();
      assertThatThrownBy(() -> batcher.ask(List.of(2, 3, 4), "a"))
          .isInstanceOfSatisfying(
              OverloadedException.class,
              refused -> {
                assertThat(refused.refused()).isTrue();
                assertThat(refused.retryAfter()).isPositive();
              });
      assertThat(batcher.waiting()).as("none of the three was taken").isZero();
      gate.open.countDown();
      assertThat(first.get()).containsExactly(2);
      assertThat(batcher.ask(List.of(5, 6), "a")).containsExactly(10, 12);
    }
  }

  @Test
  void aDeadlineThatPassesEndsTheWaitingAndTheQuestionIsNotWorkedOn() throws Exception {
    var gate = new Gate();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher = new Batcher<>(settings(10, 8), _ -> "", gate::work)) {
      var first = threads.submit(() -> batcher.ask(List.of(1), "a"));
      gate.begun.await();
      assertThatThrownBy(() -> batcher.ask(List.of(2), "a", Duration.ZERO))
          .isInstanceOfSatisfying(
              OverloadedException.class, late -> assertThat(late.refused()).isFalse());
      gate.open.countDown();
      assertThat(first.get()).containsExactly(2);
    }
    assertThat(gate.sizes).containsExactly(1);
  }

  @Test
  void whatNobodyWaitsForAnyMoreHoldsNoPlace() throws Exception {
    var gate = new Gate();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher = new Batcher<>(settings(1, 8), _ -> "", gate::work)) {
      var first = threads.submit(() -> batcher.ask(List.of(1), "a"));
      gate.begun.await();
      var refused = new ArrayList<Boolean>();
      for (int question = 2; question < 5; question++) {
        try {
          batcher.ask(List.of(question), "a", Duration.ZERO);
        } catch (OverloadedException passed) {
          refused.add(passed.refused());
        }
      }
      int waiting = batcher.waiting();
      gate.open.countDown(); // before anything is judged, or a failure would wait for ever
      assertThat(refused).containsExactly(false, false, false);
      assertThat(waiting).isZero();
      assertThat(first.get()).containsExactly(2);
    }
    assertThat(gate.sizes).containsExactly(1);
  }

  @Test
  void aFailureReachesItsAskersOnly() throws Exception {
    try (var batcher =
        new Batcher<Integer, Integer>(
            settings(10, 1),
            _ -> "",
            questions -> {
              if (questions.contains(13)) {
                throw new IllegalArgumentException("unlucky");
              }
              return questions;
            })) {
      assertThatThrownBy(() -> batcher.ask(List.of(13), "a")).hasMessage("unlucky");
      assertThat(batcher.ask(List.of(7), "a")).containsExactly(7);
    }
  }

  /// All three wait together; only those that are of a kind are answered together.
  @Test
  void aFailureOfOneKindIsNoneOfAnother() throws Exception {
    var begun = new CountDownLatch(1);
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batcher =
            new Batcher<Integer, Integer>(
                settings(10, 8),
                question -> question % 2,
                questions -> {
                  if (questions.contains(0)) {
                    begun.countDown();
                    await(begin);
                  }
                  if (questions.contains(13)) {
                    throw new IllegalStateException("unlucky");
                  }
                  return questions;
                })) {
      Future<List<Integer>> first = threads.submit(() -> batcher.ask(List.of(0), "a"));
      begun.await();
      Future<List<Integer>> odd = threads.submit(() -> batcher.ask(List.of(13), "a"));
      Future<List<Integer>> even = threads.submit(() -> batcher.ask(List.of(8), "a"));
      while (batcher.waiting() < 2) {
        Thread.onSpinWait();
      }
      begin.countDown();
      assertThat(first.get()).containsExactly(0);
      assertThat(even.get()).containsExactly(8);
      assertThatThrownBy(odd::get).hasRootCauseMessage("unlucky");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interruption) {
      throw new IllegalStateException(interruption);
    }
  }

  @Test
  void closingAnswersWhatWaitsAndRefusesWhatComes() throws Exception {
    var gate = new Gate();
    var batcher = new Batcher<>(settings(10, 1), _ -> "", gate::work);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> batcher.ask(List.of(1, 2, 3), "a"));
      gate.begun.await();
      var closing = threads.submit(batcher::close);
      gate.open.countDown();
      closing.get();
      assertThat(first.get()).containsExactly(2, 4, 6);
      assertThatThrownBy(() -> batcher.ask(List.of(4), "a"))
          .isInstanceOf(OverloadedException.class);
    }
  }
}
