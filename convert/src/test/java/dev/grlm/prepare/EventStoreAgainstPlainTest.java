package dev.grlm.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// SQL over columns against maps and lists, on random logs with ties, repeats, unknown times and
/// positions, and items with and without a line.
class EventStoreAgainstPlainTest {
  private static final List<String> DOMAINS = List.of("", "arts", "office");

  @TempDir private Path folder;
  private final List<Event> events = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();

  /// Some logs have no times, some no positions, some neither, some one domain.
  private void make(Random random) {
    boolean times = random.nextInt(4) > 0;
    boolean positions = random.nextInt(3) > 0;
    int domains = 1 + random.nextInt(3);
    int users = 3 + random.nextInt(8);
    for (int number = 0; number < 30 + random.nextInt(50); number++) {
      boolean stray = random.nextInt(6) == 0;
      events.add(
          new Event(
              "u" + random.nextInt(users),
              "i" + (int) (14 * Math.pow(random.nextDouble(), 2)),
              times && !stray ? 500L * random.nextInt(-8, 8) : Event.NONE,
              positions && (!stray || times) ? random.nextInt(5) : Event.NONE,
              random.nextInt(3) == 0 ? Float.NaN : 3,
              DOMAINS.get(random.nextInt(domains))));
    }
    for (int line = 0; line < random.nextInt(12); line++) {
      items.add(
          new Item(
              "i" + random.nextInt(18),
              random.nextBoolean() ? "title " + line : "",
              "",
              List.of(),
              List.of(),
              "",
              DOMAINS.get(random.nextInt(domains)),
              Map.of()));
    }
  }

  private EventStore filled(Path place) throws IOException {
    var store = new EventStore(place, 200, 1, Watch.NONE);
    for (Event event : events) {
      store.add(event);
    }
    for (Item item : items) {
      store.add(item);
    }
    return store;
  }

  private static List<String> histories(EventStore store, boolean byPosition) throws IOException {
    Map<Integer, String> ids = new HashMap<>();
    store.items((number, id, _, _, _) -> ids.put(number, id));
    var shown = new ArrayList<String>();
    store.histories(
        byPosition,
        history -> {
          var line = new StringBuilder(history.user() + ":");
          for (int place = 0; place < history.length(); place++) {
            line.append(' ').append(ids.get(history.items()[place]));
            line.append('@').append(history.times()[place]);
          }
          shown.add(line.toString());
        });
    return shown;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyStepIsThatOfThePlainDefinition(int seed) throws IOException {
    var random = new Random(seed);
    make(random);
    var plain = new PlainStore(events, items);
    try (EventStore store = filled(folder.resolve("store"))) {
      assertThat(store.number()).isEqualTo(plain.repeatedLines());
      var named = new ArrayList<String>();
      store.items((number, id, domain, _, _) -> named.add(number + " " + id + " " + domain));
      var expected = new ArrayList<String>();
      plain
          .items()
          .forEach(id -> expected.add(expected.size() + " " + id + " " + plain.domain(id)));
      assertThat(named).isEqualTo(expected);
      assertThat(store.figures().domains()).isEqualTo(plain.domains());
      look(store, plain);
      assertThat(store.filters().dropDuplicates()).isEqualTo(plain.dropDuplicates());
      look(store, plain);
      boolean byDomain = random.nextBoolean();
      assertThat(store.filters().dropStrayUntimed(byDomain))
          .isEqualTo(plain.dropStrayUntimed(byDomain));
      look(store, plain);
      int userCore = random.nextInt(5);
      int itemCore = random.nextInt(4);
      long[] dropped = store.filters().core(userCore, itemCore, _ -> {});
      assertThat(dropped[2]).isEqualTo(plain.core(userCore, itemCore));
      look(store, plain);
      boolean byPosition = random.nextBoolean();
      assertThat(histories(store, byPosition)).isEqualTo(plain.histories(byPosition));
    }
  }

  private static void look(EventStore store, PlainStore plain) throws IOException {
    assertThat(store.figures().events()).isEqualTo(plain.events());
    assertThat(store.figures().timed()).isEqualTo(plain.any(event -> event.time() != Event.NONE));
    assertThat(store.figures().rated()).isEqualTo(plain.any(event -> !Float.isNaN(event.rating())));
    assertThat(store.figures().positioned())
        .isEqualTo(!plain.any(event -> event.position() == Event.NONE));
    assertThat(store.figures().wholeSeconds())
        .isEqualTo(!plain.any(event -> event.time() != Event.NONE && event.time() % 1000 != 0));
    assertThat(store.figures().positionsApart()).isEqualTo(plain.positionsApart());
    assertThat(store.figures().timesApart()).isEqualTo(plain.timesApart());
  }

  /// The ids that sources have in common do not depend on what is made of them.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatSourcesHaveInCommonIsCounted(int seed) throws IOException {
    var random = new Random(100 + seed);
    make(random);
    List<String> names = List.of("a", "b's", "a", "c");
    List<Integer> starts = List.of(0, events.size() / 3, events.size() / 2, events.size());
    List<Integer> sourceOf = List.of(0, 1, 0, 2);
    var plain = new PlainStore(inOrder(starts, sourceOf), List.of());
    List<Integer> sizes = sizes(starts, sourceOf);
    long users = plain.shared(sizes, Event::user);
    long shared = plain.shared(sizes, Event::item);
    for (UserIds meaning : List.of(UserIds.SEPARATE, UserIds.JOINED)) {
      for (Rules.ItemIds items : Rules.ItemIds.values()) {
        Rules rules = Rules.DEFAULT.withUsers(meaning).withItems(items);
        List<SourceIds> ids = SourceIds.of(names, rules);
        Path place = folder.resolve(meaning.getClass().getSimpleName() + items);
        try (var store = new EventStore(place, 200, 1, Watch.NONE)) {
          for (int source = 0; source < names.size(); source++) {
            SourceIds of = ids.get(source);
            store.source(of);
            int end = source + 1 < names.size() ? starts.get(source + 1) : events.size();
            for (Event event : events.subList(starts.get(source), end)) {
              store.add(Event.of(of.user(event.user()), of.item(event.item())));
            }
          }
          store.number();
          assertThat(store.shared(rules)).isEqualTo(new EventStore.Shared(users, shared, 0));
        }
      }
    }
  }

  /// The events of the first source, of the second, of the third.
  private List<Event> inOrder(List<Integer> starts, List<Integer> sourceOf) {
    var ordered = new ArrayList<Event>();
    for (int source = 0; source < 3; source++) {
      ordered.addAll(of(source, starts, sourceOf));
    }
    return ordered;
  }

  private List<Event> of(int source, List<Integer> starts, List<Integer> sourceOf) {
    var own = new ArrayList<Event>();
    for (int input = 0; input < starts.size(); input++) {
      int end = input + 1 < starts.size() ? starts.get(input + 1) : events.size();
      own.addAll(
          sourceOf.get(input) == source ? events.subList(starts.get(input), end) : List.of());
    }
    return own;
  }

  /// Places in the order of the sources where each begins.
  private List<Integer> sizes(List<Integer> starts, List<Integer> sourceOf) {
    int first = of(0, starts, sourceOf).size();
    int second = of(1, starts, sourceOf).size();
    return List.of(0, first, first + second);
  }
}
