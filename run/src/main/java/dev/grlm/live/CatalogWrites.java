package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.io.RunListener;
import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.live.LatestChanges.Kind;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What changes the catalogue that is answered by: items, and the run itself. One change after the
/// other; each is in the journal before it counts. Thread-safe.
final class CatalogWrites {
  /// A swap of runs takes seconds; whoever would wait for more than one is told to come again.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final List<RecommenderSystem<?>> house;
  private final RunListener listener;
  private final Journal journal;
  private final Runs runs;
  private final CatalogChanges changes;
  private final LatestChanges latest;

  /// Before the lock, so that of those who only look one at a time stands among those who change.
  private final Gate proposing;

  /// Fair: whoever comes again and again does not overtake who waits.
  private final ReentrantLock changing = new ReentrantLock(true);

  /// @param changes that the runs know already
  /// @param proposing lets one in at a time
  CatalogWrites(
      List<RecommenderSystem<?>> house,
      RunListener listener,
      Journal journal,
      Runs runs,
      CatalogChanges changes,
      LatestChanges latest,
      Gate proposing) {
    this.house = house;
    this.listener = listener;
    this.journal = journal;
    this.runs = runs;
    this.changes = changes;
    this.latest = latest;
    this.proposing = proposing;
  }

  /// As [LiveRun#put(List)].
  List<ItemView> put(List<Item> items) throws IOException {
    State now = begun(LONGEST_WAIT);
    try {
      List<Entry.Put> puts = ItemPuts.of(now.inUse(), now.shelf(), items);
      journal.append(puts);
      puts.forEach(changes::put);
      Shelf shelf = runs.publish(now, changes);
      items.forEach(item -> latest.add(Kind.PUT, null, item.id()));
      return items.stream().map(item -> shelf.view(shelf.catalog().indexOf(item.id()))).toList();
    } finally {
      now.inUse().release();
      changing.unlock();
    }
  }

  /// As [LiveRun#propose].
  ///
  /// @param deadline for those who change something: items are named one after the other
  Proposal propose(Item item, String caller, Duration deadline)
      throws IOException, InterruptedException {
    long asked = System.nanoTime();
    try (Gate.Pass _ = proposing.enter(caller)) {
      return proposed(item, deadline.minusNanos(System.nanoTime() - asked)); // one for both waits
    }
  }

  private Proposal proposed(Item item, Duration deadline) throws IOException {
    State now = begun(deadline);
    try {
      return Proposal.of(item, now.inUse(), now.shelf());
    } finally {
      now.inUse().release();
      changing.unlock();
    }
  }

  /// The turn of somebody who changes something or keeps others from it; to be given back.
  ///
  /// @throws OverloadedException when it does not come in time
  private State begun(Duration longest) throws IOException {
    try {
      if (!changing.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new OverloadedException(
            "the catalogue is being changed", false, Duration.ofSeconds(1));
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; nothing was changed", interruption);
    }
    try {
      return runs.acquired(null);
    } catch (RuntimeException closed) {
      changing.unlock();
      throw closed;
    }
  }

  /// As [LiveRun#deleteItems].
  int delete(Collection<String> ids) throws IOException {
    State now = begun(LONGEST_WAIT);
    try {
      List<String> there = ids.stream().distinct().filter(runs::offers).toList();
      if (!there.isEmpty()) {
        journal.append(there.stream().map(Entry.Deleted::new).toList());
        there.forEach(changes::delete);
        runs.publish(now, changes);
        there.forEach(id -> latest.add(Kind.WITHDRAWN, null, id));
      }
      return there.size();
    } finally {
      now.inUse().release();
      changing.unlock();
    }
  }

  /// As [LiveRun#swap].
  void swap(Path run) throws IOException {
    changing.lock();
    try {
      State old = runs.first();
      RunInUse opened =
          RunInUse.open(house, run, listener); // takes seconds, in which events go on arriving
      try {
        journal.pausing(() -> runs.replace(State.of(run, opened, journal, changes)));
      } catch (IOException closedMeanwhile) {
        opened.retire();
        throw closedMeanwhile;
      }
      old.inUse().retire();
    } finally {
      changing.unlock();
    }
  }
}
