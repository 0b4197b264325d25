package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.History;
import dev.grlm.evaluate.Bootstrap.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Means over persons and their intervals, against their definition.
class PersonsTest {
  private static History user(int number, String person) {
    return new History("u" + number, new int[] {0, 1, 2}).of(person);
  }

  private static List<History> users(String... persons) {
    return IntStream.range(0, persons.length).mapToObj(u -> user(u, persons[u])).toList();
  }

  private static Persons persons(List<History> users) {
    return Persons.of(users).orElseThrow();
  }

  @Test
  void eachCountsOnceHoweverManyUsersThatIs() {
    Persons persons = persons(users("ann", "bob", "ann", "ann", "bob"));
    assertThat(persons.count()).isEqualTo(2);
    // ann is found with one of three users, bob with both
    Evaluation row = EvaluationTest.evaluation("row", 1, 1, 0, 0, 2);
    assertThat(persons.gains(row, Metric.RECALL_5)).containsExactly(1 / 3.0, 1);
    assertThat(persons.gains(row, Metric.RECALL_1)).containsExactly(1 / 3.0, .5);
    assertThat(row.value(Metric.RECALL_5)).as("over users").isEqualTo(.6);
  }

  @Test
  void areNoneWhereEveryUserIsOne() {
    assertThat(Persons.of(users("ann", "bob"))).isEmpty();
    assertThat(Persons.of(List.of())).isEmpty();
  }

  @Test
  void otherUsersAreRefused() {
    assertThatThrownBy(() ->
            persons(users("ann", "ann")).gains(EvaluationTest.evaluation("row", 1), Metric.NDCG_10))
        .hasMessage("2 users of 1 persons, 1 in the row row");
  }

  /// Person by person and draw by draw, with lists.
  private static List<Double> plainMeans(
      Map<String, List<Integer>> ranksOf, Metric metric, Bootstrap bootstrap) {
    List<Double> own =
        ranksOf.values().stream()
            .map(ranks -> ranks.stream().mapToDouble(metric::gain).average().orElseThrow())
            .toList();
    var random = new SplittableRandom(bootstrap.seed());
    var means = new ArrayList<Double>();
    for (int draw = 0; draw < bootstrap.resamples(); draw++) {
      means.add(
          IntStream.range(0, own.size())
              .mapToDouble(_ -> own.get(random.nextInt(own.size())))
              .average()
              .orElseThrow());
    }
    return means.stream().sorted().toList();
  }

  @Property(tries = 60)
  void intervalsAreThoseOfTheDefinition(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int size) {
    var random = new SplittableRandom(seed);
    var users = new ArrayList<History>(List.of(user(0, "p0"), user(1, "p0")));
    IntStream.range(2, size).forEach(u -> users.add(user(u, "p" + random.nextInt(9))));
    int[] ranks = random.ints(size, 0, Metrics.LIST_LENGTH + 1).toArray();
    Map<String, List<Integer>> ranksOf = new LinkedHashMap<>();
    for (int u = 0; u < size; u++) {
      ranksOf.computeIfAbsent(users.get(u).person(), _ -> new ArrayList<>()).add(ranks[u]);
    }
    // of 41 resamples the quantiles 2.5 % and 97.5 % are the second and the last but one
    var bootstrap = new Bootstrap(41, seed);
    Persons persons = persons(users);
    Evaluation row = EvaluationTest.evaluation("row", ranks);
    List<Metric> metrics = List.of(Metric.values());
    List<double[]> gains = metrics.stream().map(metric -> persons.gains(row, metric)).toList();
    List<Interval> intervals = bootstrap.means(gains);
    for (int place = 0; place < metrics.size(); place++) {
      List<Double> plain = plainMeans(ranksOf, metrics.get(place), bootstrap);
      Interval interval = intervals.get(place);
      assertThat(interval.low()).isCloseTo(plain.get(1), within(1e-12));
      assertThat(interval.high()).isCloseTo(plain.get(39), within(1e-12));
      assertThat(bootstrap.mean(gains.get(place))).isEqualTo(interval);
    }
  }

  /// Twice the same user tells nothing new: over persons the interval is that of half the users,
  /// over users it is narrower by √2.
  @Test
  void usersOfOnePersonDoNotMakeAnIntervalNarrower() {
    int[] once = new SplittableRandom(5).ints(1_000, 0, 2).toArray();
    int[] twice = IntStream.range(0, 2_000).map(u -> once[u / 2]).toArray();
    List<History> users = IntStream.range(0, 2_000).mapToObj(u -> user(u, "p" + u / 2)).toList();
    Evaluation row = EvaluationTest.evaluation("row", twice);
    Interval overPersons = Bootstrap.DEFAULT.mean(persons(users).gains(row, Metric.RECALL_1));
    Interval half = interval(EvaluationTest.evaluation("half", once));
    assertThat(overPersons.low()).isCloseTo(half.low(), within(1e-12));
    assertThat(overPersons.high()).isCloseTo(half.high(), within(1e-12));
    assertThat(width(overPersons) / width(interval(row))).isCloseTo(Math.sqrt(2), within(.15));
  }

  private static Interval interval(Evaluation row) {
    return Objects.requireNonNull(Bootstrap.DEFAULT.intervals(row).get(Metric.RECALL_1.word()));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
