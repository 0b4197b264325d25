package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.fusion.Reason;
import dev.grlm.fusion.Reasons;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Reasons that name items.
class ItemReasonTest {
  private static final Catalog CATALOG =
      new Catalog(List.of(Item.titled("p1", "Rose soap"), Item.titled("p2", "")));

  private static Reason reason(String words, String link, OptionalInt because) {
    return new Reason("any", words, Math.log(4), link, because);
  }

  @Test
  void aPersonReadsASentence() {
    var reasons =
        new Reasons(
            -3,
            List.of(
                List.of(
                    reason("bought together", "with", OptionalInt.of(0)),
                    reason("two steps away", "from", OptionalInt.of(1)),
                    reason("popular", "with", OptionalInt.empty()),
                    Reason.ofModel(-1)),
                List.of()));
    List<List<ItemReason>> told = ItemReason.of(reasons, CATALOG);
    assertThat(told).hasSize(2);
    assertThat(told.getFirst())
        .extracting(ItemReason::sentence)
        .containsExactly(
            "bought together with Rose soap", "two steps away from p2", "popular", "the model");
    assertThat(told.getFirst().getFirst().factor()).isCloseTo(4, offset(1e-9));
    assertThat(told.getLast()).isEmpty();
  }
}
