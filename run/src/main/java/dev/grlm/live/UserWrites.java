package dev.grlm.live;

import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import dev.grlm.live.LatestChanges.Kind;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// What changes users' histories: what they do, and that they are erased. The journal says in which
/// order. Thread-safe.
final class UserWrites {
  private final Runs runs;
  private final Lookups lookups;
  private final Journal journal;
  private final LatestChanges latest;

  UserWrites(Runs runs, Lookups lookups, Journal journal, LatestChanges latest) {
    this.runs = runs;
    this.lookups = lookups;
    this.journal = journal;
    this.latest = latest;
  }

  /// As [LiveRun#append(List, String)].
  Appended append(List<LiveEvent> events, String key) throws IOException {
    runs.requireOpen();
    for (LiveEvent event : events) {
      Ids.require("user", event.user());
      lookups.requireItem(event.item());
    }
    List<LiveEvent> fresh = journal.take(events, key);
    for (LiveEvent event : fresh) {
      latest.add(Kind.EVENT, event.user(), event.item());
      if (journal.state().last(event.user()) == 0) {
        latest.erase(event.user()); // erased meanwhile
      }
    }
    return new Appended(fresh.size(), events.size() - fresh.size());
  }

  /// As [LiveRun#eraseUsers].
  int erase(Collection<String> users) throws IOException {
    runs.requireOpen();
    List<String> known = users.stream().distinct().filter(runs::knows).toList();
    try {
      if (!known.isEmpty()) {
        journal.erase(known, runs::erasing);
      }
    } finally {
      users.forEach(latest::erase); // also where it is made again and nobody is known any more
    }
    return known.size();
  }
}
