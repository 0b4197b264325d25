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
  ///   by leave-one-out, or nobody has a target in the target domain
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
    SequencedMap<String, List<History>> byPerson = new LinkedHashMap<>();
    for (History history : dataset.histories()) {
      History own = own(history, all, kept, pair);
      boolean unit = own.length() != part(history, kept).length();
      boolean cut =
          unit ? own.length() >= SHORTEST_CUT && !own.leftOneOut() : !history.leftOneOut();
      if (cut) {
        throw new IOException(
            name
                + ": histories are cut into parts of their own, user '"
                + history.user()
                + "' first; what was done in two domains is joined and cut by leave-one-out, so"
                + " give the data without the column 'part', or convert with --split leave-one-out");
      }
      if (own.length() > 0) {
        byPerson.computeIfAbsent(own.person(), _ -> new ArrayList<>()).add(own);
      }
    }
    var joined = new JoinedDomains(pair, catalog, List.of());
    IntPredicate ofTarget = joined::isOfTarget;
    List<JoinedPerson> persons =
        byPerson.values().stream()
            .map(histories -> JoinedPerson.of(histories, dataset.timed(), ofTarget))
            .filter(person -> pair.users() == Users.ALL || joined.isOverlapping(person.history()))
            .toList();
    if (persons.stream().noneMatch(person -> joined.asksForTarget(person.history()))) {
      throw new IOException(
          "%s: nobody's last item of three is of '%s', so that nothing can be asked for there"
              .formatted(name, pair.target()));
    }
    return new JoinedDomains(pair, catalog, persons);
  }

  /// What a history says of the two domains. Where a conversion made a user of a person in a domain
  /// (`person@domain`), what it put before from other domains stands among their own users, too.
  private static History own(History history, Catalog all, int[] kept, DomainPair pair) {
    for (String domain : pair.names()) {
      if (history.user().equals(history.person() + "@" + domain)) {
        int[] places =
            IntStream.range(0, kept.length)
                .filter(place -> all.item(kept[place]).domain().equals(domain))
                .toArray();
        int[] ofDomain = IntStream.of(places).map(place -> kept[place]).toArray();
        History alone = part(history, ofDomain);
        return renumbered(alone, places);
      }
    }
    return part(history, kept);
  }

  private boolean asksForTarget(History history) {
    return Split.TEST.hasTarget(history) && isOfTarget(Split.TEST.target(history));
  }

  boolean isOfTarget(int item) {
    return catalog.item(item).domain().equals(pair.target());
  }

  boolean isOverlapping(History history) {
    return IntStream.of(history.items()).mapToObj(this::isOfTarget).distinct().count() > 1;
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
        History own = part(person.history(), items);
        if (own.length() > 0) {
          String user = person.history().user() + "@" + domain;
          histories.add(renamed(renumbered(own, items), user));
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
      History own = part(person.history(), items);
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

  /// The same history of items that are called otherwise.
  ///
  /// @param numbers by item
  private static History renumbered(History history, int[] numbers) {
    int[] items = IntStream.of(history.items()).map(item -> numbers[item]).toArray();
    return timed(
        history,
        new History(history.user(), items, history.validationStart(), history.testStart()),
        IntStream.range(0, items.length).toArray());
  }

  private static History renamed(History history, String user) {
    return timed(
        history,
        new History(user, history.items(), history.validationStart(), history.testStart()),
        IntStream.range(0, history.length()).toArray());
  }

  private static History timed(History from, History to, int[] positions) {
    History timed =
        from.timed() ? to.at(IntStream.of(positions).mapToLong(from::time).toArray()) : to;
    return timed.of(from.person());
  }

  /// A history without all items but some, the parts where they were.
  ///
  /// @param kept items, rising; in what is given back an item is its place among them
  static History part(History history, int[] kept) {
    int[] positions =
        IntStream.range(0, history.length())
            .filter(position -> Arrays.binarySearch(kept, history.item(position)) >= 0)
            .toArray();
    int[] items =
        IntStream.of(positions)
            .map(position -> Arrays.binarySearch(kept, history.item(position)))
            .toArray();
    int validation = before(positions, history.validationStart());
    int test = before(positions, history.testStart());
    return timed(history, new History(history.user(), items, validation, test), positions);
  }

  private static int before(int[] positions, int start) {
    return (int) IntStream.of(positions).filter(position -> position < start).count();
  }
}
