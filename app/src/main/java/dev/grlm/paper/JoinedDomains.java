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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/// Two domains of a data set, every person's events as one sequence that is cut once. Whatever is
/// fitted is a part of it with the same cuts, so that all readings are asked for the same targets
/// and none of them is trained on what a person did later than that. Immutable.
///
/// @param catalog the items of the two domains, in the order of the data
/// @param persons in order of first appearance
record JoinedDomains(DomainPair pair, Catalog catalog, List<JoinedPerson> persons) {
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
    var pairs = new PairHistories(dataset.catalog(), pair);
    SequencedMap<String, List<History>> byPerson = pairs.byPerson(dataset, name);
    Catalog catalog = pairs.catalog();
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
    if (persons.stream().noneMatch(person -> joined.asks(person, true))) {
      throw new IOException(
          "%s: nobody's last item of three is of '%s', so that nothing can be asked for there"
              .formatted(name, pair.target()));
    }
    return new JoinedDomains(pair, catalog, persons);
  }

  /// Whether somebody is asked for an item of the target domain, or else of the source.
  boolean asks(JoinedPerson person, boolean ofTarget) {
    History history = person.history();
    return Split.TEST.hasTarget(history) && isOfTarget(Split.TEST.target(history)) == ofTarget;
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
    pair.names().forEach(domain -> itemsOf.put(domain, PairHistories.items(catalog, domain)));
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
    int[] items = PairHistories.items(catalog, pair.target());
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
}
