package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.words.Languages;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A shop of which it is known what speaks for what.
class FusionReasonsTest {
  private static final int ROSE_SOAP = 0;
  private static final int TIN_MUG = 1;

  /// Bought right after rose soap, and like nothing else.
  private static final int NAIL_FILE = 2;

  /// Has a word of rose soap, and was bought by nobody who bought that.
  private static final int ROSE_LAMP = 3;

  /// One step from the nail file, two from rose soap.
  private static final int GREEN_COMB = 4;

  /// Only the model knows it.
  private static final int OLD_CLOCK = 5;

  private static final List<Item> ITEMS =
      Stream.of("rose soap", "tin mug", "nail file", "rose lamp", "green comb", "old clock")
          .map(title -> Item.titled(title, title))
          .toList();

  private static final int[] HISTORY = {TIN_MUG, ROSE_SOAP};
  private static final double SCALE = .5;

  /// The last two items of a history are for validation and test.
  private static Dataset shop() {
    return new Dataset(
        new Catalog(ITEMS),
        List.of(
            new History("u", new int[] {ROSE_SOAP, NAIL_FILE, OLD_CLOCK, OLD_CLOCK}),
            new History("v", new int[] {NAIL_FILE, GREEN_COMB, OLD_CLOCK, OLD_CLOCK})),
        new TreeMap<>());
  }

  private static SignalProduct product() {
    var all = new SignalSet(Signals.all(shop(), Optional.empty(), Languages.ENGLISH, List.of()));
    return new SignalProduct(
        all,
        List.of(
            new Weight(Signals.BOUGHT_TOGETHER, .6, 0, 1),
            new Weight(Signals.TWO_STEPS, .4, 0, 1),
            new Weight(Signals.WORDS, .8, 0, 1)),
        ITEMS.size());
  }

  /// Likes the items by their numbers.
  private record Rising() implements Scorer {
    @Override
    public String name() {
      return "rising";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      int[] items = IntStream.range(0, ITEMS.size()).toArray();
      var scores = new float[] {0, 1, 2, 3, 4, 5};
      return histories.stream().map(_ -> new ScoredItems(items, scores)).toList();
    }
  }

  private static BitSet ruledOut() {
    var out = new BitSet();
    out.set(ROSE_SOAP);
    out.set(TIN_MUG);
    return out;
  }

  private static Reasons reasons(int... items) {
    return new FusionReasons(product(), new Rising(), SCALE).of(HISTORY, ruledOut(), items);
  }

  /// Of the last two items nothing was counted when the weights were fitted.
  @Test
  void reasonsOfAnAddedItemAddUpToItsProbabilityToo() {
    var all = new SignalSet(Signals.all(shop(), Optional.empty(), Languages.ENGLISH, List.of()));
    var added = new AddedWeights(.6, List.of(new Weight(Signals.WORDS, 1.1, 0, 1)), 2, 60, .1, .2);
    var apart =
        new SignalProduct(
            all, List.of(new Weight(Signals.WORDS, .8, 0, 1)), added, GREEN_COMB, ITEMS.size());
    int[] items = {NAIL_FILE, ROSE_LAMP, GREEN_COMB, OLD_CLOCK};
    Reasons reasons = new FusionReasons(apart, new Rising(), SCALE).of(HISTORY, ruledOut(), items);
    ScoredItems fused =
        new FusionScorer("fused", apart, new Rising(), SCALE).scores(List.of(HISTORY)).getFirst();
    double mass = IntStream.of(items).mapToDouble(item -> Math.exp(fused.scores()[item])).sum();
    for (int i = 0; i < items.length; i++) {
      double total =
          reasons.base() + reasons.ofItems().get(i).stream().mapToDouble(Reason::added).sum();
      assertThat(total)
          .isCloseTo(Math.log(Math.exp(fused.scores()[items[i]]) / mass), offset(1e-5));
    }
    assertThat(words(reasons.ofItems().get(2))).contains("new here");
  }

