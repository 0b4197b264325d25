package dev.grlm.live;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.journal.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Items of one call: looked at and named together, before anything of them is kept.
final class ItemPuts {
  private ItemPuts() {}

  /// New ones are named in their order, each as if those before it had been put alone.
  ///
  /// @throws RefusedItemException when one's id cannot be one or stands twice, or there is no text
  /// @throws dev.grlm.system.CannotException when one is new and the system cannot take new ones
  static List<Entry.Put> of(RunInUse run, Shelf shelf, List<Item> items) throws IOException {
    require(items, run.grlm().config().shared().textFields());
    List<Item> fresh =
        items.stream().filter(item -> shelf.catalog().indexOf(item.id()) < 0).toList();
    if (!fresh.isEmpty()) {
      var _ = run.grlm().growing();
      var _ = run.nearest(fresh); // together, and kept for the naming
    }
    Identifiers all = shelf.identifiers();
    Set<Identifier> given = new HashSet<>();
    var puts = new ArrayList<Entry.Put>(items.size());
    for (Item item : items) {
      int known = shelf.catalog().indexOf(item.id());
      Identifier identifier =
          known >= 0
              ? all.of(known)
              : run.name(item, name -> given.contains(name) || !all.items(name).isEmpty());
      given.add(identifier);
      puts.add(new Entry.Put(item, identifier, run.grlm().books()));
    }
    return puts;
  }

  private static void require(List<Item> items, List<String> textFields) throws IOException {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < items.size(); place++) {
      Item item = items.get(place);
      try {
        Ids.require("item", item.id());
      } catch (IllegalArgumentException refused) {
        throw new RefusedItemException(place, String.valueOf(refused.getMessage()));
      }
      if (item.textParts(textFields).isEmpty()) {
        throw new RefusedItemException(
            place, "the item '" + item.id() + "' has no text that it could be named by");
      }
      ItemJson.write(item); // what cannot be written is to be known before anything changes
      Integer before = places.putIfAbsent(item.id(), place);
      if (before != null) {
        throw new RefusedItemException(
            place, "the id '" + item.id() + "' is that of items[" + before + "], too");
      }
    }
  }
}
