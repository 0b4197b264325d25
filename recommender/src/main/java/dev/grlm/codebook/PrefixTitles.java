package dev.grlm.codebook;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a beginning of codes readable: by the titles of items that begin so. Immutable and
/// thread-safe.
public final class PrefixTitles {
  private static final int SHOWN = 3;

  private final Map<List<String>, String> texts = new HashMap<>();

  /// @param order of the items: those that come first are shown
  public PrefixTitles(Identifiers identifiers, Catalog catalog, ItemOrder order) {
    Map<List<String>, List<Integer>> items = new HashMap<>();
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int rank = 0; rank < identifiers.size(); rank++) {
      int item = order.item(rank);
      List<String> symbols = identifiers.of(item).symbols();
      for (int length = 1; length <= symbols.size(); length++) {
        List<String> prefix = symbols.subList(0, length);
        List<Integer> first = items.computeIfAbsent(prefix, _ -> new ArrayList<>());
        if (first.size() < SHOWN) {
          first.add(item);
        }
        counts.merge(prefix, 1, Integer::sum);
      }
    }
    items.forEach((prefix, first) -> {
      var titles = new ArrayList<String>();
      first.forEach(item -> titles.add(CodeTitles.title(catalog, item)));
      int more = counts.getOrDefault(prefix, 0) - titles.size();
      String rest = more == 0 ? "" : " and " + more + " more";
      texts.put(List.copyOf(prefix), String.join(" · ", titles) + rest);
    });
  }

  /// The last symbol of a prefix with the titles of items that begin with all of it; alone where
  /// there is none.
  public String text(List<String> prefix) {
    String titles = texts.get(prefix);
    return titles == null ? prefix.getLast() : prefix.getLast() + " (" + titles + ")";
  }
}
