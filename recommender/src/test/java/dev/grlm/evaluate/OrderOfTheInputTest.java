package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.ShuffledTies;
import dev.grlm.data.Split;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A shop of six shelves with ten things each. Everybody comes twice, takes one thing of each
/// shelf, whichever, and the log has the things of a day by their number, as the files of Amazon's
/// reviews have them. So what is bought last is of the last shelf, and a list of ten that knows it
/// cannot miss. Drawn, it is of any shelf, and what was bought before says only of which it is not.
class OrderOfTheInputTest {
  private static final int SHELVES = 6;
  private static final int THINGS = 10;
  private static final int USERS = 600;

  private static Dataset shop() {
    List<Item> items =
        IntStream.range(0, SHELVES * THINGS).mapToObj(i -> Item.titled("i" + i, "")).toList();
    List<History> histories =
        IntStream.range(0, USERS).mapToObj(OrderOfTheInputTest::user).toList();
    return new Dataset(new Catalog(items), histories, new TreeMap<>());
  }

  private static History user(int number) {
    var random = new Random(number);
    int[] items =
        IntStream.range(0, 2 * SHELVES)
            .map(event -> event % SHELVES * THINGS + random.nextInt(THINGS))
            .toArray();
    long[] days = IntStream.range(0, 2 * SHELVES).mapToLong(event -> event / SHELVES).toArray();
    return new History("u" + number, items).at(days);
  }

  /// What is bought on one day may be bought on the next.
  private static double recallAt10OfNextPairs(Dataset dataset) {
    var evaluator = new Evaluator(dataset, EvaluationSettings.of(Split.TEST, true));
    return evaluator.evaluate(MarkovRecommender.fit(dataset)).value(Metric.RECALL_10);
  }

  @Test
  void itGivesTheAnswerAwayToWhoeverCountsWhatFollowsWhat() {
    assertThat(recallAt10OfNextPairs(shop())).isGreaterThan(.95);
  }

  /// Ten things of five shelves are .2.
  @Test
  void shuffledItGivesNothingAway() {
    assertThat(recallAt10OfNextPairs(ShuffledTies.of(shop(), 42))).isBetween(.15, .25);
  }
}
