package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// What every user did: what the run was fitted on, then what was collected, in the order of
/// [UserEvents]. One thread may add while others ask.
final class LiveHistories {
  private final Map<String, History> fitted;
  private final Set<String> erased = ConcurrentHashMap.newKeySet();
  private final CollectedEvents collected = new CollectedEvents();
  private final ConcurrentSkipListSet<String> users = new ConcurrentSkipListSet<>();

  /// @param fitted by user; not changed
  LiveHistories(Map<String, History> fitted) {
    this.fitted = fitted;
    users.addAll(fitted.keySet());
  }

  /// @param inRun whether what the run was fitted on has the event already
  void add(Entry.Happened happened, boolean inRun) {
    if (collected.add(happened, inRun) && !inRun) {
      users.add(happened.event().user());
    }
  }

  /// See [CollectedEvents#requireSameCall].
  void requireSameCall(LiveEvent event, String call, int place) {
    collected.requireSameCall(event, call, place);
  }

  /// See [CollectedEvents#knows].
  boolean knows(LiveEvent event, String call, int place) {
    return collected.knows(event, call, place);
  }

  /// Forgets a user of the run's data, as a journal that is replayed tells; what the journal still
  /// has of the user came later. To be followed by [#forget].
  ///
  /// @param userHash see [Entry#hash]
  void erased(String userHash) {
    erased.add(userHash);
  }

  /// Takes the erased users of the run's data out of the list of users.
  void forget() {
    if (!erased.isEmpty()) {
      fitted.keySet().stream()
          .filter(user -> erased.contains(Entry.hash(user)) && !collected.has(user))
          .forEach(users::remove);
    }
  }

  void erase(String user) {
    erased.add(Entry.hash(user));
    collected.forget(user);
    users.remove(user);
  }

  boolean knows(String user) {
    return users.contains(user);
  }

  int size() {
    return users.size();
  }

  /// Ids, oldest first; null for an unknown user.
  @Nullable List<String> of(String user, Catalog catalog) {
    if (!users.contains(user)) {
      return null;
    }
    var items = new ArrayList<String>();
    History history = fitted.get(user);
    if (history != null && (erased.isEmpty() || !erased.contains(Entry.hash(user)))) {
      for (int item : history.items()) {
        items.add(catalog.item(item).id());
      }
    }
    items.addAll(collected.items(user));
    return items;
  }

  /// Users that begin with `query`, then those that contain it.
  List<String> search(String query, int limit) {
    var found = new ArrayList<String>();
    for (String user : users.tailSet(query)) {
      if (found.size() >= limit || !user.startsWith(query)) {
        break;
      }
      found.add(user);
    }
    if (found.size() < limit && !query.isEmpty()) {
      var known = new HashSet<>(found);
      for (String user : users) {
        if (found.size() >= limit) {
          break;
        }
        if (user.contains(query) && known.add(user)) {
          found.add(user);
        }
      }
    }
    return found;
  }
}
