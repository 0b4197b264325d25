package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.baseline.FloorTuner.Trial;
import dev.grlm.baseline.FloorTuner.Tuning;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ToyWorlds;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTunerTest {
  private final Dataset dataset = ToyWorlds.cyclic(9, 9, 6);
  private final Identifiers identifiers = ToyWorlds.randomTerms(5, 9, 12);

  @Test
  void theDefaultGridIsThatOfTheReference() {
    assertThat(FloorTuner.DEFAULT.graphs()).hasSize(24).doesNotHaveDuplicates();
    assertThat(FloorTuner.DEFAULT.graphs()).contains(GraphSettings.DEFAULT);
    assertThat(FloorTuner.DEFAULT.decays()).contains(HistoryDecay.DECAY);
    assertThat(FloorTuner.DEFAULT.termWeights()).hasSize(6).contains(0., FloorSettings.TERM_WEIGHT);
    assertThat(FloorTuner.DEFAULT.tune(dataset, identifiers, _ -> 0).trials())
        .hasSize(24 + 3 * 3 * 6);
  }

  @Test
  void takesTheBestOfAllTrials() {
    Tuning tuning =
        FloorTuner.DEFAULT.tune(dataset, identifiers, recommender -> reach(recommender));
    Trial best = tuning.best();
    assertThat(tuning.trials())
        .allSatisfy(t -> assertThat(t.score()).isLessThanOrEqualTo(best.score()));
    assertThat(tuning.trials()).contains(best);
    assertThat(reach(ItemGraphTermsRecommender.tuned(dataset, identifiers, tuning.settings())))
        .as("the settings stand for what was tried")
        .isEqualTo(best.score());
    assertThat(best.score()).isGreaterThan(tuning.trials().getFirst().score());
  }

  @Test
  void onlyTheBestGraphsReachTheSecondRound() {
    var grid =
        new FloorTuner(
            List.of(new GraphSettings(1, 0, .5, .3), new GraphSettings(5, 0, .5, .3)),
            1,
            List.of(.5),
            List.of(0., .1));
    List<Trial> trials =
        grid.tune(dataset, identifiers, recommender -> reach(recommender)).trials();
    assertThat(trials)
        .extracting(trial -> trial.settings().graph().window())
        .containsExactly(1, 5, 5, 5);
    assertThat(trials)
        .extracting(trial -> trial.settings().termWeight())
        .containsExactly(0., 0., 0., .1);
    assertThat(trials)
        .extracting(trial -> trial.settings().history().decay())
        .containsExactly(.7, .7, .5, .5);
  }

  @Test
  void ofEqualScoresTheFirstWins() {
    Tuning tuning = FloorTuner.DEFAULT.tune(dataset, identifiers, _ -> .25);
    assertThat(tuning.best()).isEqualTo(tuning.trials().getFirst());
  }

  @Test
  void refusesAnEmptyGrid() {
    assertThatThrownBy(() -> new FloorTuner(List.of(), 1, List.of(.5), List.of(0.)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 graph settings");
  }

  /// Number of items that have a score after item 0.
  private static double reach(Recommender recommender) {
    return recommender.recommend(Query.of(new int[] {0}, 99, true)).size();
  }
}
