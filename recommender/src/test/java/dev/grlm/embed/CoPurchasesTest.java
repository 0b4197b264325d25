package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CoPurchasesTest {
  private static final LsaConfig SMALL = new LsaConfig(4, 2, 100, 4, 1);

  @Test
  void theMatrixByHand() {
    // 0 and 1 meet twice, 0 and 2 once; counts are 2, 3, 1; item 3 is nowhere.
    List<int[]> histories = List.of(new int[] {0, 1}, new int[] {1, 0, 2}, new int[] {1});
    double[][] dense = SparseRowsReference.dense(CoPurchases.of(4, histories).matrix());
    assertThat(dense[0])
        .containsExactly(new double[] {1, 2 / Math.sqrt(6), 1 / Math.sqrt(2), 0}, within(1e-15));
    assertThat(dense[1])
        .containsExactly(new double[] {2 / Math.sqrt(6), 1, 1 / Math.sqrt(3), 0}, within(1e-15));
    assertThat(dense[3]).containsExactly(0, 0, 0, 0);
    assertThat(CoPurchases.of(4, histories).unseen()).isEqualTo(1);
  }

  /// As its documentation says it, pair by pair.
  private static double[][] naive(int items, List<int[]> histories) {
    var near = new double[items][items];
    var counts = new double[items];
    for (int[] history : histories) {
      for (int at = 0; at < history.length; at++) {
        counts[history[at]]++;
        for (int other = 0; other < history.length; other++) {
          if (Math.abs(at - other) <= 20 && history[at] != history[other]) {
            near[history[at]][history[other]]++;
          }
        }
      }
    }
    for (int left = 0; left < items; left++) {
      for (int right = 0; right < items; right++) {
        near[left][right] =
            left == right
                ? counts[left] > 0 ? 1 : 0
                : near[left][right] == 0
                    ? 0
                    : near[left][right] / Math.sqrt(counts[left] * counts[right]);
      }
    }
    return near;
  }

  @Property(tries = 50)
  void isThePlainReferences(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int items,
      @ForAll @IntRange(max = 6) int users) {
    var random = new Random(seed);
    var histories = new ArrayList<int[]>();
    for (int user = 0; user < users; user++) {
      histories.add(random.ints(random.nextInt(40), 0, items).toArray());
    }
    double[][] dense = SparseRowsReference.dense(CoPurchases.of(items, histories).matrix());
    double[][] expected = naive(items, histories);
    for (int item = 0; item < items; item++) {
      assertThat(dense[item]).containsExactly(expected[item], within(1e-12));
    }
  }

  @Test
  void whatIsBoughtTogetherIsNear() {
    var histories = new ArrayList<int[]>();
    for (int user = 0; user < 8; user++) {
      histories.add(user % 2 == 0 ? new int[] {0, 1, 2} : new int[] {3, 4, 5});
    }
    Embeddings rows = CoPurchases.of(7, histories).embeddings(SMALL);
    assertThat(rows.cosine(0, 1)).isCloseTo(1, within(1e-5f));
    assertThat(rows.cosine(0, 3)).isCloseTo(0, within(1e-5f));
    assertThat(rows.cosine(6, 6)).as("nobody has it").isZero();
    assertThat(rows.cosine(5, 5)).isCloseTo(1, within(1e-5f));
  }

  @Test
  void withoutAnyHistoryAllRowsAreZero() {
    Embeddings rows = CoPurchases.of(3, List.of()).embeddings(SMALL);
    assertThat(rows.rows()).isEqualTo(3);
    assertThat(rows.dimensions()).isEqualTo(1);
    assertThat(rows.values()).containsOnly(0);
  }

  @Test
  void theSameLogGivesTheSameBits() {
    List<int[]> histories =
        IntStream.range(0, 30).mapToObj(user -> new int[] {user % 5, user % 7, user % 3}).toList();
    float[] first = CoPurchases.of(7, histories).embeddings(SMALL).values();
    assertThat(CoPurchases.of(7, histories).embeddings(SMALL).values()).isEqualTo(first);
  }
}
