package dev.grlm.data;

import dev.grlm.io.TextLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Gathers interactions in file order and makes histories of them: users in order of first
/// appearance, each user's items sorted stably by their order value. For one thread.
final class HistoryBuilder {
  private static final System.Logger LOG = System.getLogger(HistoryBuilder.class.getName());

  /// Of an event of which nobody knows how long after the one before it was.
  static final long UNKNOWN_GAP = -1;

  private final Catalog catalog;
  private final Counts counts;
  private final Map<String, Events> byUser = new LinkedHashMap<>();

  /// By themselves, so that the users of one share a text.
  private final Map<String, String> persons = new HashMap<>();

  private @Nullable DomainOrder domains;
  private String firstUnknown = "";
  private boolean parted;
  private boolean timed;
  private boolean gaps;

  HistoryBuilder(Catalog catalog, Counts counts) {
    this.catalog = catalog;
    this.counts = counts;
  }

  /// Says that the order of interactions is a position, which must be one over all domains.
  void byPosition() {
    domains = new DomainOrder(catalog);
  }

  /// Says that rows are cut into parts, else by leave-one-out.
  void byPart() {
    parted = true;
  }

  /// Says that rows have a time, by which they need not be ordered.
  void timed() {
    timed = true;
  }

  /// Says that times are what lies between a user's event and the one before, dropped or not.
  void byGaps() {
    gaps = true;
  }

  /// Says that a row has a time that cannot be read, so that no history keeps any.
  void broken() {
    timed = false;
    counts.add(Counts.TIMES_NOT_WHOLE);
  }

  /// What a row says of an item's domain.
  void domain(String item, String domain) {
    int index = catalog.indexOf(item);
    if (domains != null && index >= 0) {
      domains.row(index, domain);
    }
  }

  /// What a row says of the person behind its user; an empty cell says nothing.
  ///
  /// @throws IOException naming the row, where one before said another person
  void person(String user, String person, TextLines lines) throws IOException {
    if (person.isBlank()) {
      return;
    }
    Events events = byUser.computeIfAbsent(user, _ -> new Events(timed));
    if (events.person().isEmpty()) {
      events.of(persons.computeIfAbsent(person, Function.identity()));
    } else if (!events.person().equals(person)) {
      throw lines.error(
          "the user '%s' is of the person '%s', and of '%s' in a row before; a user is of one person"
              .formatted(user, person, events.person()));
    }
  }

  boolean knows(String user) {
    return byUser.containsKey(user);
  }

  /// A user who need not have an interaction.
  void user(String user) {
    byUser.computeIfAbsent(user, _ -> new Events(timed));
  }

  /// One interaction that has no time.
  void add(String user, String item, long order, Part part, TextLines lines) {
    add(user, item, order, 0, part, lines);
  }

  /// One interaction. Where the catalogue has no such item it is counted and dropped.
  ///
  /// @param order what a user's interactions are sorted by; equal values keep file order
  /// @param time of a row that has one
  /// @param part does not matter unless rows are cut into parts
  void add(String user, String item, long order, long time, Part part, TextLines lines) {
    Events events = byUser.computeIfAbsent(user, _ -> new Events(timed));
    int index = catalog.indexOf(item);
    if (index >= 0 || gaps) {
      events.add(index, order, time, part);
    }
    if (index >= 0) {
      return;
    }
    if (firstUnknown.isEmpty()) {
      firstUnknown = lines.place() + ": item '" + item + "' is not in the catalogue";
      LOG.log(System.Logger.Level.WARNING, "{0}; this and further ones are dropped", firstUnknown);
    }
    counts.add(Counts.UNKNOWN_ITEM);
  }

  /// @param file what was read, for the message
  /// @throws IOException when no interaction is left, a user's parts are not in their order, or
  ///   positions begin anew in each domain
  List<History> build(Path file) throws IOException {
    var histories = new ArrayList<History>();
    for (var entry : byUser.entrySet()) {
      Events events = entry.getValue();
      boolean known = !gaps || events.timedByGaps();
      if (events.size() == 0) {
        counts.add(Counts.USERS_WITHOUT_ITEM);
      } else {
        History history = noticed(history(entry.getKey(), events, file));
        History owned = events.person().isEmpty() ? history : history.of(events.person());
        histories.add(timed && known ? owned.at(events.times()) : owned);
      }
    }
    if (histories.isEmpty()) {
      throw new IOException(
          file + ": no interactions" + (firstUnknown.isEmpty() ? "" : " left: " + firstUnknown));
    }
    counts.add(Counts.PERSONS, several(histories));
    return histories;
  }

  private static long several(List<History> histories) {
    if (histories.stream().allMatch(history -> history.person().equals(history.user()))) {
      return 0;
    }
    Map<String, Long> users =
        histories.stream().collect(Collectors.groupingBy(History::person, Collectors.counting()));
    return users.values().stream().filter(count -> count > 1).count();
  }

  private History history(String user, Events events, Path file) throws IOException {
    events.sort();
    int[] items = events.items();
    if (domains != null) {
      refuseClash(user, items, events.orders(), domains, file);
    }
    if (!parted) {
      return new History(user, items);
    }
    for (int place = 1; place < items.length; place++) {
      Part part = events.part(place);
      Part before = events.part(place - 1);
      if (part.compareTo(before) < 0) {
        throw new IOException(
            "%s: user '%s': the item '%s' of the %s part stands after '%s' of the %s part"
                .formatted(
                    file,
                    user,
                    catalog.item(items[place]).id(),
                    part.word(),
                    catalog.item(items[place - 1]).id(),
                    before.word()));
      }
    }
    return new History(user, items, events.before(Part.VALIDATION), events.before(Part.TEST));
  }

  private void refuseClash(String user, int[] items, long[] positions, DomainOrder order, Path file)
      throws IOException {
    int clash = order.clash(items, positions);
    if (clash > 0) {
      throw new IOException(
          "%s: user '%s' has the position %d twice, with '%s' of the domain '%s' and '%s' of '%s': positions that begin anew in each domain are no order over them; grlm convert --from %s --out DIR makes a history per user and domain"
              .formatted(
                  file,
                  user,
                  positions[clash],
                  catalog.item(items[clash - 1]).id(),
                  order.domain(items[clash - 1]),
                  catalog.item(items[clash]).id(),
                  order.domain(items[clash]),
                  Objects.requireNonNullElse(file.getParent(), Path.of("."))));
    }
  }

  private History noticed(History history) {
    int[] sorted = history.items();
    Arrays.sort(sorted);
    long repeats =
        IntStream.range(1, sorted.length).filter(i -> sorted[i] == sorted[i - 1]).count();
    counts.add(Counts.REPEATS, repeats);
    boolean validation = Split.VALIDATION.hasTarget(history);
    boolean test = Split.TEST.hasTarget(history);
    counts.add(Counts.USERS_WITHOUT_TARGET, validation || test ? 0 : 1);
    if (parted) {
      counts.add(Counts.USERS_WITHOUT_VALIDATION, validation ? 0 : 1);
      counts.add(Counts.USERS_WITHOUT_TEST, test ? 0 : 1);
    }
    return history;
  }
}
