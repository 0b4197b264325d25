package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShuffledTiesTest {
  private static final int ITEMS = 12;
  private static final Catalog CATALOG =
      new Catalog(IntStream.range(0, ITEMS).mapToObj(i -> Item.titled("i" + i, "")).toList());

  private static Dataset dataset(List<History> histories) {
    return new Dataset(CATALOG, histories, new TreeMap<>(Map.of("noticed", 1L)));
  }

  private static List<History> shuffled(List<History> histories, long seed) {
    return ShuffledTies.of(dataset(histories), seed).histories();
  }

  /// Items 0, 1, 2, … at these times.
  private static History at(String user, long... times) {
    return new History(user, IntStream.range(0, times.length).toArray()).at(times);
  }

  /// What a seed draws is part of what makes a run repeatable.
  @Test
  void aSeedDrawsTheSameOrderInEveryVersion() {
    History mixed = at("u", 1, 1, 1, 1, 2, 3, 3);
    assertThat(shuffled(List.of(mixed), 42).getFirst().items())
        .containsExactly(3, 2, 0, 1, 4, 5, 6);
    assertThat(shuffled(List.of(mixed), 43).getFirst().items())
        .containsExactly(1, 2, 3, 0, 4, 5, 6);
  }

  @Test
  void whatIsShuffledIsCounted() {
    Dataset mixed =
        dataset(
            List.of(
                at("u", 1, 1, 1, 1, 2, 3, 3),
                at("alone", 1, 2, 3),
                new History("twice", new int[] {5, 5}).at(new long[] {1, 1})));
    Dataset shuffled = ShuffledTies.of(mixed, 42);
    long moved =
        IntStream.range(0, 7)
            .filter(place -> shuffled.histories().getFirst().item(place) != place)
            .count();
    assertThat(moved).isPositive();
    assertThat(shuffled.counts())
        .containsOnly(
            Map.entry("noticed", 1L),
            Map.entry("events at one time, their order drawn", 8L),
            Map.entry("events at one time, moved by that", moved),
            Map.entry("users with events at one time", 2L));
  }

  @Test
  void thatThereWasNothingToShuffleIsSaid() {
    Dataset none = ShuffledTies.of(dataset(List.of(at("u", 1, 2, 3))), 42);
    assertThat(none.histories()).containsExactly(at("u", 1, 2, 3));
    assertThat(none.counts()).containsEntry("events at one time, their order drawn", 0L);
  }

  @Test
  void withoutTheTimesOfAllItIsRefused() {
    Dataset half = dataset(List.of(at("u", 1, 1), new History("v", new int[] {0, 1})));
    assertThatThrownBy(() -> ShuffledTies.of(half, 42))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Each order of three is drawn by about a sixth of the seeds: 100 of 600, give or take 9.
  @Test
  void noOrderIsPreferred() {
    Map<List<Integer>, Integer> orders = new HashMap<>();
    for (int seed = 0; seed < 600; seed++) {
      History drawn = shuffled(List.of(at("u", 7, 7, 7)), seed).getFirst();
      orders.merge(Arrays.stream(drawn.items()).boxed().toList(), 1, Integer::sum);
    }
    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allMatch(times -> times > 60 && times < 140);
  }

  /// Users of one and the same log, and one user's days with the same items, are drawn apart.
  @Test
  void usersAndTimesAreDrawnApart() {
    List<History> users = IntStream.range(0, 20).mapToObj(user -> at("u" + user, day(1))).toList();
    assertThat(shuffled(users, 42).stream().map(h -> Arrays.toString(h.items())).distinct())
        .hasSizeGreaterThan(15);
    List<History> days = IntStream.range(0, 20).mapToObj(day -> at("u", day(day))).toList();
    assertThat(
            days.stream()
                .map(day -> Arrays.toString(shuffled(List.of(day), 42).getFirst().items()))
                .distinct())
        .hasSizeGreaterThan(15);
  }

  private static long[] day(long time) {
    var times = new long[6];
    Arrays.fill(times, time);
    return times;
  }

  /// Leave-one-out is a rule about places; a column `part` says something of each event.
  @Test
  void aCutByLeaveOneOutComesAfterwardsAndAPartKeepsItsEvents() {
    History left = at("u", day(1));
    List<History> targets =
        IntStream.range(0, 40).mapToObj(seed -> shuffled(List.of(left), seed).getFirst()).toList();
    assertThat(targets).allMatch(History::leftOneOut);
    assertThat(targets.stream().map(Split.TEST::target).distinct()).hasSizeGreaterThan(3);

    History parted = new History("u", left.items(), 3, 4).at(day(1));
    for (int seed = 0; seed < 40; seed++) {
      History drawn = shuffled(List.of(parted), seed).getFirst();
      assertThat(Arrays.stream(Split.training(drawn)).sorted()).containsExactly(0, 1, 2);
      assertThat(Split.VALIDATION.target(drawn)).isEqualTo(3);
      assertThat(drawn.testStart()).isEqualTo(4);
    }
  }

  @Provide
  Arbitrary<List<History>> logs() {
    Arbitrary<int[]> items =
        Arbitraries.integers().between(0, ITEMS - 1).array(int[].class).ofMinSize(1).ofMaxSize(12);
    Arbitrary<long[]> times =
        Arbitraries.longs()
            .between(0, 3)
            .array(long[].class)
            .ofSize(12)
            .map(all -> {
              Arrays.sort(all);
              return all;
            });
    Arbitrary<int[]> one = items;
    return Combinators.combine(one, times)
        .as((events, at) -> new History("", events).at(Arrays.copyOf(at, events.length)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(ShuffledTiesTest::named);
  }

  private static List<History> named(List<History> nameless) {
    return IntStream.range(0, nameless.size())
        .mapToObj(user ->
            new History("u" + user, nameless.get(user).items()).at(times(nameless.get(user))))
        .toList();
  }

  private static long[] times(History history) {
    return IntStream.range(0, history.length()).mapToLong(history::time).toArray();
  }

  /// Items by time, each time's sorted.
  private static Map<Long, List<Integer>> byTime(History history) {
    var byTime = new TreeMap<Long, List<Integer>>();
    for (int place = 0; place < history.length(); place++) {
      byTime.computeIfAbsent(history.time(place), _ -> new ArrayList<>()).add(history.item(place));
    }
    byTime.values().forEach(items -> items.sort(null));
    return byTime;
  }

  @Property(tries = 100)
  void itemsMoveOnlyInsideTheirTime(@ForAll("logs") List<History> log, @ForAll long seed) {
    List<History> shuffled = shuffled(log, seed);
    assertThat(shuffled).hasSameSizeAs(log);
    for (int user = 0; user < log.size(); user++) {
      assertThat(times(shuffled.get(user))).isEqualTo(times(log.get(user)));
      assertThat(byTime(shuffled.get(user))).isEqualTo(byTime(log.get(user)));
      assertThat(shuffled.get(user).leftOneOut()).isTrue();
    }
  }

  @Property(tries = 100)
  void nothingOfTheOrderOfTheInputIsLeft(
      @ForAll("logs") List<History> log, @ForAll long seed, @ForAll long other) {
    assertThat(shuffled(log.stream().map(one -> disordered(one, other)).toList(), seed))
        .isEqualTo(shuffled(log, seed));
  }

  /// The same events, each time's in another order.
  private static History disordered(History history, long seed) {
    var random = new Random(seed);
    int[] items = history.items();
    for (int place = 1; place < items.length; place++) {
      if (history.time(place) == history.time(place - 1) && random.nextBoolean()) {
        int before = items[place - 1];
        items[place - 1] = items[place];
        items[place] = before;
      }
    }
    return new History(history.user(), items).at(times(history));
  }

  @Property(tries = 50)
  void aUserIsDrawnAloneAsAmongOthers(@ForAll("logs") List<History> log, @ForAll long seed) {
    List<History> together = shuffled(log, seed);
    for (int user = 0; user < log.size(); user++) {
      assertThat(shuffled(List.of(log.get(user)), seed)).containsExactly(together.get(user));
    }
  }

  /// A run that is fitted anew to a log that has grown keeps what it had.
  @Property(tries = 50)
  void laterEventsChangeNoEarlierOrder(@ForAll("logs") List<History> log, @ForAll long seed) {
    History before = log.getFirst();
    int length = before.length();
    long[] times = Arrays.copyOf(times(before), length + 2);
    times[length] = 9;
    times[length + 1] = 9;
    int[] items = Arrays.copyOf(before.items(), length + 2);
    items[length + 1] = 1;
    History grown = shuffled(List.of(new History("u0", items).at(times)), seed).getFirst();
    assertThat(grown.prefix(length)).isEqualTo(shuffled(List.of(before), seed).getFirst().items());
  }
}
