package dev.grlm.live;

import dev.grlm.io.NotANumberException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A bounded queue whose waiting questions are answered together: whoever comes while a batch is
/// being worked on is in the next one, callers in turn. Thread-safe.
///
/// @param <Q> question
/// @param <A> answer
final class Batcher<Q, A> implements AutoCloseable {
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  private final LiveSettings settings;
  private final Function<Q, ?> kind;
  private final Function<List<Q>, List<A>> work;
  private final Turns<Pending<Q, A>> queue;
  private final List<Thread> workers = new ArrayList<>();
  private boolean closed;

  /// A question that waits. A future that its caller has cancelled is passed over.
  private record Pending<Q, A>(Q question, CompletableFuture<A> answer) {}

  /// @param kind questions of different kinds are not answered together, so that one kind does not
  ///   suffer from a failure of another
  /// @param work answers a batch, one answer per question in order; called by several threads where
  ///   the settings say so
  Batcher(LiveSettings settings, Function<Q, ?> kind, Function<List<Q>, List<A>> work) {
    this.settings = settings;
    this.kind = kind;
    this.work = work;
    this.queue = new Turns<>(settings.mostWaiting());
    for (int number = 1; number <= settings.workers(); number++) {
      workers.add(Thread.ofPlatform().name("grlm-decode-" + number).daemon().start(this::workOff));
    }
  }

  /// Waits for all answers.
  ///
  /// @param caller who takes turns with others
  /// @throws OverloadedException when they do not fit into the queue, then none is taken, when they
  ///   had to give way to a caller with less, or the deadline passes
  List<A> ask(List<Q> questions, String caller) throws InterruptedException {
    return ask(questions, caller, settings.deadline());
  }

  /// As [#ask(List, String)], with a deadline of its own.
  List<A> ask(List<Q> questions, String caller, Duration deadline) throws InterruptedException {
    List<Pending<Q, A>> pending =
        questions.stream()
            .map(question -> new Pending<Q, A>(question, new CompletableFuture<>()))
            .toList();
    long end = System.nanoTime() + deadline.toNanos();
    enqueue(pending, caller);
    try {
      var answers = new ArrayList<A>();
      for (Pending<Q, A> one : pending) {
        answers.add(one.answer().get(left(end), TimeUnit.NANOSECONDS));
      }
      return answers;
    } catch (TimeoutException _) {
      throw new OverloadedException(
          "no answer within " + deadline.toMillis() + " ms", false, SHORTEST_RETRY);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure);
    } finally {
      abandon(pending);
    }
  }

  /// What nobody waits for any more holds no place among those that wait.
  private void abandon(List<Pending<Q, A>> pending) {
    boolean unanswered = false;
    for (Pending<Q, A> one : pending) {
      unanswered |= one.answer().cancel(false);
    }
    if (unanswered) {
      synchronized (queue) {
        queue.removeAll(pending);
      }
    }
  }

  /// An answer that is there after the deadline is none: what a deadline means must not hang on who
  /// is quicker.
  private static long left(long end) throws TimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new TimeoutException();
    }
    return left;
  }

  private void enqueue(List<Pending<Q, A>> pending, String caller) {
    List<Pending<Q, A>> gaveWay;
    synchronized (queue) {
      if (closed) {
        throw new OverloadedException("the live run is closed", true, SHORTEST_RETRY);
      }
      gaveWay = queue.add(caller, pending).orElseThrow(this::full);
      queue.notifyAll();
    }
    for (Pending<Q, A> one : gaveWay) {
      one.answer().completeExceptionally(full());
    }
  }

  private OverloadedException full() {
    return new OverloadedException(
        "no more than " + settings.mostWaiting() + " questions may wait", true, SHORTEST_RETRY);
  }

  int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private void workOff() {
    for (List<Pending<Q, A>> batch = take(); !batch.isEmpty(); batch = take()) {
      List<Pending<Q, A>> alive = batch.stream().filter(one -> !one.answer().isDone()).toList();
      alive.stream()
          .collect(
              Collectors.groupingBy(
                  one -> kind.apply(one.question()), LinkedHashMap::new, Collectors.toList()))
          .values()
          .forEach(this::work);
    }
  }

  private void work(List<Pending<Q, A>> alive) {
    try {
      List<A> answers = work.apply(alive.stream().map(Pending::question).toList());
      for (int place = 0; place < alive.size(); place++) {
        alive.get(place).answer().complete(answers.get(place));
      }
    } catch (NotANumberException broken) {
      if (alive.size() == 1) {
        alive.getFirst().answer().completeExceptionally(broken);
      } else {
        alive.forEach(one -> work(List.of(one))); // the others are not to suffer for one question
      }
    } catch (RuntimeException | Error failure) {
      alive.forEach(one -> one.answer().completeExceptionally(failure));
    }
  }

  /// Empty at the end.
  private List<Pending<Q, A>> take() {
    synchronized (queue) {
      while (queue.isEmpty() && !closed) {
        waitForQuestions();
      }
      return queue.take(settings.largestBatch());
    }
  }

  /// Returns at the latest when a question comes.
  private void waitForQuestions() {
    try {
      queue.wait();
    } catch (InterruptedException _) {
      // nobody interrupts a worker to end it
    }
  }

  /// Takes nothing more and returns when all that waited is answered.
  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      queue.notifyAll();
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
