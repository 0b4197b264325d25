package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.words.Languages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistinctNeighborsTest {
  /// 0 and 3 are twins, 4 has no words.
  private static final Catalog SHOP =
      new Catalog(
          List.of(
              Item.titled("0", "red tea"),
              Item.titled("1", "red pot"),
              Item.titled("2", "lamp"),
              Item.titled("3", "Red teas!"),
              Item.titled("4", "")));

  private static final TermVocabulary VOCABULARY =
      new TermVocabulary(SHOP, List.of(), Languages.ENGLISH);

  private static DistinctNeighbors seen(int width, int[]... neighbors) {
    return new DistinctNeighbors(
        VOCABULARY, new Neighbors(neighbors, new float[neighbors.length][0]), width);
  }

  private static final int[][] ALL = {
    {3, 1, 4, 2}, {0, 3, 2}, {4, 1}, {2, 0}, {1, 2},
  };

  @Test
  void twinsShareTheContextOfTheFirst() {
    DistinctNeighbors seen = seen(5, ALL);
    assertThat(IntStream.range(0, 5).map(seen::firstTwin)).containsExactly(0, 1, 2, 0, 4);
    assertThat(seen.of(0)).containsExactly(1, 2);
    assertThat(seen.of(3)).as("not its own neighbors").containsExactly(1, 2);
  }

  @Test
  void whatSaysNothingNewIsPassedOver() {
    DistinctNeighbors seen = seen(5, ALL);
    assertThat(seen.of(1)).as("a twin of a nearer one").containsExactly(0, 2);
    assertThat(seen.of(2)).as("one without words").containsExactly(1);
    assertThat(seen.of(4)).as("an item without words has neighbors").containsExactly(1, 2);
  }

  @Test
  void thoseBehindTakeThePlacesOfThosePassedOver() {
    assertThat(seen(1, ALL).of(0)).containsExactly(1);
    assertThat(seen(0, ALL).of(0)).isEmpty();
  }

  @Test
  void countsWhoOffersATerm() {
    DistinctNeighbors seen = seen(5, ALL);
    assertThat(seen.sharing(0, seen.of(0))).as("red, tea, red-tea").containsExactly(1, 0, 0);
    assertThat(seen.sharing(0, new int[] {1, 3})).containsExactly(2, 1, 1);
    assertThat(seen.sharing(4, new int[] {0, 1})).isEmpty();
  }

  @Property(tries = 300)
  void isWhatALoopFinds(
      @ForAll @IntRange(min = 1, max = 15) int size,
      @ForAll @IntRange(max = 6) int width,
      @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Neighbors neighbors = RandomCatalogs.neighbors(size, random);
    var vocabulary = new TermVocabulary(catalog, List.of(), Languages.ENGLISH);
    var seen = new DistinctNeighbors(vocabulary, neighbors, width);
    for (int item = 0; item < size; item++) {
      int twin = 0;
      int[] own = vocabulary.offer(item).terms();
      while (twin < item
          && (own.length == 0 || !Arrays.equals(own, vocabulary.offer(twin).terms()))) {
        twin++;
      }
      assertThat(seen.firstTwin(item)).isEqualTo(twin);
      var said = new HashSet<List<Integer>>();
      said.add(list(vocabulary.offer(twin).terms()));
      var expected = new HashSet<List<Integer>>();
      for (int neighbor : neighbors.items()[twin]) {
        List<Integer> terms = list(vocabulary.offer(neighbor).terms());
        if (!terms.isEmpty() && expected.size() < width && said.add(terms)) {
          expected.add(terms);
        }
      }
      assertThat(
              Arrays.stream(seen.of(item)).mapToObj(other -> list(vocabulary.offer(other).terms())))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
