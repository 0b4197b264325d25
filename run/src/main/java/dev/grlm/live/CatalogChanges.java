package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemNaming;
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

  /// A deleted item that is put again is back.
  void put(Entry.Put put) {
    puts.put(put.item().id(), put);
    deletions.remove(put.item().id());
  }

  void delete(String item) {
    deletions.add(item);
  }

  /// A name for a new item beside its neighbors, of terms that the run knows.
  static Identifier name(Generation generation, Item item) {
    return generation.naming().name(item, generation.nearest(item));
  }

  /// The run's items with all changes. An item whose name has terms that the run's slots do not
  /// have, because another run named it, is named again.
  Shelf shelf(Generation generation) {
    Grlm base = generation.grlm();
    List<Item> items = new ArrayList<>(base.catalog().items());
    List<Identifier> identifiers = new ArrayList<>(base.identifiers().all());
    List<int[]> near = new ArrayList<>(List.of(generation.neighbors().items()));
    List<float[]> cosines = new ArrayList<>(List.of(generation.neighbors().cosines()));
    for (Entry.Put put : puts.values()) {
      int known = base.catalog().indexOf(put.item().id());
      if (known >= 0) {
        items.set(known, put.item());
        continue;
      }
      boolean fits = generation.naming().terms().knows(put.identifier());
      ItemNaming.Nearest nearest = generation.nearest(put.item());
      items.add(put.item());
      identifiers.add(fits ? put.identifier() : name(generation, put.item()));
      near.add(nearest.items());
      cosines.add(nearest.cosines());
    }
    boolean same = items.equals(base.catalog().items());
    Grlm grown = same ? base : base.with(items, identifiers);
    var deleted = new BitSet();
    deletions.stream()
        .mapToInt(grown.catalog()::indexOf)
        .filter(item -> item >= 0)
        .forEach(deleted::set);
    var neighbors = new Neighbors(near.toArray(int[][]::new), cosines.toArray(float[][]::new));
    return new Shelf(grown, base.fitted(), deleted, neighbors);
  }
}
