package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScorerContract;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalProductTest extends ScorerContract {
  /// Says 1 of the item after the last one, 2 of the one after that.
  private static final FakeSignal AFTER =
      new FakeSignal("after", .5, history -> around(history, 1, 2));

  /// Says 3 of the item before the last one.
  private static final FakeSignal BEFORE =
      new FakeSignal("before", .1, history -> around(history, -1, -1));

  private static final SignalSet BOTH = new SignalSet(List.of(AFTER, BEFORE));
  private static final int ITEMS = 40;

  private static double[] around(int[] history, int first, int second) {
    var said = new double[ITEMS];
    if (history.length > 0) {
      int last = history[history.length - 1];
      said[Math.floorMod(last + first, ITEMS)] += 1;
      said[Math.floorMod(last + second, ITEMS)] += 2;
    }
    return said;
  }

  private static SignalProduct product(double after, double before) {
    var weights = List.of(new Weight("before", before, 0, 1), new Weight("after", after, 0, 1));
    return new SignalProduct(BOTH, weights, ITEMS);
  }

  @Override
  protected Scorer fit(Dataset dataset) {
    return product(.7, .2).scorer("product");
  }

  @Test
  void isTheLogarithmOfAProductOfPowers() {
    ScoredItems scored = product(.7, .2).scores(new int[] {3, 10});
    assertThat(scored.items()).containsExactly(9, 11, 12);
    assertThat((double) scored.scores()[0]).isCloseTo(.2 * Math.log(3.1 / .1), offset(1e-6));
    assertThat((double) scored.scores()[1]).isCloseTo(.7 * Math.log(1.5 / .5), offset(1e-6));
    assertThat((double) scored.scores()[2]).isCloseTo(.7 * Math.log(2.5 / .5), offset(1e-6));
  }

  private static SignalProduct apart(AddedWeights added) {
    return new SignalProduct(BOTH, List.of(new Weight("after", .7, 0, 1)), added, 12, ITEMS);
  }

  /// Items from 12 on were added: `before` speaks for them alone, and all have the bonus.
  @Test
  void addedItemsHaveWeightsOfTheirOwnAndABonus() {
    var product =
        apart(new AddedWeights(.25, List.of(new Weight("before", .4, 0, 1)), 5, 50, .1, .2));
    ScoredItems scored = product.scores(new int[] {10});
    assertThat(scored.items()[0]).as("the last of the known").isEqualTo(11);
    assertThat((double) scored.scores()[0]).isCloseTo(.7 * Math.log(1.5 / .5), offset(1e-6));
    assertThat(scored.items()).hasSize(1 + ITEMS - 12);
    assertThat((double) scored.scores()[1]).isCloseTo(.25, offset(1e-6));
    ScoredItems later = product.scores(new int[] {14});
    double before = .25 + .4 * Math.log(3.1 / .1);
    assertThat((double) later.scores()[1]).as("of item 13").isCloseTo(before, offset(1e-6));
    assertThat(product.spoken(new int[] {14}, new int[] {13, 11, 15}))
        .extracting(reasons -> reasons.stream().map(Reason::expert).toList())
        .containsExactly(List.of("before", Reason.NEW), List.of(), List.of(Reason.NEW));
    assertThat(product.spoken(new int[] {14}, new int[] {13}).getFirst())
        .extracting(Reason::added)
        .satisfies(
            added -> assertThat(added.get(0) + added.get(1)).isCloseTo(before, offset(1e-6)));
  }

  @Test
  void whereNothingIsKnownOfAddedItemsTheyAreWeighedAsAllAre() {
    var plain = new SignalProduct(BOTH, List.of(new Weight("after", .7, 0, 1)), ITEMS);
    assertThat(apart(AddedWeights.NONE).scores(new int[] {20}))
        .usingRecursiveComparison()
        .isEqualTo(plain.scores(new int[] {20}));
  }

  @Test
  void saysWhatSpokeForAnItemStrongestFirst() {
    var same = new FakeSignal("same", 1, history -> around(history, 1, 1));
    var weights = List.of(new Weight("after", .1, 0, 1), new Weight("same", .5, 0, 1));
    var product = new SignalProduct(new SignalSet(List.of(AFTER, same)), weights, ITEMS);
    List<List<Reason>> ofItems = product.spoken(new int[] {0}, new int[] {1, 7});
    List<Reason> spoken = ofItems.getFirst();
    assertThat(spoken)
        .extracting(Reason::expert, Reason::words)
        .containsExactly(tuple("same", "because of same"), tuple("after", "because of after"));
    double total = spoken.stream().mapToDouble(Reason::added).sum();
    assertThat(total).isCloseTo(product.scores(new int[] {0}).scores()[0], offset(1e-6));
    assertThat(ofItems.getLast()).as("nothing reaches it").isEmpty();
  }

  /// Says of every item what a decayed sum over the history says.
  private record Sharing(String name, double[]... shares) implements Signal {
    @Override
    public double floor() {
      return 1;
    }

    @Override
    public String reason() {
      return "seen";
    }

    @Override
    public String link() {
      return "after";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      var score = (float) Arrays.stream(shares[0]).sum();
      return histories.stream()
          .map(_ -> new ScoredItems(new int[] {5}, new float[] {score}))
          .toList();
    }

    @Override
    public double[][] shares(int[] history, int[] items) {
      return shares;
    }
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "the largest share,          '.1 .5 .2 .2', 11",
    "its positions together,     '.3 .3 .2 .2', 10",
    "of equal ones the newest,   '.0 .3 .0 .3', 12",
    "who adds nothing is nobody, '.0 .0 .0 .0', none",
    "a signal may not say it,    '',            none"
  })
  void namesTheItemOfTheHistoryThatSpeaksMost(String what, String shares, String expected) {
    double[] parsed =
        Arrays.stream(shares.split(" "))
            .filter(share -> !share.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();
    var signal = new Sharing("shared", parsed);
    var product =
        new SignalProduct(
            new SignalSet(List.of(signal)), List.of(new Weight("shared", 1, 0, 1)), ITEMS);
    Reason reason = product.spoken(new int[] {10, 11, 10, 12}, new int[] {5}).getFirst().getFirst();
    assertThat(reason.link()).as(what).isEqualTo("after");
    assertThat(reason.because().isPresent() ? "" + reason.because().getAsInt() : "none")
        .isEqualTo(expected);
  }

  @Test
  void asksOnlyWhatHasAWeight() {
    var never =
        new FakeSignal(
            "never",
            1,
            _ -> {
              throw new AssertionError("was asked");
            });
    var set = new SignalSet(List.of(AFTER, never));
    var product = new SignalProduct(set, List.of(new Weight("after", 1, 0, 1)), ITEMS);
    assertThat(product.scores(new int[] {0}).items()).containsExactly(1, 2);
  }

  @Test
  void aWeightWithoutASignalIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignalProduct(BOTH, List.of(new Weight("price", 1, 0, 1)), ITEMS))
        .withMessage("no signal 'price' here; there are [after, before]");
  }

  @Test
  void besideAModelItIsAdded() {
    var model = new Everything();
    var fused = new FusionScorer("fused", product(.7, .2), model, .5);
    ScoredItems scored = fused.scores(List.of(new int[] {3, 10})).getFirst();
    ScoredItems added = product(.7, .2).scores(new int[] {3, 10});
    assertThat(scored.size()).isEqualTo(ITEMS);
    assertThat(scored.scores()[9]).isCloseTo(4.5f + added.scores()[0], offset(1e-6f));
    assertThat(scored.scores()[20]).isEqualTo(10);
  }

  /// Scores every item by its number.
  private static final class Everything implements Scorer {
    @Override
    public String name() {
      return "everything";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      int[] items = IntStream.range(0, ITEMS).toArray();
      var scores = new float[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        scores[item] = item;
      }
      return histories.stream().map(_ -> new ScoredItems(items, scores)).toList();
    }
  }
}
