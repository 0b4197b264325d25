package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicingTest {
  private static final List<String> SIZES = List.of("small", "medium", "large");

  private static Evaluation evaluation(int... ranks) {
    List<String> users = java.util.stream.IntStream.of(ranks).mapToObj(r -> "u" + r).toList();
    return new Evaluation("row", Split.TEST, users, ranks, 0);
  }

  @Test
  void aGroupHasTheMeanOfItsUsers() {
    Slicing slicing = Slicing.of("size", SIZES, new int[] {2, 0, 2, 0}).orElseThrow();
    assertThat(slicing.groups()).containsExactly("small", "large");
    assertThat(slicing.groupOf()).containsExactly(1, 0, 1, 0);
    assertThat(slicing.users(0)).isEqualTo(2);
    Evaluation evaluation = evaluation(1, 3, 11, 0);
    assertThat(slicing.value(evaluation, 0, Metric.RECALL_10)).isEqualTo(1 / 2.0);
    assertThat(slicing.value(evaluation, 0, Metric.NDCG_10)).isCloseTo(.25, within(1e-12));
    assertThat(slicing.value(evaluation, 1, Metric.RECALL_20)).isEqualTo(1);
    double all =
        (2 * slicing.value(evaluation, 0, Metric.NDCG_20)
                + 2 * slicing.value(evaluation, 1, Metric.NDCG_20))
            / 4;
    assertThat(all).isCloseTo(evaluation.value(Metric.NDCG_20), within(1e-12));
  }

  @Test
  void oneGroupSaysNothing() {
    assertThat(Slicing.of("size", SIZES, new int[] {1, 1})).isEmpty();
    assertThat(Slicing.of("size", SIZES, new int[0])).isEmpty();
  }

  @Test
  void groupsWithoutUsersAndUsersWithoutGroupAreRefused() {
    assertThatThrownBy(() -> new Slicing("size", SIZES, new int[] {0, 2}))
        .hasMessage("size: users are in the groups [0, 2] of [small, medium, large]");
    assertThatThrownBy(() -> new Slicing("size", SIZES.subList(0, 2), new int[] {0, 1, -1}))
        .hasMessageContaining("[-1, 0, 1]");
    Slicing slicing = new Slicing("size", SIZES, new int[] {0, 1, 2});
    assertThatThrownBy(() -> slicing.value(evaluation(1), 0, Metric.NDCG_10))
        .hasMessage("size: 3 users in groups, 1 in the row row");
  }
}
