package dev.grlm.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A bounded queue in which callers take turns: of each, one is taken after the other. It may be
/// filled by one caller alone; when another one comes, the newest of whoever has most give way, as
/// long as that one is left with more than the newcomer has. For one thread at a time.
///
/// @param <T> what waits
final class Turns<T> {
  private final int most;

  /// Whose turn it is stands first. No group is empty, nor is a caller without groups here.
  private final LinkedHashMap<String, Deque<List<T>>> byCaller = new LinkedHashMap<>();

  private int size;

  /// @param most how many may wait
  Turns(int most) {
    this.most = most;
  }

  /// Takes all of a group or none.
  ///
  /// @return what had to give way, usually nothing; empty where there is no room
  Optional<List<T>> add(String caller, List<T> group) {
    int own = waiting(caller) + group.size();
    int missing = size + group.size() - most;
    var leaving = new LinkedHashMap<String, List<List<T>>>();
    var left = new LinkedHashMap<String, Integer>();
    byCaller.forEach((other, groups) -> left.put(other, count(groups)));
    while (missing > 0) {
      String largest = largest(left);
      if (largest.equals(caller) || left.getOrDefault(largest, 0) <= own) {
        return Optional.empty();
      }
      List<List<T>> gone = leaving.computeIfAbsent(largest, _ -> new ArrayList<>());
      List<T> newest = newest(largest, gone.size());
      gone.add(newest);
      left.merge(largest, -newest.size(), Integer::sum);
      missing -= newest.size();
    }
    var gaveWay = new ArrayList<T>();
    leaving.values().forEach(groups -> groups.forEach(gaveWay::addAll));
    removeAll(gaveWay);
    byCaller.computeIfAbsent(caller, _ -> new ArrayDeque<>()).addLast(new ArrayList<>(group));
    size += group.size();
    return Optional.of(gaveWay);
  }

  private static <T> int count(Collection<List<T>> groups) {
    return groups.stream().mapToInt(List::size).sum();
  }

  private int waiting(String caller) {
    Deque<List<T>> groups = byCaller.get(caller);
    return groups == null ? 0 : count(groups);
  }

  private static String largest(Map<String, Integer> left) {
    String largest = "";
    int most = -1;
    for (Map.Entry<String, Integer> one : left.entrySet()) {
      if (one.getValue() > most) {
        largest = one.getKey();
        most = one.getValue();
      }
    }
    return largest;
  }

  private List<T> newest(String caller, int passedOver) {
    return Objects.requireNonNull(byCaller.get(caller)).reversed().stream()
        .skip(passedOver)
        .findFirst()
        .orElseThrow();
  }

  /// What is not there is passed over.
  void removeAll(Collection<T> gone) {
    for (Deque<List<T>> groups : byCaller.values()) {
      for (List<T> group : groups) {
        int before = group.size();
        group.removeAll(gone);
        size -= before - group.size();
      }
      groups.removeIf(List::isEmpty);
    }
    byCaller.values().removeIf(Deque::isEmpty);
  }

  /// The next ones, one of each caller in turn.
  ///
  /// @param count at most
  List<T> take(int count) {
    var taken = new ArrayList<T>();
    while (taken.size() < count && !byCaller.isEmpty()) {
      Map.Entry<String, Deque<List<T>>> turn = Objects.requireNonNull(byCaller.pollFirstEntry());
      List<T> group = turn.getValue().getFirst();
      taken.add(group.removeFirst());
      size--;
      if (group.isEmpty()) {
        turn.getValue().removeFirst();
      }
      if (!turn.getValue().isEmpty()) {
        byCaller.putLast(turn.getKey(), turn.getValue());
      }
    }
    return taken;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
