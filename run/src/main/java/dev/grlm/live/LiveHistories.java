package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import dev.grlm.journal.JournalState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What every user did: what the run was fitted on, then what the journal collected since, in the
/// order of [UserEvents]. Of the journal nothing but counts is held here. One thread may tell of
/// changes while others ask.
final class LiveHistories {
  private final Map<String, History> fitted;
  private final JournalState kept;
  private final long upTo;

  /// Users of the run's data who were not erased since.
  private final ConcurrentSkipListSet<String> users = new ConcurrentSkipListSet<>();

  /// How many others did something since.
  private final AtomicInteger others = new AtomicInteger();

  /// To be made while the journal rests.
  ///
  /// @param fitted by user; not changed
  /// @param upTo number of the last entry of the journal that the run's data have
  LiveHistories(Map<String, History> fitted, JournalState kept, long upTo) {
    this.fitted = fitted;
    this.kept = kept;
    this.upTo = upTo;
    fitted.keySet().stream().filter(user -> kept.erasedAt(user) <= upTo).forEach(users::add);
    kept.eachUser((user, last) -> {
      if (last > upTo && !users.contains(user)) {
        others.incrementAndGet();
      }
    });
  }

  /// The journal has an event more.
  ///
  /// @param lastBefore number of the user's last event before, 0 for none
  void added(String user, long lastBefore) {
    if (lastBefore <= upTo && !users.contains(user)) {
      others.incrementAndGet();
    }
  }

  /// The journal is about to erase a user.
  void erasing(String user) {
    if (!users.remove(user) && kept.last(user) > upTo) {
      others.decrementAndGet();
    }
  }

  boolean knows(String user) {
    return users.contains(user) || kept.last(user) > upTo;
  }

  int size() {
    return users.size() + others.get();
  }

  /// Ids, oldest first; null for an unknown user.
  ///
  /// @throws IOException when the journal cannot be read
  @Nullable List<String> of(String user, Catalog catalog) throws IOException {
    boolean later = kept.last(user) > upTo;
    if (!later && !users.contains(user)) {
      return null;
    }
    var items = new ArrayList<String>();
    History history = users.contains(user) ? fitted.get(user) : null;
    if (history != null) {
      for (int item : history.items()) {
        items.add(catalog.item(item).id());
      }
    }
    if (later) {
      items.addAll(UserEvents.of(kept.events(user), upTo).laterItems());
    }
    return items;
  }

  /// Users that begin with `query`, then those that contain it.
  List<String> search(String query, int limit) {
    var begin = new TreeSet<>(kept.search(query, true, limit, upTo));
    int seen = 0;
    for (String user : users.tailSet(query)) {
      if (seen++ >= limit || !user.startsWith(query)) {
        break;
      }
      begin.add(user);
    }
    var found = new ArrayList<>(begin.stream().limit(limit).toList());
    if (found.size() < limit && !query.isEmpty()) {
      var contain = new TreeSet<>(kept.search(query, false, limit, upTo));
      users.stream().filter(user -> user.contains(query)).limit(limit).forEach(contain::add);
      var known = new HashSet<>(found);
      contain.stream().filter(known::add).limit(limit - found.size()).forEach(found::add);
    }
    return found;
  }
}
