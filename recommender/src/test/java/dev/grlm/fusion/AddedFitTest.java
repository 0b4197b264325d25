package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signals;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A shop of ten kinds with five items each, which are called by their kind; whoever buys one buys
/// others of its kind.
class AddedFitTest {
  private static final List<String> KINDS =
      List.of("soap", "comb", "lamp", "mug", "rope", "tape", "glue", "oil", "file", "clock");
  private static final int EACH = 5;
  private static final int ITEMS = 50;

  private static Dataset shop(int users, boolean byKind) {
    var random = new Random(4);
    List<Item> items =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> Item.titled("i" + i, KINDS.get(i / EACH) + " number" + i))
            .toList();
    List<History> histories =
        IntStream.range(0, users)
            .mapToObj(user -> {
              int kind = random.nextInt(KINDS.size());
              int[] bought =
                  IntStream.range(0, 5)
                      .map(_ -> byKind ? kind * EACH + random.nextInt(EACH) : random.nextInt(ITEMS))
                      .toArray();
              return new History("u" + user, bought);
            })
            .toList();
    return new Dataset(new Catalog(items), histories, new TreeMap<>());
  }

  /// Finds all items alike.
  private record Even() implements Scorer {
    @Override
    public String name() {
      return "model";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      int[] items = IntStream.range(0, ITEMS).toArray();
      return histories.stream().map(_ -> new ScoredItems(items, new float[ITEMS])).toList();
    }
  }

  private static AddedWeights fitted(Dataset dataset) {
    Signals signals = Signals.of(dataset, Optional.empty(), Languages.ENGLISH, List.of());
    var known =
        new FittedFusion(
            Optional.of(new Weight("model", .5, .4, .6)),
            List.of(new Weight(Signals.BOUGHT_TOGETHER, .4, .3, .5)),
            500,
            0);
    return new AddedFit(FusionConfig.DEFAULT, signals, new Even(), true).fit(dataset, known, 1);
  }

  private static double weight(AddedWeights added, String signal) {
    return added.signals().stream()
        .filter(weight -> weight.expert().equals(signal))
        .mapToDouble(Weight::value)
        .sum();
  }

  @Test
  void wordsSpeakForAddedItemsThoughTheyDoNotForKnownOnes() {
    AddedWeights added = fitted(shop(600, true));
    assertThat(added.weighedApart()).isTrue();
    assertThat(added.items()).isEqualTo(10);
    assertThat(added.purchases()).isBetween(80, 160);
    assertThat(weight(added, Signals.WORDS) + weight(added, Signals.TITLES)).isGreaterThan(.1);
    assertThat(added.found()).isGreaterThan(.9);
  }

  /// What is alike is no longer bought together.
  @Test
  void wordsSayLittleWherePeopleBuyByLot() {
    AddedWeights byLot = fitted(shop(600, false));
    AddedWeights byKind = fitted(shop(600, true));
    assertThat(weight(byLot, Signals.WORDS)).isLessThan(weight(byKind, Signals.WORDS) / 2);
  }

  @Test
  void fewPurchasesShowNothing() {
    assertThat(fitted(shop(60, true))).isEqualTo(AddedWeights.NONE);
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(fitted(shop(400, true))).isEqualTo(fitted(shop(400, true)));
  }
}
