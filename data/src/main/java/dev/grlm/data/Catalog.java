package dev.grlm.data;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The items in a fixed order; everywhere else an item is its index in this order. Immutable and
/// thread-safe.
public final class Catalog {
  private final List<Item> items;
  private final Map<String, Integer> indexById;

  /// @throws IllegalArgumentException naming the id, when two items share one
  public Catalog(List<Item> items) {
    this.items = List.copyOf(items);
    this.indexById = HashMap.newHashMap(items.size());
    for (int index = 0; index < items.size(); index++) {
      String id = items.get(index).id();
      if (indexById.put(id, index) != null) {
        throw new IllegalArgumentException("two items have the id '" + id + "'");
      }
    }
  }

  public int size() {
    return items.size();
  }

  public List<Item> items() {
    return items;
  }

  public Item item(int index) {
    return items.get(index);
  }

  /// The item's index, or -1 where the catalogue has no such id.
  public int indexOf(String id) {
    return indexById.getOrDefault(id, -1);
  }

  /// The text of every item, in order, put together when it is asked for; see [Item#text].
  public List<String> texts(List<String> textFields) {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return items.get(index).text(textFields);
      }

      @Override
      public int size() {
        return items.size();
      }
    };
  }

  /// The same items in the same order.
  @Override
  public boolean equals(Object other) {
    return other instanceof Catalog that && items.equals(that.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  @Override
  public String toString() {
    return items.size() + " items";
  }
}
