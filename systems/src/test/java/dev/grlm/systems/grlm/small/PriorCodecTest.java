package dev.grlm.systems.grlm.small;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.StepPrior;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.systems.grlm.model.ItemPrior;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorCodecTest {
  private static final Identifiers FITTED =
      new Identifiers(
          List.of(
              Identifier.of("tea", "green"),
              Identifier.of("tea", "black"),
              Identifier.of("cup", "green")));

  /// One more that the model can spell, one with a term of its own.
  private static final Identifiers GROWN =
      new Identifiers(
          List.of(
              FITTED.of(0),
              FITTED.of(1),
              FITTED.of(2),
              Identifier.of("spoon", "green"),
              Identifier.of("cup", "black")));

  private static final SlotCodec CODEC =
      new SlotCodec(
              FITTED,
              WordTable.of(
                  new Catalog(
                      List.of(
                          Item.titled("a", "tea"),
                          Item.titled("b", "tea"),
                          Item.titled("c", "cup"))),
                  List.of(),
                  1,
                  8),
              4)
          .grown(GROWN);

  private static StepPrior prior(boolean repeats, int[] history) {
    var said = new ScoredItems(new int[] {0, 3, 4}, new float[] {1, 2, 3});
    var codec = new PriorCodec(CODEC, new ItemPrior(.5, .25, repeats, _ -> said));
    var context = (StepContext.Steps) codec.context(history);
    assertThat(context.steps()).isEqualTo(((StepContext.Steps) CODEC.context(history)).steps());
    return context.prior().orElseThrow();
  }

  @Test
  void itemsAreTheirStepsAndOneWithoutAStepIsPassedOver() {
    StepPrior prior = prior(true, new int[] {0, 1});
    assertThat(prior.scale()).isEqualTo(.5);
    assertThat(prior.slots()).isEqualTo(.25);
    assertThat(prior.steps()).containsExactly(0, 3); // item 4 is the fourth that can be spelled
    assertThat(prior.added()).containsExactly(1, 3);
  }

  @Test
  void withoutRepeatsTheHistoryIsRuledOutOnce() {
    StepPrior prior = prior(false, new int[] {0, 1, 0});
    assertThat(prior.steps()).containsExactly(3, 0, 1);
    assertThat(prior.added()).containsExactly(3, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  @Test
  void allElseIsTheCodecsOwn() {
    var codec =
        new PriorCodec(
            CODEC,
            new ItemPrior(
                1,
                1,
                true,
                _ -> {
                  throw new AssertionError();
                }));
    Identifier spelled = GROWN.of(4);
    assertThat(codec.length()).isEqualTo(2);
    assertThat(codec.stops()).isEmpty();
    assertThat(codec.identifier(codec.symbols(spelled))).isEqualTo(spelled);
    assertThat(codec.spells(GROWN.of(3))).isFalse();
    assertThat(codec.readable(new int[] {3, 4})).containsExactly(4);
    assertThat(codec.text(0, codec.symbols(spelled)[0])).isEqualTo("cup");
    assertThat(codec.slot(new int[] {1})).hasValue(0);
    assertThat(codec.naming(Item.titled("z", "tea")).prior()).isEmpty();
  }
}
