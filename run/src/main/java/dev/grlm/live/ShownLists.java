package dev.grlm.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was shown lately, by the id of the recommendation; of whom it does not know. For one thread
/// at a time.
final class ShownLists {
  private static final int MOST_DONE = 256;

  private final FeedbackSettings settings;
  private final Map<UUID, Shown> lists = new LinkedHashMap<>();

  /// What came of a list.
  private final Map<UUID, Set<Done>> done = new HashMap<>();

  private long dropped;

  /// @param at milliseconds since 1970
  /// @param bucket of [Tally], of whom it was shown to
  /// @param items ids, the first place first
  record Shown(long at, Tally tally, int bucket, List<String> items) {}

  private record Done(Feedback.Kind kind, String item) {}

  ShownLists(FeedbackSettings settings) {
    this.settings = settings;
  }

  void put(UUID id, Shown shown) {
    expire(shown.at());
    if (lists.size() == settings.mostLists()) {
      UUID eldest = lists.keySet().iterator().next();
      lists.remove(eldest);
      done.remove(eldest);
      dropped++;
    }
    lists.put(id, shown);
  }

  private void expire(long now) {
    long oldest = now - settings.window().toMillis();
    Iterator<Map.Entry<UUID, Shown>> all = lists.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<UUID, Shown> first = all.next();
      if (first.getValue().at() >= oldest) {
        return;
      }
      all.remove();
      done.remove(first.getKey());
    }
  }

  /// Null where it is not known, or not any more.
  @Nullable Shown get(UUID id, long now) {
    expire(now);
    return lists.get(id);
  }

  /// Whether this is the first time. Of one list no more than so much is taken.
  boolean first(UUID id, Feedback.Kind kind, String item) {
    Set<Done> known = done.computeIfAbsent(id, _ -> new HashSet<>());
    return known.size() < MOST_DONE && known.add(new Done(kind, item));
  }

  /// Whether something of a kind has come of the list before; to be asked before [#first].
  boolean none(UUID id, Feedback.Kind kind, List<String> items) {
    return done.getOrDefault(id, Set.of()).stream()
        .noneMatch(one -> one.kind() == kind && items.contains(one.item()));
  }

  int size() {
    return lists.size();
  }

  /// Lists that were dropped before their time, for want of space.
  long dropped() {
    return dropped;
  }
}
