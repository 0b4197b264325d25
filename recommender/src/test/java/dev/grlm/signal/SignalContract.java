package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScorerContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Signal] promises. The test of an implementation extends this and says how one is
/// fitted.
public abstract class SignalContract extends ScorerContract {
  /// The implementation, fitted on `dataset`.
  protected abstract Signal signal(Dataset dataset);

  @Override
  protected final Scorer fit(Dataset dataset) {
    return signal(dataset);
  }

  /// A small random shop; override where an implementation needs another world.
  @Override
  protected Dataset dataset() {
    return SignalWorlds.shop(8, 40, 60, 12);
  }

  @Test
  void whatIsReachedCountsMoreThanNothing() {
    Dataset dataset = dataset();
    List<int[]> histories = dataset.histories().stream().map(History::items).toList();
    for (ScoredItems answer : signal(dataset).scores(histories)) {
      for (float score : answer.scores()) {
        assertThat(score).isPositive().isFinite();
      }
    }
  }

  @Test
  void whatIsNotReachedCountsSomething() {
    assertThat(signal(dataset()).floor()).isPositive().isFinite();
  }

  @Test
  void givesAReasonInWords() {
    assertThat(signal(dataset()).reason()).isNotBlank().hasSizeLessThan(40).doesNotContain("\n");
  }

  /// So that a person can be told because of which item of the history it speaks.
  @Test
  void positionsOfTheHistoryShareTheScoreOrTheSignalSaysThatTheyDoNot() {
    Dataset dataset = dataset();
    Signal signal = signal(dataset);
    for (History history : dataset.histories()) {
      ScoredItems said = signal.scores(List.of(history.items())).getFirst();
      double[][] shares = signal.shares(history.items(), said.items());
      assertThat(shares).hasNumberOfRows(said.size());
      for (int place = 0; place < said.size(); place++) {
        double[] ofItem = shares[place];
        assertThat(ofItem.length).isIn(sharedByPositions() ? history.items().length : 0);
        assertThat(Arrays.stream(ofItem).min().orElse(0)).isNotNegative();
        double expected = sharedByPositions() ? said.scores()[place] : 0;
        assertThat(Arrays.stream(ofItem).sum()).isCloseTo(expected, withinPercentage(.01));
      }
    }
  }

  /// Whether the score is a sum over the positions of the history.
  protected boolean sharedByPositions() {
    return true;
  }

  @Test
  void isTheSameAmongOthersAsAlone() {
    Dataset dataset = dataset();
    Signal signal = signal(dataset);
    var set = new SignalSet(List.of(signal));
    for (History history : dataset.histories()) {
      ScoredItems alone = signal.scores(List.of(history.items())).getFirst();
      ScoredItems inSet = set.scores(history.items()).getFirst();
      assertThat(inSet.items()).isEqualTo(alone.items());
      assertThat(inSet.scores()).isEqualTo(alone.scores());
    }
  }
}
