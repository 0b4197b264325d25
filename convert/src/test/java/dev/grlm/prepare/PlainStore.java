package dev.grlm.prepare;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What an [EventStore] does, by its definition, with everything in memory.
final class PlainStore {
  /// @param domain of the item, as far as it is known
  record Kept(Event event, int place, String domain) {
    String user() {
      return event.user();
    }

    String item() {
      return event.item();
    }
  }

  private final List<Event> given;
  private final Map<String, Item> lines = new LinkedHashMap<>();
  private final long repeatedLines;
  private final List<Kept> kept = new ArrayList<>();

  PlainStore(List<Event> events, List<Item> items) {
    given = List.copyOf(events);
    items.forEach(item -> lines.putIfAbsent(item.id(), item));
    repeatedLines = (long) items.size() - lines.size();
    for (int place = 0; place < events.size(); place++) {
      kept.add(new Kept(events.get(place), place, domain(events.get(place).item())));
    }
  }

  long repeatedLines() {
    return repeatedLines;
  }

  long events() {
    return kept.size();
  }

  /// Items with a line first, then those that only events name, as they come.
  List<String> items() {
    var ids = new LinkedHashSet<>(lines.keySet());
    given.forEach(event -> ids.add(event.item()));
    return List.copyOf(ids);
  }

  /// As the item's line says, else the first event that says any.
  String domain(String item) {
    Item line = lines.get(item);
    if (line != null && !line.domain().isEmpty()) {
      return line.domain();
    }
    return given.stream()
        .filter(event -> event.item().equals(item) && !event.domain().isEmpty())
        .map(Event::domain)
        .findFirst()
        .orElse("");
  }

  List<String> domains() {
    return items().stream().map(this::domain).distinct().toList();
  }

  boolean any(Predicate<Event> condition) {
    return kept.stream().map(Kept::event).anyMatch(condition);
  }

  /// A user's events of several domains that positions do not tell apart.
  boolean positionsApart() {
    Set<String> unknown =
        kept.stream()
            .filter(row -> row.event().position() == Event.NONE)
            .map(Kept::user)
            .collect(Collectors.toSet());
    return pairs((one, other) ->
        !one.domain().equals(other.domain())
            && (one.event().position() == other.event().position()
                || unknown.contains(one.user())));
  }

  /// A user with times in one domain and none in another.
  boolean timesApart() {
    Set<List<String>> timed =
        kept.stream()
            .filter(PlainStore::timed)
            .map(row -> List.of(row.user(), row.domain()))
            .collect(Collectors.toSet());
    return pairs(
        (one, other) -> timed(one) && !timed.contains(List.of(other.user(), other.domain())));
  }

  /// Something about two events of one user.
  private interface Pair {
    boolean holds(Kept one, Kept other);
  }

  private boolean pairs(Pair pair) {
    return kept.stream()
        .anyMatch(one ->
            kept.stream()
                .anyMatch(other -> one.user().equals(other.user()) && pair.holds(one, other)));
  }

  private static boolean timed(Kept row) {
    return row.event().time() != Event.NONE;
  }

  /// Gives how many were dropped.
  long dropDuplicates() {
    Set<List<Object>> seen = new HashSet<>();
    return drop(row -> {
      Event event = row.event();
      boolean ordered = event.time() != Event.NONE || event.position() != Event.NONE;
      return ordered
          && !seen.add(List.of(event.user(), event.item(), event.time(), event.position()));
    });
  }

  long dropStrayUntimed(boolean byDomain) {
    Function<Kept, List<String>> unit =
        row -> byDomain ? List.of(row.user(), row.domain()) : List.of(row.user());
    Set<List<String>> timed =
        kept.stream().filter(PlainStore::timed).map(unit).collect(Collectors.toSet());
    return drop(row -> !timed(row) && timed.contains(unit.apply(row)));
  }

  private long drop(Predicate<Kept> condition) {
    long before = kept.size();
    kept.removeIf(condition);
    return before - kept.size();
  }

  /// Takes away whoever has too few until nobody has.
  long core(int userCore, int itemCore) {
    long dropped = 0;
    long now;
    do {
      Map<String, Long> users = counts(Kept::user);
      Map<String, Long> items = counts(Kept::item);
      now =
          drop(row ->
              users.getOrDefault(row.user(), 0L) < userCore
                  || items.getOrDefault(row.item(), 0L) < itemCore);
      dropped += now;
    } while (now > 0);
    return dropped;
  }

  private Map<String, Long> counts(Function<Kept, String> key) {
    return kept.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  /// `user: item@time item@time …` of everybody who has events left.
  List<String> histories(boolean byPosition) {
    Comparator<Kept> time = Comparator.comparingLong(row -> row.event().time());
    // an unknown position is the last
    Comparator<Kept> position =
        Comparator.comparingLong(
            row -> row.event().position() == Event.NONE ? Long.MAX_VALUE : row.event().position());
    // and so is an unknown time, where positions come first
    Comparator<Kept> timedFirst = Comparator.comparing(row -> !timed(row));
    Comparator<Kept> order =
        byPosition
            ? position.thenComparing(timedFirst).thenComparing(time)
            : time.thenComparing(position);
    return given.stream()
        .map(Event::user)
        .distinct()
        .map(user -> {
          List<Kept> own =
              kept.stream()
                  .filter(row -> row.user().equals(user))
                  .sorted(order.thenComparingInt(Kept::place))
                  .toList();
          return own.isEmpty() ? null : shown(user, own);
        })
        .filter(Objects::nonNull)
        .toList();
  }

  private static String shown(String user, List<Kept> own) {
    return user
        + ":"
        + own.stream()
            .map(row -> " " + row.item() + "@" + row.event().time())
            .collect(Collectors.joining());
  }

  /// Ids that a later source has in common with an earlier one.
  ///
  /// @param starts place of the first event of each source
  long shared(List<Integer> starts, Function<Event, String> id) {
    Map<String, Set<Integer>> sources = new HashMap<>();
    for (int place = 0; place < given.size(); place++) {
      int source = -1;
      for (int start : starts) {
        source += start <= place ? 1 : 0;
      }
      sources.computeIfAbsent(id.apply(given.get(place)), _ -> new HashSet<>()).add(source);
    }
    return sources.values().stream().filter(of -> of.size() > 1).count();
  }
}
