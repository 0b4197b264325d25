package dev.grlm.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStoreTest {
  @TempDir private Path folder;

  private EventStore store(List<Event> events) throws IOException {
    var store = new EventStore(folder.resolve("store"), 200, 2, Watch.NONE);
    for (Event event : events) {
      store.add(event);
    }
    return store;
  }

  private static Event event(String user, String item, long time) {
    return Event.of(user, item).at(time);
  }

  private static List<String> histories(EventStore store, boolean byPosition) throws IOException {
    Map<Integer, String> ids = new HashMap<>();
    store.items((number, id, _, _, _) -> ids.put(number, id));
    var shown = new ArrayList<String>();
    store.histories(
        byPosition,
        history -> {
          var line = new StringBuilder(history.user() + ":");
          for (int item : history.items()) {
            line.append(' ').append(ids.get(item));
          }
          shown.add(line.toString());
        });
    return shown;
  }

  @Test
  void historiesAreSortedByTimeThenInputAndUsersByFirstAppearance() throws IOException {
    try (EventStore store =
        store(
            List.of(
                event("zoe", "c", 5),
                event("ann", "a", 9),
                event("zoe", "b", 5),
                event("zoe", "a", 1)))) {
      store.number();
      assertThat(histories(store, false)).containsExactly("zoe: a c b", "ann: a");
    }
  }

  @Test
  void positionsDecideWhereTheyAreAnOrder() throws IOException {
    try (EventStore store =
        store(
            List.of(
                new Event("u", "a", 5, 2, Float.NaN, ""),
                new Event("u", "b", 6, 1, Float.NaN, "")))) {
      store.number();
      assertThat(store.figures().positioned()).isTrue();
      assertThat(histories(store, true)).containsExactly("u: b a");
    }
  }

  @Test
  void anEventThatStoodBeforeIsDroppedAndOneOfUnknownTimeIsNot() throws IOException {
    try (EventStore store =
        store(
            List.of(
                event("u", "a", 5),
                event("u", "b", 5),
                event("u", "a", 5),
                event("u", "a", 6),
                Event.of("v", "a"),
                Event.of("v", "a")))) {
      store.number();
      assertThat(store.filters().dropDuplicates()).isEqualTo(1);
      assertThat(histories(store, false)).containsExactly("u: a b a", "v: a a");
    }
  }

  @Test
  void itemsWithALineStandFirstAndTheFirstOfTwoCounts() throws IOException {
    try (EventStore store = store(List.of(event("u", "new", 1), event("u", "b", 2)))) {
      store.add(Item.titled("a", "one"));
      store.add(Item.titled("b", "two"));
      store.add(Item.titled("a", "three"));
      assertThat(store.number()).isEqualTo(1);
      var seen = new ArrayList<String>();
      store.items(
          (number, id, _, json, events) -> seen.add(number + " " + id + " " + events + " " + json));
      assertThat(seen)
          .containsExactly(
              "0 a 0 {\"id\":\"a\",\"title\":\"one\"}",
              "1 b 1 {\"id\":\"b\",\"title\":\"two\"}",
              "2 new 1 {\"id\":\"new\",\"title\":\"\"}");
      assertThat(store.filters().dropItemsWithoutText()).containsExactly(1, 1);
      assertThat(histories(store, false)).containsExactly("u: b");
    }
  }

  /// Against the plain definition: take away whoever has too few until nobody has.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void theCoreIsTheOneOfThePlainDefinition(int seed) throws IOException {
    var random = new Random(seed);
    var events = new ArrayList<Event>();
    for (int number = 0; number < 400; number++) {
      int user = (int) (60 * Math.pow(random.nextDouble(), 1.5));
      int item = (int) (50 * Math.pow(random.nextDouble(), 2));
      events.add(event("u" + user, "i" + item, number));
    }
    int userCore = 3 + random.nextInt(3);
    int itemCore = 2 + random.nextInt(4);
    List<Event> expected = plainCore(events, userCore, itemCore);
    try (EventStore store = store(events)) {
      store.number();
      long[] dropped = store.filters().core(userCore, itemCore, _ -> {});
      assertThat(store.figures().events()).isEqualTo(expected.size());
      assertThat(dropped[2]).isEqualTo(events.size() - expected.size());
      assertThat(histories(store, false)).isEqualTo(plainHistories(expected, events));
    }
  }

  private static List<Event> plainCore(List<Event> events, int userCore, int itemCore) {
    List<Event> kept = events;
    while (true) {
      Map<String, Long> users = counts(kept, Event::user);
      Map<String, Long> items = counts(kept, Event::item);
      List<Event> next =
          kept.stream()
              .filter(e ->
                  users.getOrDefault(e.user(), 0L) >= userCore
                      && items.getOrDefault(e.item(), 0L) >= itemCore)
              .toList();
      if (next.size() == kept.size()) {
        return next;
      }
      kept = next;
    }
  }

  private static Map<String, Long> counts(List<Event> events, Function<Event, String> key) {
    return events.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static List<String> plainHistories(List<Event> kept, List<Event> all) {
    return all.stream()
        .map(Event::user)
        .distinct()
        .filter(user -> kept.stream().anyMatch(event -> event.user().equals(user)))
        .map(user ->
            user
                + ": "
                + kept.stream()
                    .filter(event -> event.user().equals(user))
                    .map(Event::item)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /// Against a sort of all times, with ties, days of many events and times before 1970.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aShareOfTheEventsIsOfItsTimeOrLater(int seed) throws IOException {
    var random = new Random(seed);
    var times = new ArrayList<Long>();
    var events = new ArrayList<Event>();
    events.add(Event.of("u", "untimed"));
    long spread = random.nextBoolean() ? 400L * 86_400_000 : 20L;
    for (int number = 0; number < 300; number++) {
      long time = random.nextLong(-spread, spread);
      times.add(time);
      events.add(event("u", "i" + number, time));
    }
    Collections.sort(times);
    try (EventStore store = store(events)) {
      store.number();
      for (double share : new double[] {.001, .1, .35, .5, .999}) {
        int place = times.size() - (int) Math.ceil(share * times.size());
        assertThat(store.figures().timeOfLatest(share))
            .as("share " + share)
            .isEqualTo(times.get(place));
      }
      long middle = times.get(150);
      assertThat(store.figures().eventsBetween(middle, Long.MAX_VALUE))
          .isEqualTo(times.stream().filter(time -> time >= middle).count());
      assertThat(store.figures().eventsWithoutTime()).isEqualTo(1);
    }
  }

  @Test
  void whatIsGoingOnIsHeardInOrderAndNeverAfterwards() throws IOException {
    var heard = new ArrayList<String>();
    var shares = new ArrayList<Double>();
    Watch watch =
        (what, share) -> {
          heard.add(what);
          shares.add(share);
        };
    try (var store = new EventStore(folder.resolve("watched"), 200, 2, watch)) {
      store.add(event("u", "a", 1));
      store.number();
      assertThat(heard).contains("number items", "number users", "number events");
      assertThat(shares).isSorted().allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
    }
  }

  @Test
  void nothingIsLeftOfAnEmptyStore() throws IOException {
    try (EventStore store = store(Collections.emptyList())) {
      store.number();
      assertThat(store.figures().events()).isZero();
      assertThat(histories(store, false)).isEmpty();
    }
  }
}
