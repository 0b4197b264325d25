package dev.grlm.evaluate;

import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import java.util.List;
import java.util.stream.IntStream;

/// Holds what a recommender gave against its contract: a list with a wrong item in it would be a
/// wrong figure. Stateless.
public final class ListChecks {
  private ListChecks() {}

  /// @param name of the recommender, for the message
  /// @param items how many there are in the catalogue
  /// @throws IllegalStateException when there is not one list per query, or one is too long, names
  ///   an item twice, or names one that is excluded or not there
  public static void require(
      String name, List<Query> queries, List<List<Recommendation>> lists, int items) {
    if (lists.size() != queries.size()) {
      throw new IllegalStateException(
          name + " gave " + lists.size() + " lists for " + queries.size() + " queries");
    }
    for (int i = 0; i < lists.size(); i++) {
      require(name, queries.get(i), lists.get(i), items);
    }
  }

  private static void require(String name, Query query, List<Recommendation> list, int size) {
    int[] items = list.stream().mapToInt(Recommendation::item).toArray();
    if (items.length > query.k() || IntStream.of(items).distinct().count() < items.length) {
      throw new IllegalStateException(
          name + " gave more than " + query.k() + " items or one of them twice: " + list);
    }
    for (int item : items) {
      if (item < 0 || item >= size || !query.allows(item)) {
        throw new IllegalStateException(
            name + " gave item number " + item + ", which is excluded or not in the catalogue");
      }
    }
  }
}
