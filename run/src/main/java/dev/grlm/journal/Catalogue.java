package dev.grlm.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What of the journal is about no event: the last that was said of every item, and the hashes of
/// those erased. The journal's thread changes it, others ask.
final class Catalogue {
  /// By id, in the order of their first coming.
  private final Map<String, Numbered> puts = new LinkedHashMap<>();

  private final Map<String, Numbered> deletions = new LinkedHashMap<>();
  private final Map<String, Long> erased = new ConcurrentHashMap<>();
  private int changes;

  synchronized void add(Numbered numbered) {
    switch (numbered.entry()) {
      case Entry.Put put -> {
        puts.put(put.item().id(), numbered);
        deletions.remove(put.item().id());
      }
      case Entry.Deleted deleted -> deletions.put(deleted.item(), numbered);
      case Entry.Erased gone -> erased.merge(gone.userHash(), numbered.number(), Math::max);
      case Entry.Happened _ -> throw new IllegalArgumentException("an event: " + numbered);
    }
    changes++;
  }

  /// Grows with every change.
  int changes() {
    return changes;
  }

  boolean noneErased() {
    return erased.isEmpty();
  }

  /// Number of the last erasure of who has this hash, 0 where there is none.
  long erasedAt(String hash) {
    return erased.getOrDefault(hash, 0L);
  }

  /// What counts of the entries with a higher number.
  synchronized Since since(long number) {
    List<String> put =
        puts.values().stream()
            .filter(one -> one.number() > number)
            .map(one -> one.entry() instanceof Entry.Put(var item, _, _) ? item.id() : "")
            .toList();
    long gone = erased.values().stream().filter(at -> at > number).count();
    return new Since(put, (int) gone);
  }

  /// What leads to the same again: items in the order of their first coming, then what was deleted,
  /// then who was erased.
  synchronized List<Numbered> entries() {
    var entries = new ArrayList<Numbered>(puts.values());
    entries.addAll(deletions.values());
    erased.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .forEach(one -> entries.add(new Numbered(one.getValue(), new Entry.Erased(one.getKey()))));
    return entries;
  }
}
