package dev.grlm.recommend;

import static dev.grlm.recommend.LetterWorld.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.recommend.Recommendation.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lists of [LetterWorld], worked out by hand.
class GenerativeRecommenderTest {
  private static final int[] HISTORY = {2};
  private final List<List<Generated>> heard = new ArrayList<>();

  @Test
  void anExactBeamGivesItsWholeGroupBestFirst() {
    List<Recommendation> list = recommend(Mode.CONSTRAINED, 10, 10, items());
    assertThat(list).extracting(Recommendation::item).containsExactly(1, 4, 3, 0, 2);
    assertThat(list).extracting(Recommendation::source).containsOnly(Source.EXACT);
    assertThat(list.get(2).generated()).isEqualTo(Identifier.of("a", "x"));
    assertThat(list.get(3).score()).isEqualTo(list.get(2).score());
  }

  @Test
  void underTheTrieTheSearchIsAsWideAsTheList() {
    assertThat(recommend(Mode.CONSTRAINED, 1, 1, items())).hasSize(1);
    assertThat(recommend(Mode.CONSTRAINED, 1, 4, items()))
        .extracting(Recommendation::item)
        .containsExactly(1, 4, 3, 0);
    assertThat(heard.getLast()).hasSize(4);
  }

  @Test
  void ofAGroupOnlyTheAllowedItemsCome() {
    // `a y` .36, `a x` .24 and `b x` .4 · 2/7 keep what they have with `b z` in the list.
    assertThat(recommend(Mode.CONSTRAINED, 1, 5, items(3, 4)))
        .extracting(Recommendation::item)
        .containsExactly(1, 0, 2);
  }

  @Test
  void aStructuralBeamGivesOneItem() {
    List<Recommendation> list = recommend(Mode.FREE, 6, 10, items());
    assertThat(list).extracting(Recommendation::item).containsExactly(3, 4, 1, 0, 2);
    assertThat(list)
        .extracting(Recommendation::source)
        .containsExactly(
            Source.STRUCTURAL, Source.EXACT, Source.EXACT, Source.EXACT, Source.STRUCTURAL);
    assertThat(list.getFirst().generated()).isEqualTo(Identifier.of("a", "z"));
  }

  @Test
  void aStructuralBeamGivesTheFirstAllowedItemOfItsGroup() {
    assertThat(recommend(Mode.FREE, 1, 10, items(3)))
        .extracting(Recommendation::item)
        .containsExactly(0);
    assertThat(recommend(Mode.FREE, 1, 10, items(3, 0))).isEmpty();
  }

  @Test
  void freeBeamsAreNotWidened() {
    assertThat(recommend(Mode.FREE, 2, 10, items())).hasSize(2);
    assertThat(heard.getLast()).hasSize(2);
  }

  @Test
  void theListenerHearsEveryQueryThatWasAsked() {
    GenerativeRecommender recommender = recommender(Mode.FREE, 3);
    var none = new Query(new int[0], 5, items());
    var one = new Query(HISTORY, 5, items());
    assertThat(recommender.recommend(List.of(none, one, none, one)))
        .extracting(List::size)
        .containsExactly(0, 3, 0, 3);
    assertThat(heard).hasSize(2).allMatch(beams -> beams.size() == 3);
  }

  @Test
  void whatIsGeneratedIsWhatTheListsAreMadeOf() {
    GenerativeRecommender recommender = recommender(Mode.FREE, 3);
    var none = new Query(new int[0], 5, items());
    var one = new Query(HISTORY, 5, items(3));
    List<List<Generated>> generated = recommender.generate(List.of(none, one));
    assertThat(heard).as("nobody is told twice").isEmpty();
    assertThat(generated.getFirst()).isEmpty();
    assertThat(generated.getLast()).hasSize(3);
    List<Recommendation> list = recommender.recommend(one);
    assertThat(heard).containsExactly(generated.getLast());
    assertThat(recommender.lists(List.of(none, one), generated)).containsExactly(List.of(), list);
  }

