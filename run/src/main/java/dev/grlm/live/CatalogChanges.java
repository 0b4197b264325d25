package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.journal.Entry;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.Numbered;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemNaming;
import dev.grlm.run.NewItems;
import dev.grlm.run.NewItems.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was put and deleted, whatever run answers, and the catalogue that comes of it. For one
/// thread at a time.
final class CatalogChanges {
  /// By id, in the order of their first coming.
  private final Map<String, Entry.Put> puts = new LinkedHashMap<>();

  private final Set<String> deletions = new HashSet<>();

  /// All that a journal has of them.
  static CatalogChanges of(JournalState journal) {
    var changes = new CatalogChanges();
    for (Numbered numbered : journal.aboutNoEvent()) {
      switch (numbered.entry()) {
        case Entry.Put put -> changes.put(put);
        case Entry.Deleted deleted -> changes.delete(deleted.item());
        case Entry.Happened _, Entry.Erased _ -> {}
      }
    }
    return changes;
  }

  /// A deleted item that is put again is back.
  void put(Entry.Put put) {
    puts.put(put.item().id(), put);
    deletions.remove(put.item().id());
  }

  void delete(String item) {
    deletions.add(item);
  }

  /// The run's items with all changes. New items come in only where the run can take them; metadata
  /// of fitted ones always.
  Shelf shelf(RunInUse run) {
    Grlm base = run.grlm();
    List<Arrival> arrivals =
        puts.values().stream()
            .filter(put -> base.grows() || base.catalog().indexOf(put.item().id()) >= 0)
            .map(put -> new Arrival(put.item(), put.identifier(), put.books(), false))
            .toList();
    List<Item> fresh =
        arrivals.stream()
            .map(Arrival::item)
            .filter(item -> base.catalog().indexOf(item.id()) < 0)
            .toList();
    List<ItemNaming.Nearest> nearest = run.nearest(fresh); // together, before one is named by it
    NewItems.Grown changed = grown(run, arrivals);
    List<int[]> near = new ArrayList<>(List.of(run.neighbors().items()));
    List<float[]> cosines = new ArrayList<>(List.of(run.neighbors().cosines()));
    for (ItemNaming.Nearest one : nearest) { // new items come in the order of their arrival
      near.add(one.items());
      cosines.add(one.cosines());
    }
    boolean same = changed.items().equals(base.catalog().items());
    Grlm grown = same ? base : base.with(changed.items(), changed.identifiers());
    grown.prepare(); // here nobody waits for an answer
    var deleted = new BitSet();
    deletions.stream()
        .mapToInt(grown.catalog()::indexOf)
        .filter(item -> item >= 0)
        .forEach(deleted::set);
    var neighbors = new Neighbors(near.toArray(int[][]::new), cosines.toArray(float[][]::new));
    return new Shelf(grown, base.fitted(), deleted, neighbors);
  }

  private static NewItems.Grown grown(RunInUse run, List<Arrival> arrivals) {
    try {
      return NewItems.grown(run.grlm(), arrivals, run::nameAgain);
    } catch (IOException unread) { // what a system names by is read when it first has to name
      throw new UncheckedIOException(unread.getMessage(), unread);
    }
  }
}
