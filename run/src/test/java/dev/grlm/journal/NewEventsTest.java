package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An event counts once, whoever brings it when.
class NewEventsTest {
  private static final int ROUNDS = 200;

  @TempDir private Path folder;

  private Journal open(int foldedAfter) throws Exception {
    return Journal.open(
        folder, JournalSettings.DEFAULT.foldedAfter(foldedAfter), new UnforcedDisk());
  }

  private static List<LiveEvent> timed(int round) {
    return IntStream.range(0, 5)
        .mapToObj(one -> new LiveEvent("u" + one % 2, "i" + one, 1000L * round + one))
        .toList();
  }

  private static List<LiveEvent> untimed(int round) {
    return IntStream.range(0, 5)
        .mapToObj(one -> LiveEvent.arrived("v" + one % 2, "i" + one, 1000L * round + one))
        .toList();
  }

  @Test
  void twoThatBringTheSameAtOnceHaveItTakenOnce() throws Exception {
    int taken = 0;
    try (Journal journal = open(50);
        var threads = Executors.newFixedThreadPool(2)) {
      var together = new CyclicBarrier(2);
      for (int round = 0; round < ROUNDS; round++) {
        int now = round;
        Callable<Integer> bringing =
            () -> {
              together.await();
              return journal.take(timed(now), "").size()
                  + journal.take(untimed(now), "call " + now).size();
            };
        for (Future<Integer> done : threads.invokeAll(List.of(bringing, bringing))) {
          taken += done.get();
        }
      }
      assertThat(taken).isEqualTo(10 * ROUNDS);
      assertThat(journal.state().lastNumber()).as("also in the log").isEqualTo(10 * ROUNDS);
      assertThat(journal.state().events()).isEqualTo(10 * ROUNDS);
    }
  }

  @Test
  void whatCameBetweenTheLookUpAndTheWritingIsLookedUpAgain() throws Exception {
    try (Journal journal = open(1000)) {
      JournalState state = journal.state();
      NewEvents early = NewEvents.of(state, timed(1), "");
      NewEvents keyed = NewEvents.of(state, untimed(1), "key");
      NewEvents other = NewEvents.of(state, untimed(1).subList(1, 3), "key");
      assertThat(journal.take(timed(1).subList(0, 2), "")).hasSize(2);
      assertThat(journal.take(untimed(1).subList(0, 4), "key")).hasSize(4);
      journal.compact(); // what has been folded meanwhile is found, too
      early.settle(state, Set.of(timed(1).get(4)));
      assertThat(early.entries())
          .extracting(Entry.Happened::event)
          .isEqualTo(timed(1).subList(2, 4));
      keyed.settle(state, Set.of());
      assertThat(keyed.entries()).extracting(Entry.Happened::place).containsExactly(4);
      assertThatThrownBy(() -> other.settle(state, Set.of()))
          .isInstanceOf(ReusedKeyException.class);
    }
  }

  @Test
  void aCallThatIsRefusedLeavesThoseBesideItAlone() throws Exception {
    try (Journal journal = open(1000)) {
      journal.take(untimed(1), "key");
      assertThatThrownBy(() -> journal.take(untimed(2).subList(1, 3), "key"))
          .isInstanceOf(ReusedKeyException.class);
      assertThat(journal.take(timed(1), "")).hasSize(5);
      assertThat(journal.take(untimed(2), "key")).as("the same again, later").isEmpty();
    }
  }

  @Test
  void twoWithoutATimeAreTwoAndTheSameTimeTwiceIsOne() throws Exception {
    try (Journal journal = open(1000)) {
      LiveEvent event = untimed(1).getFirst();
      assertThat(journal.take(List.of(event, event), "")).hasSize(2);
      LiveEvent own = timed(1).getFirst();
      assertThat(journal.take(List.of(own, own), "")).hasSize(1);
    }
  }

  @Test
  void aLongCallIsKnownAgainFromFiles() throws Exception {
    var events = new ArrayList<LiveEvent>();
    for (int one = 0; one < 3000; one++) {
      events.add(LiveEvent.arrived("u", "i" + one, 1));
    }
    try (Journal journal = open(1000)) {
      assertThat(journal.take(events.subList(0, 2000), "long")).hasSize(2000);
      journal.compact();
      assertThat(journal.take(events, "long")).hasSize(1000);
      journal.compact();
      assertThat(journal.take(events, "long")).isEmpty();
    }
    try (Journal journal = open(1000)) {
      assertThat(journal.take(events, "long")).isEmpty();
    }
  }

  @Test
  void figuresAreThoseOfTheFiles() throws Exception {
    try (Journal journal = open(1000)) {
      assertThat(journal.figures().lastSync()).isZero();
      journal.take(timed(1), "");
      JournalFigures figures = journal.figures();
      assertThat(figures.unfoldedEvents()).isEqualTo(5);
      assertThat(figures.logBytes()).isEqualTo(size("log-"));
      assertThat(figures.userBytes()).isZero();
      assertThat(figures.waitingEntries()).isZero();
      assertThat(figures.lastSync()).isPositive();
      assertThat(figures.beingErased()).isZero();
      journal.compact();
      assertThat(journal.figures().unfoldedEvents()).isZero();
      assertThat(journal.figures().userBytes()).isEqualTo(size(".bin"));
      assertThat(journal.figures().logBytes()).isEqualTo(size("log-"));
    }
  }

  private long size(String part) throws Exception {
    long size = 0;
    try (var files = Files.list(folder)) {
      for (Path file :
          files.filter(one -> String.valueOf(one.getFileName()).contains(part)).toList()) {
        size += Files.size(file);
      }
    }
    return size;
  }
}
