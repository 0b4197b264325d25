package dev.grlm.convert;

import dev.grlm.io.RunListener;
import dev.grlm.prepare.EventStore;
import dev.grlm.prepare.EventStore.Shared;
import dev.grlm.prepare.Rules;
import dev.grlm.prepare.SourceIds;
import dev.grlm.prepare.UserIds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Says how many ids several sources have in common and what was made of them: to join by a number
/// that two shops gave to two customers is as wrong as to part what one shop cut into files.
final class SharedIds {
  private final List<SourceIds> sources;
  private final Rules rules;
  private final RunListener listener;
  private final Map<String, Long> noticed = new TreeMap<>();

  private SharedIds(List<SourceIds> sources, Rules rules, RunListener listener) {
    this.sources = sources.stream().distinct().toList();
    this.rules = rules;
    this.listener = listener;
  }

  /// What is worth counting.
  ///
  /// @param sources in order
  /// @param listener hears it in words, and what to do where it is wrong
  static Map<String, Long> noted(
      EventStore store, List<SourceIds> sources, Rules rules, RunListener listener)
      throws IOException {
    var ids = new SharedIds(sources, rules, listener);
    if (ids.sources.size() > 1) {
      Shared shared = store.shared(rules);
      ids.users(shared);
      ids.items(shared.items());
    } else {
      ids.domains(store.figures().itemsInSeveralDomains());
    }
    ids.noticed.values().removeIf(count -> count == 0);
    return ids.noticed;
  }

  private void users(Shared shared) {
    long users = shared.users();
    switch (rules.users()) {
      case UserIds.Separate _ -> {
        noticed.put("user ids of several sources, taken for different users", users);
        listener.message(
            users
                + " user ids stand in several sources and are taken for different users, called "
                + sources.getFirst().source()
                + ":ID; if they are the same, --user-ids joined");
      }
      case UserIds.Joined _ -> {
        noticed.put("user ids of several sources, taken for one user each", users);
        listener.message(
            users
                + " user ids stand in several sources and are taken for one user each; if they are"
                + " not, --user-ids separate");
      }
      case UserIds.Mapped mapped -> {
        long unmet = sources.stream().mapToLong(SourceIds::unmet).sum();
        noticed.put("users of several sources by the user map", users);
        noticed.put("users who are not in the user map, separate", shared.unmapped());
        noticed.put("rows of the user map without an event", unmet);
        listener.message(
            users
                + " users stand in several sources by "
                + mapped.file()
                + "; "
                + shared.unmapped()
                + " are not in it and are separate; "
                + unmet
                + " of its rows are of no user with an event");
      }
    }
  }

  private void items(long items) {
    boolean separate = rules.items() == Rules.ItemIds.SEPARATE;
    noticed.put(
        "item ids of several sources, taken for "
            + (separate ? "different items" : "one item each"),
        items);
    listener.message(
        items
            + " item ids stand in several sources and are taken for "
            + (separate
                ? "different items; if they are the same, --item-ids shared"
                : "one item each; if they are not, --item-ids separate"));
  }

  private void domains(long items) {
    noticed.put("item ids of several domains, taken for one item each", items);
    if (items > 0) {
      listener.message(
          items + " item ids stand in more than one domain and are taken for the same item");
    }
  }
}
