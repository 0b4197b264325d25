package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LinkedTargetsTest {
  private static final int ITEMS = 60;

  private static Dataset dataset(List<History> histories) {
    var catalog =
        new Catalog(
            IntStream.range(0, ITEMS).mapToObj(item -> Item.titled("i" + item, "")).toList());
    return new Dataset(catalog, histories, new TreeMap<>());
  }

  /// Item 50, then further ones.
  private static History asks(int length, int target) {
    int[] items =
        IntStream.concat(IntStream.range(50, 50 + length), IntStream.of(target)).toArray();
    return new History("asks", items, 0, length);
  }

  /// A user who has `one`, and `other` so many positions later.
  private static History has(int one, int other, int later) {
    int[] items = new int[later + 1];
    items[0] = one;
    items[later] = other;
    return new History("has", items, later + 1, later + 1);
  }

  private static boolean linked(History asks, History has) {
    return LinkedTargets.of(dataset(List.of(asks, has)), Split.TEST, List.of(asks))[0];
  }

  @Test
  void neighboursAreTwentyPositionsApartAtMostInEitherOrder() {
    assertThat(linked(asks(1, 7), has(50, 7, 1))).isTrue();
    assertThat(linked(asks(1, 7), has(50, 7, 20))).isTrue();
    assertThat(linked(asks(1, 7), has(7, 50, 20))).isTrue();
    assertThat(linked(asks(1, 7), has(50, 7, 21))).isFalse();
    assertThat(linked(asks(1, 7), has(51, 7, 1))).isFalse();
  }

  @Test
  void theLastTenItemsCount() {
    assertThat(linked(asks(10, 7), has(50, 7, 1))).isTrue();
    assertThat(linked(asks(11, 7), has(50, 7, 1))).isFalse();
  }

  @Test
  void whatIsNotTrainingLinksNothing() {
    History asks = asks(1, 7);
    History has = new History("has", new int[] {0, 50, 7}, 2, 2);
    assertThat(linked(asks, has)).isFalse();
    assertThat(linked(asks(2, 51), new History("has", new int[] {51}, 1, 1))).isFalse();
  }

  @Provide
  Arbitrary<List<History>> histories() {
    return Arbitraries.integers()
        .between(0, ITEMS - 1)
        .array(int[].class)
        .ofMaxSize(40)
        .map(items -> new History("u", items))
        .list()
        .ofMaxSize(12);
  }

  private static boolean plainly(Dataset dataset, History user) {
    int[] context = Split.TEST.context(user);
    int target = Split.TEST.target(user);
    int[] last = Arrays.copyOfRange(context, Math.max(0, context.length - 10), context.length);
    return dataset.histories().stream()
        .map(Split::training)
        .anyMatch(items ->
            IntStream.range(0, items.length)
                .filter(one -> items[one] == target)
                .anyMatch(one ->
                    IntStream.range(0, items.length)
                        .filter(other -> other != one && Math.abs(other - one) <= 20)
                        .anyMatch(
                            other -> IntStream.of(last).anyMatch(item -> item == items[other]))));
  }

  @Property(tries = 150)
  void itIsWhatLookingAtEveryPairGives(@ForAll("histories") List<History> histories) {
    Dataset dataset = dataset(histories);
    List<History> users = Split.TEST.evaluated(dataset);
    boolean[] linked = LinkedTargets.of(dataset, Split.TEST, users);
    Stream<Boolean> expected = users.stream().map(user -> plainly(dataset, user));
    assertThat(IntStream.range(0, linked.length).mapToObj(user -> linked[user]).toList())
        .isEqualTo(expected.toList());
  }
}
