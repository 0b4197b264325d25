package dev.grlm.recommend;

import static dev.grlm.recommend.LetterWorld.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.recommend.IdentifierGenerator.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lists of [LetterWorld] beside scores of its items: of `a x`, the likely item 0 has three
/// quarters, and item 3, that is bought most, one.
class GroupSharesTest {
  private static final int[] HISTORY = {2};
  private static final float[] SCORES = {(float) Math.log(3), -4, 7, 0, 1};

  /// Histories that were scored, in order.
  private final List<int[]> scored = new ArrayList<>();

  private final class Table implements Scorer {
    private final int[] items;

    Table(int... items) {
      this.items = items;
    }

    @Override
    public String name() {
      return "table";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      scored.addAll(histories);
      var scores = new float[items.length];
      for (int i = 0; i < items.length; i++) {
        scores[i] = SCORES[items[i]];
      }
      return Collections.nCopies(histories.size(), new ScoredItems(items, scores));
    }
  }

  private GenerativeRecommender parted(Mode mode, int beams, boolean repeats) {
    return parted(mode, beams, repeats, 0, 1, 2, 3, 4);
  }

  private GenerativeRecommender parted(Mode mode, int beams, boolean repeats, int... reached) {
    var shares = new GroupShares(new Table(reached), repeats);
    return new GenerativeRecommender(
        "parted", LetterWorld.generator().parted(shares), mode, beams, _ -> {});
  }

  private static GenerativeRecommender plain(Mode mode, int beams) {
    return new GenerativeRecommender("plain", LetterWorld.generator(), mode, beams, _ -> {});
  }

  private static void requireList(List<Recommendation> list, int[] items, double... chances) {
    assertThat(list).extracting(Recommendation::item).containsExactly(boxed(items));
    assertThat(list.stream().mapToDouble(one -> Math.exp(one.score())).toArray())
        .containsExactly(chances, within(1e-6));
  }

  private static Integer[] boxed(int[] items) {
    return Arrays.stream(items).boxed().toArray(Integer[]::new);
  }

  private static int[] list(int... items) {
    return items;
  }

  /// `a x` is .24: item 2, of `b x`, stands between its two items.
  @Test
  void theLikelyItemComesBeforeThePopularOneAndGroupsMix() {
    requireList(
        parted(Mode.CONSTRAINED, 10, true).recommend(new Query(HISTORY, 10, items())),
        list(1, 4, 0, 2, 3),
        .36,
        .4 * 5 / 7,
        .18,
        .4 * 2 / 7,
        .06);
    requireList(
        parted(Mode.CONSTRAINED, 10, true).recommend(new Query(HISTORY, 3, items())),
        list(1, 4, 0),
        .36,
        .4 * 5 / 7,
        .18);
  }

  @Test
  void whatIsExcludedKeepsItsShare() {
    requireList(
        parted(Mode.CONSTRAINED, 10, true).recommend(new Query(HISTORY, 10, items(0, 1))),
        list(4, 2, 3),
        .4 * 5 / 7,
        .4 * 2 / 7,
        .06);
  }

  /// The softmax knows that it is not bought again, and so does the identifier's probability.
  @Test
  void whatIsRuledOutHasNoShare() {
    int[] history = {2, 0};
    requireList(
        parted(Mode.CONSTRAINED, 10, false).recommend(Query.of(history, 10, false)),
        list(1, 4, 3),
        .36,
        .4 * 5 / 7,
        .24);
    requireList(
        parted(Mode.CONSTRAINED, 10, true).recommend(Query.of(history, 10, false)),
        list(1, 4, 3),
        .36,
        .4 * 5 / 7,
        .06);
  }

  @Test
  void anItemThatIsNotAskedAboutKeepsItsShareToo() {
    requireList(
        parted(Mode.CONSTRAINED, 10, true)
            .recommend(new Query(HISTORY, 10, items()).among(items(2, 3), 5)),
        list(2, 3),
        .4 * 2 / 7,
        .06);
  }

  /// Freely, `a z` (.30) means item 3 and `b y` (.12) item 2, whatever their shares.
  @Test
  void whatIsFoundStructurallyStandsForItsIdentifier() {
    requireList(
        parted(Mode.FREE, 6, true).recommend(new Query(HISTORY, 10, items())),
        list(3, 4, 1, 2, 0),
        .30,
        .20,
        .18,
        .12,
        .09);
  }

  @Test
  void aGroupOfWhichNothingIsScoredStaysAsItIs() {
    Query query = new Query(HISTORY, 10, items());
    assertThat(parted(Mode.CONSTRAINED, 10, true, 1, 2).recommend(query))
        .isEqualTo(plain(Mode.CONSTRAINED, 10).recommend(query));
    requireList(
        parted(Mode.CONSTRAINED, 10, true, 3).recommend(query),
        list(1, 4, 3, 2, 0),
        .36,
        .4 * 5 / 7,
        .24,
        .4 * 2 / 7,
        0);
  }

  /// The same numbers to the last bit, and nobody was asked for them.
  @Test
  void whereNothingIsSharedNothingIsScoredAndNothingChanges() {
    for (Mode mode : Mode.values()) {
      for (BitSet excluded : List.of(items(0, 3), items(0, 1, 3), items(0, 2, 3, 4))) {
        Query query = new Query(HISTORY, 5, excluded);
        assertThat(parted(mode, mode == Mode.FREE ? 3 : 10, true).recommend(query))
            .isEqualTo(plain(mode, mode == Mode.FREE ? 3 : 10).recommend(query));
      }
    }
    assertThat(scored).isEmpty();
  }

  /// Only the second and the fourth question lead to `a x`.
  @Test
  void everyQuestionThatLeadsToASharedIdentifierIsScoredOnce() {
    GenerativeRecommender recommender = parted(Mode.CONSTRAINED, 1, true);
    int[] second = {2, 1};
    int[] fourth = {4};
    List<Query> queries =
        List.of(
            new Query(HISTORY, 1, items()),
            new Query(second, 5, items()),
            new Query(new int[0], 5, items()),
            new Query(fourth, 3, items(1)),
            new Query(HISTORY, 5, items(0, 3)));
    List<List<Recommendation>> lists = recommender.recommend(queries);
    assertThat(scored).containsExactly(second, fourth);
    assertThat(lists)
        .as("no list depends on what else is asked")
        .isEqualTo(queries.stream().map(recommender::recommend).toList());
  }

  @Test
  void moreQuestionsThanAreScoredTogether() {
    GenerativeRecommender recommender = parted(Mode.CONSTRAINED, 10, true);
    Query query = new Query(HISTORY, 10, items());
    List<List<Recommendation>> lists =
        recommender.recommend(Collections.nCopies(GroupShares.TOGETHER + 3, query));
    assertThat(scored).hasSize(GroupShares.TOGETHER + 3);
    assertThat(lists).hasSize(GroupShares.TOGETHER + 3).containsOnly(recommender.recommend(query));
  }
}