  @Test
  void noListDependsOnWhatElseIsAsked() {
    GenerativeRecommender recommender = recommender(Mode.CONSTRAINED, 1);
    List<Query> queries =
        List.of(
            new Query(HISTORY, 1, items(1)),
            new Query(HISTORY, 5, items()),
            new Query(HISTORY, 2, items()));
    assertThat(recommender.recommend(queries))
        .isEqualTo(queries.stream().map(recommender::recommend).toList());
    assertThat(heard.subList(0, 3)).extracting(List::size).containsExactly(1, 4, 2);
  }

  /// `a z` is no item; its best match, `a x`, is none of the domain, so that another one of the
  /// domain is meant.
  @Test
  void aQuestionAboutSomeItemsIsGroundedAmongThem() {
    Query about = new Query(HISTORY, 10, items()).among(items(1, 2), 5);
    assertThat(recommender(Mode.FREE, 6).recommend(about))
        .extracting(Recommendation::item)
        .containsExactly(1, 2);
    assertThat(heard.getLast().getFirst().grounding())
        .isEqualTo(new Grounding.Structural(List.of(1), 1));
    assertThat(heard.getLast().get(1).grounding())
        .as("[b, z] is an item of another domain")
        .isEqualTo(new Grounding.Structural(List.of(2), 1));
  }

  /// What is likely stays as likely: 6 of 10 go to `a`, though nothing but `a y` is open below it.
  @Test
  void underTheTrieOnlyTheItemsThatAreMeantAreSearched() {
    Query about = new Query(HISTORY, 9, items()).among(items(0, 1, 2), 5);
    List<Recommendation> list = recommender(Mode.CONSTRAINED, 10).recommend(about);
    assertThat(list).extracting(Recommendation::item).containsExactly(1, 0, 2);
    assertThat(heard.getLast()).hasSize(3);
    assertThat(heard.getLast().get(1).grounding())
        .as("item 3 has the identifier of item 0, but is not meant")
        .isEqualTo(new Grounding.Exact(List.of(0)));
    List<Recommendation> masked = recommend(Mode.CONSTRAINED, 10, 9, items(3, 4));
    assertThat(list).isEqualTo(masked);
    var without = new Query(HISTORY, 9, items(1)).among(items(0, 1, 2), 5);
    assertThat(recommender(Mode.CONSTRAINED, 10).recommend(without))
        .extracting(Recommendation::item)
        .containsExactly(0, 2);
    var nothing = new Query(HISTORY, 9, items()).among(items(), 5);
    assertThat(recommender(Mode.CONSTRAINED, 10).recommend(nothing)).isEmpty();
  }

  /// Whatever stands beside it in a batch, and however many different ones are asked.
  @Test
  void everyQuestionIsAboutItsOwnItems() {
    for (Mode mode : Mode.values()) {
      GenerativeRecommender recommender = recommender(mode, 4);
      var queries = new ArrayList<Query>();
      for (int bits = 1; bits < 32; bits++) {
        BitSet meant = BitSet.valueOf(new long[] {bits});
        queries.add(new Query(HISTORY, 5, items()));
        queries.add(new Query(HISTORY, 5, items(2)).among(meant, 5));
      }
      queries.addAll(queries.reversed());
      List<List<Recommendation>> lists = recommender.recommend(queries);
      for (int i = 0; i < queries.size(); i++) {
        Query query = queries.get(i);
        assertThat(lists.get(i)).isEqualTo(recommender.recommend(query));
        assertThat(lists.get(i)).allMatch(one -> query.allows(one.item()));
      }
    }
  }

  @Test
  void aSearchNeedsABeam() {
    assertThatThrownBy(() -> recommender(Mode.FREE, 0))
        .hasMessageContaining("beams and batch must be at least 1: 0");
  }

  private GenerativeRecommender recommender(Mode mode, int beams) {
    return new GenerativeRecommender("letters", LetterWorld.generator(), mode, beams, heard::add);
  }

  private List<Recommendation> recommend(Mode mode, int beams, int k, BitSet excluded) {
    return recommender(mode, beams).recommend(new Query(HISTORY, k, excluded));
  }
}
