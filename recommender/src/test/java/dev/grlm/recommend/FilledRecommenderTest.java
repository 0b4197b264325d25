package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.recommend.Recommendation.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilledRecommenderTest {
  private static final Recommender NEVER_ASKED =
      new Recommender() {
        @Override
        public String name() {
          return "never";
        }

        @Override
        public List<List<Recommendation>> recommend(List<Query> queries) {
          throw new AssertionError("asked for " + queries);
        }
      };

  /// Always the same items in the same order.
  private record Fixed(String name, @Nullable Identifier generated, int... items)
      implements Recommender {
    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return queries.stream().map(this::list).toList();
    }

    private List<Recommendation> list(Query query) {
      var list = new ArrayList<Recommendation>();
      for (int item : items) {
        if (query.allows(item) && list.size() < query.k()) {
          list.add(new Recommendation(item, 9.0 - list.size(), generated, Source.EXACT));
        }
      }
      return list;
    }
  }

  private static final Identifier MADE = Identifier.of("a");

  private final Recommender filled =
      new FilledRecommender(
          new Fixed("first", MADE, 4, 1),
          List.of(new Fixed("second", MADE, 1, 7, 4), new Fixed("third", MADE, 7, 2, 3, 5)));

  @Test
  void fallbacksFillInTheirOrderWithoutDuplicates() {
    assertThat(items(Query.of(new int[] {0}, 5, false))).containsExactly(4, 1, 7, 2, 3);
  }

  @Test
  void whatIsFilledInIsMarkedAndNamesNoIdentifier() {
    List<Recommendation> list = filled.recommend(Query.of(new int[] {0}, 4, false));
    assertThat(list)
        .extracting(Recommendation::source)
        .containsExactly(Source.EXACT, Source.EXACT, Source.FALLBACK, Source.FALLBACK);
    assertThat(list).extracting(Recommendation::generated).containsExactly(MADE, MADE, null, null);
  }

  @Test
  void excludedItemsAreFilledInByNobodyAndTheQueryStaysAsItIs() {
    Query query = Query.of(new int[] {4, 7, 3}, 5, false);
    var excluded = (BitSet) query.excluded().clone();
    assertThat(items(query)).containsExactly(1, 2, 5);
    assertThat(query.excluded()).isEqualTo(excluded);
  }

  @Test
  void aFullListAsksNoFallback() {
    var enough =
        new FilledRecommender(
            new Fixed("first", null, 4, 1), List.of(new Fixed("second", null, 3), NEVER_ASKED));
    assertThat(enough.recommend(Query.of(new int[] {0}, 3, false))).hasSize(3);
    assertThat(enough.recommend(Query.of(new int[] {0}, 2, false))).hasSize(2);
  }

  @Test
  void everyQueryIsFilledByItself() {
    List<List<Recommendation>> lists =
        filled.recommend(
            List.of(Query.of(new int[] {4}, 2, false), Query.of(new int[] {1}, 2, false)));
    assertThat(lists.get(0)).extracting(Recommendation::item).containsExactly(1, 7);
    assertThat(lists.get(1)).extracting(Recommendation::item).containsExactly(4, 7);
  }

  @Test
  void itsNameIsThatOfTheFirst() {
    assertThat(filled.name()).isEqualTo("first");
  }

  private List<Integer> items(Query query) {
    return filled.recommend(query).stream().map(Recommendation::item).toList();
  }
}
