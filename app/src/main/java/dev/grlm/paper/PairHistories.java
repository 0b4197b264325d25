package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// What the histories of a data set say of two of its domains: each event once. Immutable.
final class PairHistories {
  /// Shortest history that leave-one-out cuts.
  private static final int SHORTEST_CUT = Split.MINIMUM_LENGTH;

  private final Catalog catalog;
  private final DomainUnits units;

  /// Items of the data that are of the pair, rising.
  private final int[] kept;

  /// Items of the data by domain, rising, and the same as numbers of [#catalog].
  private final Map<String, int[]> items = new HashMap<>();

  private final Map<String, int[]> places = new HashMap<>();

  /// @param all items of the data
  PairHistories(Catalog all, DomainPair pair) {
    this.units = new DomainUnits(all);
    this.kept =
        IntStream.range(0, all.size())
            .filter(item -> pair.names().contains(all.item(item).domain()))
            .toArray();
    this.catalog = new Catalog(Arrays.stream(kept).mapToObj(all::item).toList());
    for (String domain : pair.names()) {
      items.put(domain, items(all, domain));
      places.put(domain, items(catalog, domain));
    }
  }

  /// The items of the two domains, in the order of the data.
  Catalog catalog() {
    return catalog;
  }

  /// Items of a domain, rising.
  static int[] items(Catalog catalog, String domain) {
    return IntStream.range(0, catalog.size())
        .filter(item -> catalog.item(item).domain().equals(domain))
        .toArray();
  }

  /// Histories of items of [#catalog], none of them empty; persons in order of first appearance.
  ///
  /// @param name of the data, for a message
  /// @throws IOException in one line, where a history is cut otherwise than by leave-one-out, or
  ///   its times contradict its order
  SequencedMap<String, List<History>> byPerson(Dataset dataset, String name) throws IOException {
    SequencedMap<String, List<History>> byPerson = new LinkedHashMap<>();
    for (History history : dataset.histories()) {
      String unit = units.domain(history).orElse("");
      History own = own(history, unit);
      boolean cut =
          unit.isEmpty()
              ? !history.leftOneOut()
              : own.length() >= SHORTEST_CUT && !own.leftOneOut();
      if (cut) {
        throw new IOException(
            name
                + ": histories are cut into parts of their own, user '"
                + history.user()
                + "' first; what was done in two domains is joined and cut by leave-one-out, so"
                + " give the data without the column 'part', or convert with --split leave-one-out");
      }
      if (dataset.timed()) {
        requireRising(own, name);
      }
      if (own.length() > 0) {
        byPerson.computeIfAbsent(own.person(), _ -> new ArrayList<>()).add(own);
      }
    }
    return byPerson;
  }

  /// What stands in a unit of a domain before the domain's own events stands among the users of the
  /// other domains, too; a unit of a third one says nothing.
  ///
  /// @param unit domain of which the user is a unit; empty for none
  private History own(History history, String unit) {
    if (unit.isEmpty()) {
      return PartOfHistory.of(history, kept);
    }
    int[] own = items.getOrDefault(unit, new int[0]);
    int[] numbers = places.getOrDefault(unit, new int[0]);
    return PartOfHistory.renumbered(PartOfHistory.of(history, own), numbers);
  }

  /// Whoever is asked for a target is to know what was strictly before it: an order that times
  /// contradict does not say so, and one made of the times would have other targets than every run
  /// of these data.
  private static void requireRising(History history, String name) throws IOException {
    for (int position = 1; position < history.length(); position++) {
      if (history.time(position) < history.time(position - 1)) {
        throw new IOException(
            "%s: the user '%s' has an event of the time %d after one of %d: order and times say two things, and what was before a target follows from both; give the data without the column 'timestamp', or without 'position', so that times are the order"
                .formatted(
                    name, history.user(), history.time(position), history.time(position - 1)));
      }
    }
  }
}
