package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Worlds whose right answer is known.
class FloorByHandTest {
  @Test
  void inACycleTheNextItemComesFirst() {
    Dataset dataset = ToyWorlds.cyclic(12, 12, 8);
    for (Recommender recommender :
        List.of(
            MarkovRecommender.fit(dataset),
            ItemGraphRecommender.fit(dataset),
            ItemGraphTermsRecommender.fit(dataset, ToyWorlds.randomTerms(1, 12, 1)))) {
      for (int last = 0; last < 12; last++) {
        int[] history = {(last + 10) % 12, (last + 11) % 12, last};
        assertThat(recommender.recommend(Query.of(history, 3, false)).getFirst().item())
            .as("%s after item %d", recommender.name(), last)
            .isEqualTo((last + 1) % 12);
      }
    }
  }

  @Test
  void popularityCountsTrainingPositionsOnlyAndListsTheUnseenLast() {
    // Training: 3 3 1 | all of a user of two items: 0 1 ; items 2 and 4 are targets only.
    Dataset dataset =
        ToyWorlds.of(5, new int[] {3, 3, 1, 4, 4}, new int[] {0, 1}, new int[] {2, 2});
    assertThat(answer(PopularityRecommender.fit(dataset), Query.of(new int[0], 9, false)))
        .containsExactly("1:2", "2:2", "3:2", "0:1", "4:0");
    assertThat(answer(PopularityRecommender.fit(dataset), Query.of(new int[] {2}, 2, false)))
        .containsExactly("1:2", "3:2");
  }

  @Test
  void markovCountsAdjacentTrainingPairsAndDoesNotBackOff() {
    // Training pairs: 0→1 0→2 0→2 | 2→1 ; the pairs with a target, 2→4 and 4→3, do not count.
    Dataset dataset =
        ToyWorlds.of(5, new int[] {0, 1}, new int[] {0, 2}, new int[] {0, 2, 1, 4, 3});
    MarkovRecommender markov = MarkovRecommender.fit(dataset);
    assertThat(answer(markov, Query.of(new int[] {1, 0}, 5, true))).containsExactly("2:2", "1:1");
    assertThat(answer(markov, Query.of(new int[] {1, 0}, 5, false))).containsExactly("2:2");
    assertThat(markov.recommend(Query.of(new int[] {0, 4}, 5, true))).isEmpty();
  }

  @Test
  void equalScoresAreListedByIdAsANumber() {
    // 10 and 9 both follow 0 once.
    Dataset dataset = ToyWorlds.of(11, new int[] {0, 10}, new int[] {0, 9});
    assertThat(answer(MarkovRecommender.fit(dataset), Query.of(new int[] {0}, 5, false)))
        .containsExactly("9:1", "10:1");
  }

  @Test
  void termsRankByCosineOfRareTerms() {
    // N = 3 (item 3 has no term). df: a 2, b 2, c 2, so each item is two terms of equal weight.
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("a", "b"),
                Identifier.of("b", "c"),
                Identifier.of("c", "a"),
                Identifier.of("", "")));
    var terms = TermSimilarityRecommender.fit(ToyWorlds.catalog(4), identifiers);
    List<Recommendation> list = terms.recommend(Query.of(new int[] {1, 0}, 5, true));
    // Item 0 at age 0, item 1 at age 1: 0 → 1 + .7/2, 1 → 1/2 + .7, 2 → 1/2 + .7/2; item 3 → 0.
    assertThat(list).extracting(Recommendation::item).containsExactly(0, 1, 2);
    assertThat(list.get(0).score()).isCloseTo(1.35, within(1e-12));
    assertThat(list.get(1).score()).isCloseTo(1.2, within(1e-12));
    assertThat(list.get(2).score()).isCloseTo(.85, within(1e-12));
  }

  @Test
  void theTermsOfALongIdentifierAllCount() {
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("a", "b", "c", "d", "e", "f"),
                Identifier.of("a", "q", "r", "s", "t", "u"),
                Identifier.of("v", "w", "x", "y", "z", "f"),
                Identifier.of("k", "l", "m", "n", "o", "p")));
    var terms = TermSimilarityRecommender.fit(ToyWorlds.catalog(4), identifiers);
    List<Recommendation> list = terms.recommend(Query.of(new int[] {0}, 5, false));
    // idf: a and f ln 2, all others ln 4 = 2 ln 2; the cosine of two items that share one of the
    // former is 1 / √(1 + 1 + 4·4) · 1 / √(1 + 5·4).
    assertThat(list).extracting(Recommendation::item).containsExactly(1, 2);
    assertThat(list.getFirst().score()).isCloseTo(1 / Math.sqrt(18 * 21), within(1e-12));
  }

  @Test
  void itemsWithTheSameTermsInAnyOrderTieExactly() {
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("x", "y", "z"),
                Identifier.of("z", "x", "y"),
                Identifier.of("y", "z", "x"),
                Identifier.of("x", "u", "v"),
                Identifier.of("w", "u", "q")));
    var terms = TermSimilarityRecommender.fit(ToyWorlds.catalog(5), identifiers);
    List<Recommendation> list = terms.recommend(Query.of(new int[] {3, 4, 1}, 3, true));
    assertThat(list).extracting(Recommendation::item).containsExactly(0, 1, 2);
    assertThat(list).extracting(Recommendation::score).containsOnly(list.getFirst().score());
  }

  @Test
  void refusesIdentifiersOfAnotherCatalogue() {
    Dataset dataset = ToyWorlds.cyclic(4, 4, 4);
    assertThatThrownBy(() -> ItemGraphTermsRecommender.fit(dataset, ToyWorlds.randomTerms(1, 3, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the catalogue has 4 items but 3 have an identifier");
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new GraphSettings(0, .5, .5, .3)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> new GraphSettings(1, -1, .5, .3)).hasMessageContaining("is -1.0");
    assertThatThrownBy(() -> new HistoryDecay(0, .5)).hasMessageContaining("is 0");
    assertThatThrownBy(() -> new HistoryDecay(1, 1.5)).hasMessageContaining("is 1.5");
    assertThatThrownBy(
            () -> new FloorSettings(GraphSettings.DEFAULT, HistoryDecay.DEFAULT, Double.NaN))
        .hasMessageContaining("is NaN");
  }

  @Test
  void defaultsAreTheFixedSettings() {
    assertThat(FloorSettings.DEFAULT)
        .isEqualTo(
            new FloorSettings(new GraphSettings(20, .5, .5, .3), new HistoryDecay(10, .7), .1));
  }

  private static List<String> answer(Recommender recommender, Query query) {
    return recommender.recommend(query).stream()
        .map(recommendation -> recommendation.item() + ":" + (int) recommendation.score())
        .toList();
  }
}
