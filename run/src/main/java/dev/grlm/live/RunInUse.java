package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemNaming;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// An open run with what naming new items needs, counted by its users, so that it is closed when a
/// newer one has taken its place and nobody uses it any more. Thread-safe.
final class RunInUse {
  private final Grlm grlm;
  private final ItemNaming naming;
  private final Neighbors neighbors;
  private final Map<String, History> histories = new HashMap<>();
  private final Collected collected;
  private final Map<String, Kept> nearest = new ConcurrentHashMap<>();
  private final Map<String, Identifier> names = new ConcurrentHashMap<>();
  private int users;
  private boolean retired;

  private RunInUse(Grlm grlm, Path run) throws IOException {
    this.grlm = grlm;
    this.collected = Collected.of(run);
    grlm.histories().forEach(history -> histories.put(history.user(), history));
    // Nothing that fails may leave it open.
    this.naming = ItemNaming.open(grlm);
    try {
      this.neighbors = neighbors(grlm);
    } catch (IOException | RuntimeException failure) {
      naming.close();
      throw failure;
    }
  }

  /// Those of the fitted items as the run has them, then those of the added ones.
  private Neighbors neighbors(Grlm run) throws IOException {
    var fitted = new Catalog(run.catalog().items().subList(0, run.fitted()));
    Neighbors stored = NeighborFiles.read(run.folder().neighbors(), fitted);
    var items = new ArrayList<>(List.of(stored.items()));
    var cosines = new ArrayList<>(List.of(stored.cosines()));
    List<Item> added = run.catalog().items().subList(run.fitted(), run.catalog().size());
    for (ItemNaming.Nearest found : naming.nearest(added)) {
      items.add(found.items());
      cosines.add(found.cosines());
    }
    return new Neighbors(items.toArray(int[][]::new), cosines.toArray(float[][]::new));
  }

  /// @param listener as of [Grlm#open(List, Path, RunListener)]
  static RunInUse open(List<RecommenderSystem<?>> house, Path run, RunListener listener)
      throws IOException {
    Grlm grlm = Grlm.open(house, run, listener);
    try {
      grlm.prepare(); // what grows out of it later then only has to read what was added
      return new RunInUse(grlm, run);
    } catch (IOException | RuntimeException failure) {
      grlm.close();
      throw failure;
    }
  }

  /// The run as it was fitted.
  Grlm grlm() {
    return grlm;
  }

  Neighbors neighbors() {
    return neighbors;
  }

  private record Kept(Item item, ItemNaming.Nearest nearest) {}

  /// The fitted items nearest to an item's text; kept, because every change of the catalogue asks
  /// again.
  ItemNaming.Nearest nearest(Item item) {
    Kept known = nearest.get(item.id());
    return known != null && known.item().equals(item)
        ? known.nearest()
        : nearest(List.of(item)).getFirst();
  }

  /// As [#nearest(Item)] for each of several; those that are not kept yet are found together.
  List<ItemNaming.Nearest> nearest(List<Item> items) {
    var found = new ItemNaming.Nearest[items.size()];
    var missing = new ArrayList<Integer>();
    for (int place = 0; place < found.length; place++) {
      Kept known = nearest.get(items.get(place).id());
      if (known != null && known.item().equals(items.get(place))) {
        found[place] = known.nearest();
      } else {
        missing.add(place);
      }
    }
    List<ItemNaming.Nearest> fresh = naming.nearest(missing.stream().map(items::get).toList());
    for (int next = 0; next < fresh.size(); next++) {
      Item item = items.get(missing.get(next));
      nearest.put(item.id(), new Kept(item, fresh.get(next)));
      found[missing.get(next)] = fresh.get(next);
    }
    return List.of(found);
  }

  /// A name for a new item, of symbols that the run knows.
  Identifier name(Item item, Predicate<Identifier> taken) throws IOException {
    return naming.name(item, nearest(item), taken);
  }

  /// As [#nearest] for an item that may never come: nothing of it is kept.
  ItemNaming.Nearest look(Item item) {
    return naming.nearest(item);
  }

  /// As [#name] for an item that may never come.
  Identifier propose(Item item, ItemNaming.Nearest found, Predicate<Identifier> taken)
      throws IOException {
    return naming.name(item, found, taken);
  }

  /// A name for an item that the journal has by another one, which means nothing in this run. Kept
  /// as long as the run is in use, because every change of the catalogue asks again.
  Identifier nameAgain(Item item, Predicate<Identifier> taken) throws IOException {
    Identifier known = names.get(item.id());
    if (known == null) {
      known = name(item, taken);
      names.put(item.id(), known);
    }
    return known;
  }

  Map<String, History> histories() {
    return histories;
  }

  /// What of a journal the run was fitted on already.
  Collected collected() {
    return collected;
  }

  /// Keeps the run open until [#release]; false where it is closed already.
  synchronized boolean acquire() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  synchronized void release() {
    users--;
    closeIfUnused();
  }

  /// Closes the run when nobody uses it any more.
  synchronized void retire() {
    retired = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (retired && users == 0) {
      naming.close();
      grlm.close();
    }
  }
}
