package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.signal.SignalSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A shop in which the next item has the parity that one expert knows and lies in the range that
/// another one knows: together they know it all, alone half.
class FusionFitTest {
  private static final int ITEMS = 40;
  private static final int RANGE = 5;

  private static final FakeSignal PARITY =
      new FakeSignal("bought-together", .01, history -> said(i -> i % 2 == last(history) % 2));

  /// Nothing of use.
  private static final FakeSignal NOISE =
      new FakeSignal("popular", .01, history -> said(i -> (i * 7 + last(history)) % 3 == 0));

  private static final SignalSet SIGNALS = new SignalSet(List.of(PARITY, NOISE));

  private static final Scorer RANGES = new Ranges();

  private interface Likes {
    boolean likes(int item);
  }

  private static double[] said(Likes likes) {
    return IntStream.range(0, ITEMS).mapToDouble(i -> likes.likes(i) ? 1 : 0).toArray();
  }

  private static int last(int[] history) {
    return history[history.length - 1];
  }

  private static final class Ranges implements Scorer {
    @Override
    public String name() {
      return "model";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      int[] items = IntStream.range(0, ITEMS).toArray();
      return histories.stream()
          .map(history -> {
            var scores = new float[ITEMS];
            for (int item : items) {
              scores[item] = item / RANGE == last(history) / RANGE ? 2 : 0;
            }
            return new ScoredItems(items, scores);
          })
          .toList();
    }
  }

  private static Dataset world(int users) {
    var random = new Random(1);
    int[][] histories = new int[users][];
    for (int user = 0; user < users; user++) {
      int first = random.nextInt(ITEMS);
      histories[user] = new int[] {first, like(first, random), random.nextInt(ITEMS)};
    }
    return ToyWorlds.of(ITEMS, histories);
  }

  /// Another item of the same range and parity.
  private static int like(int item, Random random) {
    int other = item;
    while (other == item || other % 2 != item % 2) {
      other = item / RANGE * RANGE + random.nextInt(RANGE);
    }
    return other;
  }

  private static FittedFusion fitted(Optional<Scorer> model) {
    return new FusionFit(FusionConfig.DEFAULT, SIGNALS, model, false).fit(world(600), 1);
  }

  private static double ndcg(Scorer scorer) {
    Dataset dataset = world(600);
    return new Evaluator(dataset, EvaluationSettings.of(Split.VALIDATION, false))
        .evaluate(new ScoringRecommender(scorer, ItemOrder.of(dataset.catalog())))
        .value(Metric.NDCG_10);
  }

  @Test
  void takesInWhatIsKnownBesideTheModelAndLeavesNoiseOut() {
    FittedFusion fitted = fitted(Optional.of(RANGES));
    assertThat(fitted.signals()).extracting(Weight::expert).containsExactly("bought-together");
    assertThat(fitted.signals().getFirst().low()).isPositive();
    assertThat(fitted.model().orElseThrow().value()).isPositive();
    assertThat(fitted.users()).isEqualTo(600);
  }

  @Test
  void theProductIsBetterThanItsParts() {
    FittedFusion fitted = fitted(Optional.of(RANGES));
    var product = new SignalProduct(SIGNALS, fitted.signals(), ITEMS);
    var fused = new FusionScorer("fused", product, RANGES, fitted.model().orElseThrow().value());
    assertThat(ndcg(fused))
        .isGreaterThan(ndcg(RANGES) + .1)
        .isGreaterThan(ndcg(product.scorer("parity")) + .1);
  }

  @Test
  void withoutAModelSignalsAreWeighedAlone() {
    FittedFusion fitted = fitted(Optional.empty());
    assertThat(fitted.model()).isEmpty();
    assertThat(fitted.signals()).extracting(Weight::expert).containsExactly("bought-together");
  }

  @Test
  void whatNoExpertNamesIsCountedAndSaysNothing() {
    var config = new FusionConfig(FusionConfig.DEFAULT.signals(), 600, 1, 50);
    FittedFusion fitted =
        new FusionFit(config, SIGNALS, Optional.empty(), false).fit(world(600), 1);
    assertThat(fitted.unreached()).isPositive();
    assertThat(fitted.users() + fitted.unreached()).isEqualTo(600);
  }

  @Test
  void withoutValidationNothingSpeaksBesideTheModel() {
    Dataset nobody = ToyWorlds.of(ITEMS, new int[][] {{1, 2}});
    FittedFusion fitted =
        new FusionFit(FusionConfig.DEFAULT, SIGNALS, Optional.of(RANGES), false).fit(nobody, 1);
    assertThat(fitted.speaks()).isFalse();
    assertThat(fitted.users()).isZero();
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    assertThat(fitted(Optional.of(RANGES))).isEqualTo(fitted(Optional.of(RANGES)));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FusionConfig(List.of("price"), 1, 1, 1))
        .withMessageContaining("price");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FusionConfig(List.of(), 0, 1, 1))
        .withMessageContaining("0");
  }
}
