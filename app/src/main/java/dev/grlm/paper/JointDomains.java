package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Any number of domains in one data set. Whatever is fitted to one of them is a part of it with
/// the same cuts. Immutable.
///
/// @param domains in the order in which they stand in the catalogue
/// @param persons in order of first appearance; whoever has one history keeps its cuts
record JointDomains(List<String> domains, Catalog catalog, List<JoinedPerson> persons) {
  JointDomains {
    domains = List.copyOf(domains);
    persons = List.copyOf(persons);
  }

  /// Histories of one person become one, by time, cut by leave-one-out.
  ///
  /// @param name of the data, for a message
  /// @throws IOException in one line, where the order of a person's events is not known, or what is
  ///   to be joined is cut otherwise
  static JointDomains of(Dataset dataset, String name) throws IOException {
    Catalog catalog = dataset.catalog();
    List<String> domains = catalog.items().stream().map(Item::domain).distinct().toList();
    SequencedMap<String, List<History>> byPerson = new LinkedHashMap<>();
    for (History history : dataset.histories()) {
      byPerson.computeIfAbsent(history.person(), _ -> new ArrayList<>()).add(history);
    }
    int[] domainOf =
        catalog.items().stream().mapToInt(item -> domains.indexOf(item.domain())).toArray();
    var persons = new ArrayList<JoinedPerson>();
    for (List<History> histories : byPerson.values()) {
      if (histories.size() == 1) {
        History alone = itself(histories.getFirst());
        persons.add(
            new JoinedPerson(
                alone, JoinedPerson.isMixed(alone, item -> domainOf[item]), true, 0, 0));
        continue;
      }
      String person = histories.getFirst().person();
      if (!dataset.timed()) {
        throw new IOException(
            "%s: '%s' is in several domains, and without times nobody knows in which order"
                .formatted(name, person));
      }
      if (!histories.stream().allMatch(History::leftOneOut)) {
        throw new IOException(
            "%s: '%s' is in several domains, and the histories are cut into parts of their own"
                .formatted(name, person));
      }
      persons.add(JoinedPerson.ofDomains(histories, true, item -> domainOf[item]));
    }
    return new JointDomains(domains, catalog, persons);
  }

  private static History itself(History history) {
    return history.of(history.user());
  }

  String domain(int item) {
    return catalog.item(item).domain();
  }

  AskedPersons asked() {
    return AskedPersons.of(persons, this::domain);
  }

  /// Who did something in several domains.
  long overlapping() {
    return persons.stream().filter(JoinedPerson::overlapping).count();
  }

  /// Everything.
  Dataset joint() {
    return new Dataset(
        catalog, persons.stream().map(JoinedPerson::history).toList(), new TreeMap<>());
  }

  /// One domain as a data set of its own.
  Dataset alone(String domain) {
    int[] items =
        IntStream.range(0, catalog.size()).filter(item -> domain(item).equals(domain)).toArray();
    var histories = new ArrayList<History>();
    for (JoinedPerson person : persons) {
      History own = PartOfHistory.of(person.history(), items);
      if (own.length() > 0) {
        histories.add(own);
      }
    }
    return new Dataset(
        new Catalog(Arrays.stream(items).mapToObj(catalog::item).toList()),
        histories,
        new TreeMap<>());
  }
}
