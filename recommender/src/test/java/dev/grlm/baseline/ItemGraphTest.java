package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ItemGraphTest {
  private static final int ITEMS = 6;

  private static final List<GraphSettings> SETTINGS =
      List.of(
          GraphSettings.DEFAULT,
          new GraphSettings(1, 0, 0, 0),
          new GraphSettings(2, .3, .5, .5),
          new GraphSettings(50, 1, 0, 1));

  /// Users who come back to the same few items.
  private static Dataset shop(long seed) {
    var random = new SplittableRandom(seed);
    List<Item> items =
        IntStream.range(0, ITEMS).mapToObj(item -> Item.titled("i" + item, "title")).toList();
    List<History> histories =
        IntStream.range(0, 4)
            .mapToObj(user ->
                new History("u" + user, random.ints(random.nextInt(3, 15), 0, ITEMS).toArray()))
            .toList();
    return new Dataset(new Catalog(items), histories, new TreeMap<>());
  }

  private record Link(int from, int to, double weight) {}

  private static List<Link> links(SparseMatrix.Entries pairs, int from, int to) {
    var links = new ArrayList<Link>();
    pairs.ofRows(from, to, (row, column, weight) -> links.add(new Link(row, column, weight)));
    return links;
  }

  /// In the order of all, too: sums must not depend on how many rows are looked at.
  @Property(tries = 200)
  void thePairsOfSomeRowsAreThoseOfAllThatStandInThem(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int from,
      @ForAll @IntRange(max = 6) int rows,
      @ForAll @IntRange(max = 3) int setting) {
    var pairs = new ItemPairs(shop(seed), SETTINGS.get(setting));
    SparseMatrix.Entries plain = sink -> pairs.forEach(sink); // all, sieved
    assertThat(links(pairs, from, from + rows)).isEqualTo(links(plain, from, from + rows));
  }

  @Property(tries = 100)
  void howManyPairsAreHeldAtOnceDoesNotShow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int held) {
    for (GraphSettings settings : SETTINGS) {
      var pairs = new ItemPairs(shop(seed), settings);
      var limits = new SparseSum.Limits(held, 100);
      assertThat(SparseSum.of(ITEMS, ITEMS, pairs, limits))
          .usingRecursiveComparison()
          .isEqualTo(SparseMatrix.sum(ITEMS, ITEMS, pairs));
    }
  }

  @Test
  void countedLaterOrPaddedBeforeItIsTheSame() {
    ItemGraph now = ItemGraph.of(shop(7), GraphSettings.DEFAULT);
    ItemGraph later = ItemGraph.later(shop(7), GraphSettings.DEFAULT);
    ItemGraph padded = later.padded(ITEMS + 2);
    assertThat(padded.items()).isEqualTo(ITEMS + 2);
    assertThat(padded.weights())
        .usingRecursiveComparison()
        .isEqualTo(now.weights().padded(ITEMS + 2, ITEMS + 2));
    assertThat(later.weights()).as("counted once").isSameAs(later.weights());
    assertThat(later.weights()).usingRecursiveComparison().isEqualTo(now.weights());
  }
}
