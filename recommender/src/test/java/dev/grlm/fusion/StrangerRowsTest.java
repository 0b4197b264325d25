package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.words.Languages;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rose soap and green comb are taken for new; nothing is like the comb.
class StrangerRowsTest {
  private static final int MINT_SOAP = 0;
  private static final int ROSE_SOAP = 1;
  private static final int OIL = 2;
  private static final int COMB = 3;
  private static final double GAMMA = .5;
  private static final double BETA = .8;
  private static final int[] HISTORY = {OIL};
  private static final float[] MODEL = {1, 7, 3, 9};

  private static Optional<StrangerRows.User> user(int target) {
    List<Item> items =
        Stream.of("mint soap", "rose soap", "argan oil", "green comb")
            .map(title -> Item.titled(title, title))
            .toList();
    var histories = List.of(new History("u", new int[] {OIL, MINT_SOAP, OIL, OIL}));
    var dataset = new Dataset(new Catalog(items), histories, new TreeMap<>());
    var strangers = new BitSet();
    strangers.set(ROSE_SOAP);
    strangers.set(COMB);
    Signals pretended =
        Signals.of(dataset, Optional.empty(), Languages.ENGLISH, List.of()).pretending(strangers);
    var asked =
        new SignalSet(
            pretended.set().signals().stream()
                .filter(signal -> signal.name().equals(Signals.BOUGHT_TOGETHER))
                .toList());
    var known =
        new FittedFusion(
            Optional.of(new Weight("model", GAMMA, 0, 1)),
            List.of(new Weight(Signals.BOUGHT_TOGETHER, BETA, 0, 1)),
            1,
            0);
    return new StrangerRows(asked, pretended, strangers, known, false)
        .of(HISTORY, new ScoredItems(new int[] {0, 1, 2, 3}, MODEL), target);
  }

  /// The oil is in the history, so mint soap alone is the known share.
  @Test
  void aStrangerIsWhatItsLookAlikeIsToTheModelBesideTheKnownShare() {
    StrangerRows.User user = user(ROSE_SOAP).orElseThrow();
    int columns = AddedFit.columns(1);
    float[] features = user.choice().features();
    assertThat(user.choseStranger()).isTrue();
    assertThat(user.choice().chosen()).isEqualTo(1);
    assertThat(features).as("the comb has no row").hasSize(2 * columns);
    assertThat(user.best()).as("beside its own sum").containsExactly(0f);
    double[] held = {1e4, 0, BETA};
    double mintWithoutCount = ListwiseFit.scores(user.choice(), new double[] {1e4, 0, 0})[1];
    double count = features[columns + 2];
    assertThat(count).as("lent, less than of mint soap").isPositive();
    assertThat(ListwiseFit.scores(user.choice(), held)[0]).isZero();
    double mintCount = -mintWithoutCount / BETA;
    assertThat(mintCount).as("what the model says of both is the same").isGreaterThan(count);
  }

  @Test
  void theChoiceOfAKnownItemIsOneOfAllKnown() {
    StrangerRows.User user = user(MINT_SOAP).orElseThrow();
    assertThat(user.choice().chosen()).isZero();
    assertThat(user.target()).isCloseTo(0, offset(1e-6));
    assertThat(user.choseStranger()).isFalse();
  }

  @Test
  void whatMayNotComeOrIsSpokenForByNobodyIsPassedOver() {
    assertThat(user(OIL)).as("in the history").isEmpty();
    assertThat(user(COMB)).as("like nothing").isEmpty();
  }
}
