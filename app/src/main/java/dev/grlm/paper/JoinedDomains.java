package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Domains;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.paper.DomainPair.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Two domains of a data set, every person's events as one sequence that is cut once. Whatever is
/// fitted is a part of it with the same cuts, so that all readings are asked for the same targets
/// and none of them is trained on what a person did later than that. Immutable.
///
/// @param catalog the items of the two domains, in the order of the data
/// @param persons in order of first appearance
record JoinedDomains(DomainPair pair, Catalog catalog, List<JoinedPerson> persons) {
  /// Shortest history that leave-one-out cuts.
  private static final int SHORTEST_CUT = Split.MINIMUM_LENGTH;

  JoinedDomains {
    persons = List.copyOf(persons);
  }

  /// @param name of the data, for a message
  /// @throws IOException in one line, where a domain is not there, histories are cut otherwise than
  ///   by leave-one-out, times contradict the order of one, the order of a person's histories is
  ///   known in part, or nobody has a target in the target domain
  static JoinedDomains of(Dataset dataset, DomainPair pair, String name) throws IOException {
    try {
      new Domains(dataset.catalog()).require(pair.names());
    } catch (IllegalArgumentException unknown) {
      throw new IOException(name + ": " + unknown.getMessage(), unknown);
    }
    Catalog all = dataset.catalog();
    int[] kept =
        IntStream.range(0, all.size())
            .filter(item -> pair.names().contains(all.item(item).domain()))
            .toArray();
    var catalog = new Catalog(Arrays.stream(kept).mapToObj(all::item).toList());
    var units = new DomainUnits(all);
    SequencedMap<String, List<History>> byPerson = new LinkedHashMap<>();
    for (History history : dataset.histories()) {
      String unit = units.domain(history).orElse("");
      if (!unit.isEmpty() && !pair.names().contains(unit)) {
        continue;
      }
      History own =
          unit.isEmpty() ? PartOfHistory.of(history, kept) : own(history, all, kept, unit);
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
    var joined = new JoinedDomains(pair, catalog, List.of());
    IntPredicate ofTarget = joined::isOfTarget;
    List<JoinedPerson> persons;
    try {
      persons =
          byPerson.values().stream()
              .map(histories -> JoinedPerson.of(histories, dataset.timed(), ofTarget))
              .filter(person -> pair.users() == Users.ALL || person.overlapping())
              .toList();
    } catch (IllegalArgumentException unknown) {
      throw new IOException(name + ": " + unknown.getMessage(), unknown);
    }
    if (persons.stream().noneMatch(person -> joined.asksForTarget(person.history()))) {
      throw new IOException(
          "%s: nobody's last item of three is of '%s', so that nothing can be asked for there"
              .formatted(name, pair.target()));
    }
    return new JoinedDomains(pair, catalog, persons);
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

  /// What a history says of the domain that it is a person's unit of: what stands before from other
  /// domains stands among their own users, too.
  private static History own(History history, Catalog all, int[] kept, String unit) {
    int[] places =
        IntStream.range(0, kept.length)
            .filter(place -> all.item(kept[place]).domain().equals(unit))
            .toArray();
    int[] ofDomain = IntStream.of(places).map(place -> kept[place]).toArray();
    return PartOfHistory.renumbered(PartOfHistory.of(history, ofDomain), places);
  }

  private boolean asksForTarget(History history) {
    return Split.TEST.hasTarget(history) && isOfTarget(Split.TEST.target(history));
  }

  boolean isOfTarget(int item) {
    return catalog.item(item).domain().equals(pair.target());
  }

  /// One sequence per person.
  Dataset merged() {
    return dataset(catalog, persons.stream().map(JoinedPerson::history).toList());
  }

  /// A user per person and domain, called `person@domain`, as a conversion calls them.
  Dataset separate() {
    var histories = new ArrayList<History>();
    Map<String, int[]> itemsOf = new HashMap<>();
    pair.names().forEach(domain -> itemsOf.put(domain, items(domain)));
    for (JoinedPerson person : persons) {
      for (String domain : pair.names()) {
        int[] items = Objects.requireNonNull(itemsOf.get(domain));
        History own = PartOfHistory.of(person.history(), items);
        if (own.length() > 0) {
          String user = person.history().user() + "@" + domain;
          histories.add(PartOfHistory.renamed(PartOfHistory.renumbered(own, items), user));
        }
      }
    }
    return dataset(catalog, histories);
  }

  /// The target domain alone.
  Dataset inDomain() {
    int[] items = items(pair.target());
    var histories = new ArrayList<History>();
    for (JoinedPerson person : persons) {
      History own = PartOfHistory.of(person.history(), items);
      if (own.length() > 0) {
        histories.add(own);
      }
    }
    List<Item> own = Arrays.stream(items).mapToObj(catalog::item).toList();
    return dataset(new Catalog(own), histories);
  }

  private static Dataset dataset(Catalog catalog, List<History> histories) {
    return new Dataset(catalog, histories, new TreeMap<>());
  }

  /// Items of a domain, rising.
  private int[] items(String domain) {
    return IntStream.range(0, catalog.size())
        .filter(item -> catalog.item(item).domain().equals(domain))
        .toArray();
  }
}
