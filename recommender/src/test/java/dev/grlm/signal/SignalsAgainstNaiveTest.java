package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The fast signals give the scores of [NaiveSignals] on random shops.
class SignalsAgainstNaiveTest {
  private static final int ITEMS = 16;

  @Property(tries = 40)
  void scoresAreThoseOfTheDefinition(@ForAll long seed) {
    Dataset dataset = SignalWorlds.shop(seed, ITEMS, 12, 26);
    Identifiers identifiers = ToyWorlds.randomTerms(seed, ITEMS, 15);
    var naive = new NaiveSignals(dataset, identifiers);
    var set = new SignalSet(SignalWorlds.all(dataset, identifiers));
    List<int[]> histories = dataset.histories().stream().map(History::items).toList();
    List<List<ScoredItems>> answers = set.scores(histories);
    for (int user = 0; user < histories.size(); user++) {
      for (int signal = 0; signal < set.size(); signal++) {
        assertSame(
            answers.get(user).get(signal),
            naive.scores(set.names().get(signal), histories.get(user)),
            set.names().get(signal));
      }
    }
  }

  static void assertSame(ScoredItems answer, double[] expected, String signal) {
    assertThat(answer.items()).as(signal).isEqualTo(NaiveSignals.reached(expected));
    for (int place = 0; place < answer.size(); place++) {
      double score = expected[answer.items()[place]];
      assertThat((double) answer.scores()[place])
          .as("%s of item %d", signal, answer.items()[place])
          .isCloseTo(score, within(1e-6 * score));
    }
  }
}
