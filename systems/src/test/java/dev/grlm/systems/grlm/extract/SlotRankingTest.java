package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What an item's own text gives its slots, before anything is filled in.
class SlotRankingTest {
  private static final String NOTHING = "-";

  private record Shop(Catalog catalog, TermVocabulary vocabulary, Neighbors neighbors) {
    static Shop of(Catalog catalog, Neighbors neighbors) {
      return new Shop(
          catalog, new TermVocabulary(catalog, List.of(), Languages.ENGLISH), neighbors);
    }

    static Shop titled(String... titles) {
      var items = new ArrayList<Item>();
      for (String title : titles) {
        items.add(Item.titled("i" + items.size(), title));
      }
      return of(new Catalog(items), Neighbors.none(titles.length));
    }

    SlotRanking ranking(int item, int length, boolean signs) {
      return new SlotRanking(
          vocabulary,
          new SlotScore(catalog.size(), length),
          new DistinctNeighbors(vocabulary, neighbors, 5),
          item,
          signs);
    }

    List<String> slots(int item, int length, boolean signs) {
      return Arrays.stream(ranking(item, length, signs).slots())
          .mapToObj(term -> term == SlotRanking.EMPTY ? NOTHING : vocabulary.term(term).text())
          .toList();
    }
  }

  @Test
  void aTextWithoutWordsLeavesAllSlotsEmpty() {
    assertThat(Shop.titled("", "tea").slots(0, 3, false)).containsOnly(NOTHING).hasSize(3);
  }

  @Test
  void aNumberOnlySeparatesInTheLastSlot() {
    Shop shop = Shop.titled("250 100", "tea");
    assertThat(shop.slots(0, 3, false)).containsExactly(NOTHING, NOTHING, "250");
    assertThat(shop.slots(0, 1, false)).containsExactly("250");
  }

  @Test
  void signsStandInAnySlotOfAnItemOfSigns() {
    Shop shop = Shop.titled("🌹🧼", "tea");
    assertThat(shop.slots(0, 3, true)).containsExactlyInAnyOrder("🌹", "🧼", NOTHING);
    assertThat(shop.slots(0, 3, false)).startsWith(NOTHING, NOTHING).last().isIn("🌹", "🧼");
  }

  /// The words of the compound are told by it.
  @Test
  void aCompoundTakesThePlaceOfItsWords() {
    Shop shop = Shop.titled("nail polish", "nail polish", "tea", "pot", "lamp", "desk");
    assertThat(shop.slots(0, 3, false)).containsExactly("nail-polish", NOTHING, NOTHING);
  }

  @Test
  void afterTheFirstTheCommonestGoesFirst() {
    Shop shop =
        Shop.titled(
            "brass lamp desk red", "red lamp", "red desk", "red tea", "lamp pot", "tea", "soap");
    List<String> slots = shop.slots(0, 4, false);
    List<String> byItems = new ArrayList<>(List.of("red", "lamp", "desk", "brass"));
    byItems.remove(slots.getFirst());
    assertThat(slots.subList(1, 4)).isEqualTo(byItems);
  }

  @Property(tries = 150)
  void slotsAreOfTheTextAndShareNoWord(
      @ForAll @IntRange(min = 1, max = 10) int size,
      @ForAll @IntRange(min = 1, max = 6) int length,
      @ForAll long seed) {
    var random = new Random(seed);
    Catalog catalog = RandomCatalogs.catalog(size, random);
    Shop shop = Shop.of(catalog, RandomCatalogs.neighbors(size, random));
    for (int item = 0; item < size; item++) {
      int[] offered = shop.vocabulary().offer(item).terms();
      SlotRanking ranking = shop.ranking(item, length, false);
      int[] filled =
          Arrays.stream(ranking.slots()).filter(term -> term != SlotRanking.EMPTY).toArray();
      assertThat(offered).contains(filled);
      assertThat(filled).hasSizeLessThanOrEqualTo(length);
      for (int left = 0; left < filled.length; left++) {
        for (int right = 0; right < left; right++) {
          assertThat(shop.vocabulary().overlap(filled[left], filled[right])).isFalse();
        }
      }
      assertThat(ranking.ranked(0, Set.of()))
          .containsExactlyInAnyOrderElementsOf(Arrays.stream(offered).boxed().toList());
      assertThat(ranking.ranked(0, Arrays.stream(offered).boxed().toList())).isEmpty();
    }
  }
}
