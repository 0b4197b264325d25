package dev.grlm.systems.grlm.known;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes identifiers from a file and names the items that it lacks another way. As thread-safe as
/// its fallback.
public final class GivenTermIds implements ItemTokenizer {
  private final TermIdFile given;
  private final ItemTokenizer fallback;

  /// @param fallback asked only when items are missing; gives identifiers of the file's length
  public GivenTermIds(TermIdFile given, ItemTokenizer fallback) {
    this.given = given;
    this.fallback = fallback;
  }

  /// @throws IllegalArgumentException when the fallback's identifiers have another length
  @Override
  public Identifiers tokenize(Catalog catalog, Neighbors neighbors) {
    if (missing(catalog).isEmpty()) {
      return new Identifiers(
          catalog.items().stream().map(item -> given.byItem().get(item.id())).toList());
    }
    Identifiers others = fallback.tokenize(catalog, neighbors);
    if (others.length() != given.length()) {
      throw new IllegalArgumentException(
          "the file gives "
              + given.length()
              + " terms per item, for missing items there are "
              + others.length());
    }
    var byItem = new ArrayList<Identifier>(catalog.size());
    for (int item = 0; item < catalog.size(); item++) {
      byItem.add(given.byItem().getOrDefault(catalog.item(item).id(), others.of(item)));
    }
    return new Identifiers(byItem);
  }

  /// Indices of the items that the file lacks, ascending.
  public List<Integer> missing(Catalog catalog) {
    var missing = new ArrayList<Integer>();
    for (int item = 0; item < catalog.size(); item++) {
      if (!given.byItem().containsKey(catalog.item(item).id())) {
        missing.add(item);
      }
    }
    return missing;
  }

  /// What is noteworthy about the file beside `catalog`, by reason in words.
  public SortedMap<String, Long> counts(Catalog catalog) {
    long missing = missing(catalog).size();
    long taken = catalog.size() - missing;
    var counts = new TreeMap<String, Long>();
    counts.put("items with a given identifier", taken);
    counts.put("items without a given identifier", missing);
    counts.put("identifiers of unknown items", given.byItem().size() - taken);
    counts.put("given identifiers with a repeated term", given.repeated());
    return counts;
  }
}
