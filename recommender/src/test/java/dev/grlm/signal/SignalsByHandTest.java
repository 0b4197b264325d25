package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Worlds whose right answer is known. A user of two items has no target, so that both count.
class SignalsByHandTest {
  /// 0 → 1 twice, 1 → 2 once.
  private static final Dataset CHAIN =
      ToyWorlds.of(4, new int[] {0, 1}, new int[] {0, 1}, new int[] {1, 2});

  private static ScoredItems ask(List<Signal> signals, String name, int... history) {
    return SignalWorlds.named(name, signals).scores(List.of(history)).getFirst();
  }

  private static List<Signal> signals(Dataset dataset) {
    return Signals.all(dataset, Optional.empty(), Languages.ENGLISH, List.of());
  }

  private static double score(ScoredItems answer, int item) {
    return IntStream.range(0, answer.size())
        .filter(place -> answer.items()[place] == item)
        .mapToDouble(place -> answer.scores()[place])
        .sum();
  }

  /// Counts: 0→1 2, 1→2 1, and half of each backwards; row sums 2, 2, ½, column sums 1, 2½, 1.
  private static double link(double count, double row, double column) {
    return count / (Math.sqrt(row) * Math.pow(column, .3));
  }

  @Test
  void boughtTogetherFollowsTheLinksOfTheHistory() {
    ScoredItems answer = ask(signals(CHAIN), "bought-together", 0, 2);
    assertThat(answer.items()).containsExactly(1);
    assertThat(score(answer, 1)).isCloseTo(link(.5, .5, 2.5) + .7 * link(2, 2, 2.5), within(1e-6));
  }

  @Test
  void twoStepsFollowLinksOfLinks() {
    ScoredItems answer = ask(signals(CHAIN), "two-steps", 0);
    assertThat(answer.items()).containsExactly(0, 2);
    assertThat(score(answer, 0)).isCloseTo(link(2, 2, 2.5) * link(1, 2, 1), within(1e-6));
    assertThat(score(answer, 2)).isCloseTo(link(2, 2, 2.5) * link(1, 2, 1), within(1e-6));
  }

  @Test
  void nextPairCountsWhatCameRightAfterTheLastItem() {
    List<Signal> signals = signals(CHAIN);
    assertThat(ask(signals, "next-pair", 1, 0).items()).containsExactly(1);
    assertThat(ask(signals, "next-pair", 1, 0).scores()).containsExactly(2);
    assertThat(ask(signals, "next-pair", 0, 2).items()).isEmpty();
  }

  @Test
  void orderBlindGoesBackAsWellAsForward() {
    ScoredItems answer = ask(signals(CHAIN), "order-blind", 1);
    assertThat(answer.items()).containsExactly(0, 2);
    // 1 has three links in all, two of them with 0, which has no others
    assertThat(score(answer, 0)).isCloseTo(2 / Math.sqrt(3 * 2), within(1e-6));
    assertThat(score(answer, 2)).isCloseTo(1 / Math.sqrt(3), within(1e-6));
  }

  @Test
  void popularIsTheRootOfTheShareOfTheMostPopular() {
    ScoredItems answer = ask(signals(CHAIN), "popular");
    assertThat(answer.items()).containsExactly(0, 1, 2);
    assertThat(answer.scores())
        .containsExactly((float) Math.sqrt(2 / 3.), 1, (float) Math.sqrt(1 / 3.));
  }

  private static Dataset shop(Item... items) {
    return new Dataset(new Catalog(List.of(items)), List.of(), new TreeMap<>());
  }

  private static Item item(String title, String brand, String... categories) {
    return new Item(
        title + brand + List.of(categories),
        title,
        brand,
        List.of(categories),
        List.of(),
        "",
        "",
        Map.of());
  }

  @Test
  void titlesAreComparedByTheirRareStems() {
    List<Signal> signals =
        signals(
            shop(
                Item.titled("a", "Rose soap"),
                Item.titled("b", "Soaps of mint"),
                Item.titled("c", "Nail oil")));
    ScoredItems answer = ask(signals, "titles", 0);
    assertThat(answer.items()).containsExactly(0, 1);
    double common = Math.log(3 / 2.);
    double rare = Math.log(3);
    assertThat(score(answer, 1))
        .isCloseTo(common * common / (common * common + rare * rare), within(1e-6));
  }

  @Test
  void wordsKnowTheAncestorsOfACategoryAndTheBrand() {
    List<Signal> signals =
        signals(
            shop(
                item("one", "Alder", "Hair", "Combs"),
                item("two", "", "Hair", "Oils"),
                item("three", "ALDER ", "Nails"),
                item("four", "", "Combs")));
    // what stands below another path is another category: the last item is like none
    assertThat(ask(signals, "words", 0).items()).containsExactly(0, 1, 2);
    assertThat(ask(signals, "titles", 0).items()).containsExactly(0);
  }

  @Test
  void pairsOfWordsCountHalfAndTheFirstWordForABrand() {
    List<Signal> signals =
        signals(
            shop(
                Item.titled("a", "Alder comb"),
                Item.titled("b", "Alder comb"),
                Item.titled("c", "comb"),
                Item.titled("d", "oil")));
    double word = Math.log(4 / 2.);
    double common = Math.log(4 / 3.);
    double first = Math.log(4 / 2.);
    double pair = .5 * Math.log(4 / 2.);
    double full = word * word + common * common + first * first + pair * pair;
    double alone = common * common + Math.log(4) * Math.log(4);
    ScoredItems answer = ask(signals, "words", 0);
    assertThat(answer.items()).containsExactly(0, 1, 2);
    assertThat(score(answer, 1)).isCloseTo(1, within(1e-6));
    assertThat(score(answer, 2)).isCloseTo(common * common / Math.sqrt(full * alone), within(1e-6));
  }

  @Test
  void termsAreComparedWhateverTheirSlots() {
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("soap", "rose"),
                Identifier.of("rose", "soap"),
                Identifier.of("oil", "mint")));
    List<Signal> signals =
        Signals.all(ToyWorlds.of(3), Optional.of(identifiers), Languages.ENGLISH, List.of());
    ScoredItems answer = ask(signals, "terms", 0);
    assertThat(answer.items()).containsExactly(0, 1);
    assertThat(score(answer, 1)).isCloseTo(1, within(1e-6));
  }

  @Test
  void theBlendIsASum() {
    List<Signal> signals = signals(CHAIN);
    ScoredItems blend = ask(signals, "blend", 0);
    assertThat(score(blend, 1)).isCloseTo(link(2, 2, 2.5), within(1e-6));
    assertThat(score(blend, 2)).isCloseTo(.05 * link(2, 2, 2.5) * link(1, 2, 1), within(1e-6));
    // its own title, its own words, and two steps back to it
    assertThat(score(blend, 0))
        .isCloseTo(.1 + .02 + .05 * link(2, 2, 2.5) * link(1, 2, 1), within(1e-6));
  }
}