  private static List<String> words(List<Reason> reasons) {
    return reasons.stream()
        .map(reason ->
            reason.because().isPresent()
                ? reason.words()
                    + " "
                    + reason.link()
                    + " "
                    + ITEMS.get(reason.because().getAsInt()).title()
                : reason.words())
        .toList();
  }

  @Test
  void whatSpokeIsSaidWithTheItemThatItGoesBy() {
    List<List<Reason>> reasons = reasons(NAIL_FILE, ROSE_LAMP, GREEN_COMB, OLD_CLOCK).ofItems();
    assertThat(words(reasons.get(0)))
        .containsExactly("bought together with rose soap", "the model");
    assertThat(words(reasons.get(1)))
        .containsExactly("words in common with rose soap", "the model");
    assertThat(words(reasons.get(2))).containsExactly("two steps away from rose soap", "the model");
    assertThat(words(reasons.get(3))).containsExactly("the model");
  }

  /// The plain reference: a softmax over what may be recommended.
  @Test
  void reasonsAndBaseAddUpToTheProbability() {
    int[] items = {OLD_CLOCK, NAIL_FILE, GREEN_COMB, ROSE_LAMP};
    Reasons reasons = reasons(items);
    ScoredItems fused =
        new FusionScorer("fused", product(), new Rising(), SCALE)
            .scores(List.of(HISTORY))
            .getFirst();
    double mass = IntStream.of(items).mapToDouble(item -> Math.exp(fused.scores()[item])).sum();
    for (int i = 0; i < items.length; i++) {
      double total = reasons.ofItems().get(i).stream().mapToDouble(Reason::added).sum();
      assertThat(reasons.base() + total)
          .isCloseTo(fused.scores()[items[i]] - Math.log(mass), offset(1e-5));
    }
  }

  /// Against a draw by lot: the share of the model is 0 where it likes all items alike.
  @Test
  void theModelAddsWhatItKnowsMoreThanALotDoes() {
    List<Reason> ofClock = reasons(OLD_CLOCK).ofItems().getFirst();
    double mean = (Math.exp(2) + Math.exp(3) + Math.exp(4) + Math.exp(5)) / 4;
    assertThat(ofClock.getFirst().added()).isCloseTo(SCALE * (5 - Math.log(mean)), offset(1e-6));
    Scorer indifferent =
        new Scorer() {
          @Override
          public String name() {
            return "indifferent";
          }

          @Override
          public List<ScoredItems> scores(List<int[]> histories) {
            return List.of(new ScoredItems(new int[] {2, 3, 4}, new float[] {7, 7, 7}));
          }
        };
    Reasons all =
        new FusionReasons(product(), indifferent, SCALE)
            .of(HISTORY, ruledOut(), new int[] {NAIL_FILE, OLD_CLOCK});
    Reason ofModel = all.ofItems().getFirst().getLast();
    assertThat(ofModel.expert()).isEqualTo(Reason.MODEL);
    assertThat(ofModel.added()).isCloseTo(0, offset(1e-9));
    assertThat(all.ofItems().getLast()).as("the model does not score it").isEmpty();
  }

  @Test
  void whatSpeaksAgainstAnItemStandsByItsWeight() {
    var against = new Weight(Signals.WORDS, -2, 0, 1);
    var signals =
        new SignalSet(Signals.all(shop(), Optional.empty(), Languages.ENGLISH, List.of()));
    var product = new SignalProduct(signals, List.of(against), ITEMS.size());
    List<Reason> reasons =
        new FusionReasons(product, new Rising(), SCALE)
            .of(HISTORY, ruledOut(), new int[] {ROSE_LAMP})
            .ofItems()
            .getFirst();
    assertThat(reasons.getFirst().expert()).isEqualTo(Signals.WORDS);
    assertThat(reasons.getFirst().added()).isNegative();
  }
}
