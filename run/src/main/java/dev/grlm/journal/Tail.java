package dev.grlm.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What of the log is in no [UserFile] yet. One thread may add while others read.
final class Tail {
  private final Map<String, Link> users = new ConcurrentHashMap<>();
  private final KeyedCalls calls = new KeyedCalls();
  private final AtomicInteger events = new AtomicInteger();

  /// The events of a user, the newest first.
  private record Link(Stored event, @Nullable Link before) {}

  void add(long number, Entry.Happened happened) {
    LiveEvent event = happened.event();
    Stored stored = Stored.of(number, happened);
    users.compute(event.user(), (_, before) -> new Link(stored, before));
    if (!happened.call().isEmpty()) {
      calls.take(happened.call(), happened.place(), event);
    }
    events.incrementAndGet();
  }

  /// In the order of their numbers.
  List<Stored> events(String user) {
    Link link = users.get(user);
    if (link == null) {
      return List.of();
    }
    var found = new ArrayList<Stored>();
    for (; link != null; link = link.before()) {
      found.add(link.event());
    }
    Collections.reverse(found);
    return found;
  }

  /// Whether an event of the same item and own time is there.
  boolean has(LiveEvent event) {
    for (Link link = users.get(event.user()); link != null; link = link.before()) {
      Stored one = link.event();
      if (event.own() && one.time() == event.time() && one.item().equals(event.item())) {
        return true;
      }
    }
    return false;
  }

  KeyedCalls calls() {
    return calls;
  }

  Iterable<String> users() {
    return users.keySet();
  }

  /// All events that were added, those of users who were forgotten since included: what this takes
  /// of memory and of the log.
  int size() {
    return events.get();
  }

  void forget(String user) {
    users.remove(user);
  }
}
