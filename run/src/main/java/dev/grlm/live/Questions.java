package dev.grlm.live;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What needs a model to be answered: lists, batched, and explanations, one by one. Both go by what
/// a user had done when it was asked, and else by the state of their arm at the moment at which
/// they are begun. Thread-safe.
final class Questions implements AutoCloseable {
  private final Runs runs;
  private final int longestHistory;
  private final List<Consumer<Timing>> listeners = new CopyOnWriteArrayList<>();
  private final Gate explaining;
  private final Batcher<Waiting, Timed> batcher;

  Questions(Runs runs, LiveSettings settings) {
    this.runs = runs;
    this.longestHistory = settings.longestHistory();
    this.explaining =
        new Gate(settings.workers(), settings.mostWaiting(), settings.deadline(), "explanations");
    this.batcher = new Batcher<>(settings, this::armOf, this::answers);
  }

  /// As [LiveRun#require].
  void require(Ask ask) {
    runs.of(runs.armOf(ask)).shelf().requireDomains(ask.filter());
  }

  /// As [LiveRun#timed].
  List<Timed> timed(List<Ask> asks, String caller) throws InterruptedException {
    runs.requireOpen();
    asks.forEach(this::require);
    long now = System.nanoTime();
    return asks.isEmpty()
        ? List.of()
        : batcher.ask(asks.stream().map(ask -> asked(ask, now)).toList(), caller);
  }

  private Waiting asked(Ask ask, long now) {
    return runs.of(runs.armOf(ask)).asked(ask, now);
  }

  /// As [LiveRun#listen].
  void listen(Consumer<Timing> listener) {
    listeners.add(listener);
  }

  private String armOf(Waiting waiting) {
    return Objects.requireNonNullElse(runs.armOf(waiting.ask()), "");
  }

  /// The work of a batch, all of one arm.
  private List<Timed> answers(List<Waiting> batch) {
    String arm = runs.armOf(batch.getFirst().ask());
    return BatchWork.of(
        batch,
        runs.acquired(arm),
        arm,
        longestHistory,
        timing -> listeners.forEach(heard -> heard.accept(timing)));
  }

  /// As [LiveRun#explain(Ask, String)].
  Explanation explain(Ask ask, String caller) throws InterruptedException {
    runs.requireOpen();
    require(ask);
    Waiting asked = asked(ask, System.nanoTime());
    try (Gate.Pass _ = explaining.enter(caller)) {
      return explained(asked, runs.armOf(ask));
    }
  }

  private Explanation explained(Waiting ask, @Nullable String arm) {
    State now = runs.acquired(arm);
    try {
      return now.explained(ask, longestHistory, arm);
    } finally {
      now.inUse().release();
    }
  }

  /// How many wait for a list.
  int waiting() {
    return batcher.waiting();
  }

  /// Takes no more of those that are batched, and answers those that wait.
  @Override
  public void close() {
    batcher.close();
  }
}
