package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemOrderTest {
  @Test
  void comparesIdsOfDigitsAsNumbersAndAllOthersAfterThemAsText() {
    List<String> ascending =
        List.of(
            "0",
            "007",
            "07",
            "7",
            "9",
            "10",
            "99999999999999999998",
            "99999999999999999999",
            "",
            "-1",
            "1a",
            "1b",
            "B",
            "a");
    assertThat(ascending.reversed().stream().sorted(ItemOrder.BY_ID)).isEqualTo(ascending);
  }

  @Test
  void isAnOrder() {
    List<String> ids = List.of("9", "10", "1a", "01", "1", "b", "", "0");
    for (String a : ids) {
      for (String b : ids) {
        assertThat(Integer.signum(ItemOrder.BY_ID.compare(a, b)))
            .isEqualTo(-Integer.signum(ItemOrder.BY_ID.compare(b, a)));
        assertThat(ItemOrder.BY_ID.compare(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(
                ids.stream()
                    .filter(c -> ItemOrder.BY_ID.compare(a, b) < 0)
                    .filter(c -> ItemOrder.BY_ID.compare(b, c) < 0))
            .allMatch(c -> ItemOrder.BY_ID.compare(a, c) < 0);
      }
    }
  }

  @Test
  void putsPopularItemsFirstAndThenLowerIds() {
    ItemOrder order = ItemOrder.of(List.of("10", "9", "x", "8"), new long[] {2, 2, 7, 1});
    assertThat(IntStream.range(0, 4).map(order::item)).containsExactly(2, 1, 0, 3);
    assertThat(IntStream.range(0, 4).map(order::rank)).containsExactly(2, 1, 0, 3);
    assertThat(order.size()).isEqualTo(4);
  }

  /// What is judged by is no training position: the last two of a history.
  @Test
  void popularityIsThatOfTrainingPositions() {
    var catalog = new Catalog(Stream.of("a", "b", "c").map(id -> Item.titled(id, "")).toList());
    List<History> histories =
        List.of(new History("u", new int[] {1, 2, 2}), new History("v", new int[] {1, 0, 0}));
    var dataset = new Dataset(catalog, histories, new TreeMap<>());
    ItemOrder order = ItemOrder.byPopularity(dataset);
    assertThat(IntStream.range(0, 3).map(order::item)).containsExactly(1, 0, 2);
  }

  @Test
  void refusesArraysOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemOrder.of(Stream.of("1", "2").toList(), new long[3]))
        .withMessage("2 item ids but 3 popularities");
  }
}
