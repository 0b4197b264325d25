package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalSetTest {
  private static final Dataset DATASET = SignalWorlds.shop(6, 20, 30, 9);
  private static final Identifiers IDENTIFIERS = ToyWorlds.randomTerms(6, 20, 9);

  /// A signal of somebody else's: a new item has a score, whoever asks.
  private record Fresh(String name, double floor, int item) implements Signal {
    @Override
    public String reason() {
      return "new";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return histories.stream()
          .map(_ -> new ScoredItems(new int[] {item}, new float[] {1}))
          .toList();
    }
  }

  private static SignalSet withFresh() {
    var signals = new ArrayList<Signal>(SignalWorlds.all(DATASET, IDENTIFIERS));
    signals.add(2, new Fresh("fresh", .5, 3));
    return new SignalSet(signals);
  }

  @Test
  void saysWhatItsSignalsAre() {
    var set = new SignalSet(List.of(new Fresh("first", .5, 1), new Fresh("second", .25, 2)));
    assertThat(set.names()).containsExactly("first", "second");
    assertThat(set.floors()).containsExactly(.5, .25);
    assertThat(set.reasons()).containsExactly("new", "new");
    assertThat(set.signals()).hasSize(2);
  }

  @Test
  void answersAsEachOfItsSignalsDoes() {
    SignalSet set = withFresh();
    List<int[]> histories = DATASET.histories().stream().map(History::items).toList();
    List<List<ScoredItems>> together = set.scores(histories);
    assertThat(together).hasSameSizeAs(histories);
    for (int signal = 0; signal < set.size(); signal++) {
      List<ScoredItems> alone = set.signals().get(signal).scores(histories);
      for (int user = 0; user < histories.size(); user++) {
        assertSame(together.get(user).get(signal), alone.get(user));
        assertSame(set.scores(histories.get(user)).get(signal), alone.get(user));
      }
    }
  }

  private static void assertSame(ScoredItems answer, ScoredItems expected) {
    assertThat(answer.items()).isEqualTo(expected.items());
    assertThat(answer.scores()).isEqualTo(expected.scores());
  }

  @Test
  void noSignalsSayNothing() {
    assertThat(new SignalSet(List.of()).scores(new int[] {1})).isEmpty();
    assertThat(withFresh().scores(List.of())).isEmpty();
  }

  @Test
  void namesAreDifferent() {
    assertThatThrownBy(
            () -> new SignalSet(List.of(new Fresh("fresh", 1, 1), new Fresh("fresh", 1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two signals are called 'fresh'");
  }

  @Test
  void signalsAreOfOneCatalogue() {
    Signal ofFour =
        Signals.all(ToyWorlds.of(4), Optional.empty(), Languages.ENGLISH, List.of()).getFirst();
    Signal ofTwenty = SignalWorlds.all(DATASET, IDENTIFIERS).getLast();
    assertThatThrownBy(() -> new SignalSet(List.of(ofFour, ofTwenty)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signal 'blend' is of a catalogue of 20 items, another of one of 4");
  }
}
