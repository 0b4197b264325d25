package dev.grlm.data;

import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which items of a catalogue are of which domain. Immutable and thread-safe.
public final class Domains {
  /// Names that a message lists at most.
  private static final int SHOWN = 20;

  private final SortedMap<String, BitSet> items = new TreeMap<>();

  public Domains(Catalog catalog) {
    for (int item = 0; item < catalog.size(); item++) {
      String domain = catalog.item(item).domain();
      if (!domain.isEmpty()) {
        items.computeIfAbsent(domain, _ -> new BitSet()).set(item);
      }
    }
  }

  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(items.keySet()));
  }

  /// The items of these domains; nothing for a name that no domain has.
  ///
  /// @return of the caller's own
  public BitSet items(Collection<String> names) {
    var all = new BitSet();
    names.forEach(name -> all.or(items.getOrDefault(name, new BitSet())));
    return all;
  }

  /// @throws IllegalArgumentException naming the domains there are, when one is none of them
  public void require(Collection<String> names) {
    for (String name : names) {
      if (!items.containsKey(name)) {
        throw new IllegalArgumentException(
            "no item is of the domain '%s'; %s"
                .formatted(name.replaceAll("\\p{Cntrl}", "?"), there()));
      }
    }
  }

  private String there() {
    if (items.isEmpty()) {
      return "no item has a domain";
    }
    String first =
        items.keySet().stream().limit(SHOWN).collect(Collectors.joining("', '", "'", "'"));
    return items.size() <= SHOWN
        ? "there are " + first
        : "there are %s and %d more".formatted(first, items.size() - SHOWN);
  }
}
