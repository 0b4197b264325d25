package dev.grlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ItemOrderTest {
  @Test
  void comparesIdsOfDigitsAsNumbersAndOtherIdsAsText() {
    assertThat(sorted("10", "b", "9", "1a", "B07", "010", "0", "123456789012345678901"))
        .containsExactly("0", "9", "10", "010", "123456789012345678901", "1a", "B07", "b");
  }

  @Test
  void ranksItemsOfACatalogue() {
    ItemOrder order = order("10", "9", "x", "2");
    assertThat(IntStream.range(0, 4).map(order::item)).containsExactly(3, 1, 0, 2);
    assertThat(IntStream.range(0, 4).map(order::rank)).containsExactly(2, 1, 3, 0);
  }

  @Property
  void isATotalOrder(
      @ForAll @Size(3) List<@StringLength(max = 3) @CharRange(from = '0', to = '2') String> digits,
      @ForAll @Size(3) List<@StringLength(max = 2) @CharRange(from = '1', to = 'B') String> texts) {
    var ids = new ArrayList<>(digits);
    ids.addAll(texts);
    for (String a : ids) {
      for (String b : ids) {
        assertThat(Integer.signum(ItemOrder.BY_ID.compare(a, b)))
            .isEqualTo(-Integer.signum(ItemOrder.BY_ID.compare(b, a)));
        assertThat(ItemOrder.BY_ID.compare(a, b) == 0).isEqualTo(a.equals(b));
        for (String c : ids) {
          if (ItemOrder.BY_ID.compare(a, b) < 0 && ItemOrder.BY_ID.compare(b, c) < 0) {
            assertThat(ItemOrder.BY_ID.compare(a, c)).as("%s < %s < %s", a, b, c).isNegative();
          }
        }
      }
    }
  }

  private static List<String> sorted(String... ids) {
    ItemOrder order = order(ids);
    return IntStream.range(0, ids.length).mapToObj(rank -> ids[order.item(rank)]).toList();
  }

  private static ItemOrder order(String... ids) {
    return ItemOrder.of(new Catalog(List.of(ids).stream().map(id -> Item.titled(id, "")).toList()));
  }
}
