package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotScoreTest {
  private static final SlotScore BEAUTY = new SlotScore(12_000, 5);

  /// Of a catalogue without context, the number of items that a slot likes best.
  private static int liked(int slot) {
    return IntStream.rangeClosed(1, 12_000)
        .boxed()
        .max(Comparator.comparingDouble(items -> BEAUTY.of(slot, items, 0, 0)))
        .orElseThrow();
  }

  @Test
  void slotsGoFromACommonTermToARareOne() {
    assertThat(liked(0)).isBetween(340, 360);
    assertThat(liked(4)).isBetween(3, 5);
    assertThat(IntStream.range(0, 5).map(SlotScoreTest::liked).boxed())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  /// N = 4, L = 1: a single slot is the last one. Information of a term of two items is ln 2 / ln 8
  /// = 1/3, of .8 wanted; two of three in the context have it.
  @Test
  void byHand() {
    double fit = Math.pow((1 / 3.0) / .8, 3 * .8) * Math.pow((2 / 3.0) / (1 - .8), 3 * (1 - .8));
    double separate = 2 / 3.0;
    assertThat(new SlotScore(4, 1).of(0, 2, 1, 2))
        .isCloseTo(fit * separate * separate, within(1e-12));
  }

  @Test
  void theFirstSlotWantsAgreementAndTheLastOneSeparates() {
    for (int sharing = 1; sharing <= 5; sharing++) {
      assertThat(BEAUTY.of(0, 100, sharing, 5)).isGreaterThan(BEAUTY.of(0, 100, sharing - 1, 5));
      assertThat(BEAUTY.of(4, 100, sharing, 5)).isLessThan(BEAUTY.of(4, 100, sharing - 1, 5));
    }
  }

  @Test
  void withoutContextTheCatalogueAloneDecides() {
    assertThat(BEAUTY.of(0, 350, 0, 0)).isCloseTo(1, within(.01));
    assertThat(BEAUTY.of(4, 4, 0, 0)).isCloseTo(1, within(.01));
  }

  @Property
  void everyTermHasAPositiveScore(
      @ForAll @IntRange(min = 1, max = 10_000) int catalog,
      @ForAll @IntRange(min = 1, max = 8) int length,
      @ForAll @IntRange(max = 7) int slot,
      @ForAll @IntRange(min = 1, max = 10_000) int items,
      @ForAll @IntRange(max = 20) int context,
      @ForAll @IntRange(max = 20) int sharing) {
    double score =
        new SlotScore(catalog, length)
            .of(
                Math.min(slot, length - 1),
                Math.min(items, catalog),
                Math.min(sharing, context),
                context);
    assertThat(score).isPositive().isFinite();
  }

  /// A term that every item has says nothing, and one that no text could do without still ranks.
  @Test
  void theEndsOfTheScaleKeepTheirOrder() {
    assertThat(BEAUTY.of(0, 12_000, 5, 5)).isEqualTo(1e-3);
    assertThat(BEAUTY.of(0, 12_000, 4, 5)).isLessThan(BEAUTY.of(0, 12_000, 5, 5)).isPositive();
  }
}
