package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairCountsTest {
  @Test
  void countsAsAMapDoes() {
    var random = new SplittableRandom(1);
    Map<Long, Integer> expected = new HashMap<>();
    var counts = new PairCounts();
    for (int i = 0; i < 50_000; i++) {
      long pair = PairCounts.pair(random.nextInt(200), Integer.MAX_VALUE - random.nextInt(200));
      expected.merge(pair, 1, Integer::sum);
      counts.add(pair);
    }
    Map<Long, Integer> found = new HashMap<>();
    counts.forEach((pair, count) -> assertThat(found.put(pair, count)).isNull());
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(10_000);
  }

  @Test
  void aPairComesApartAgain() {
    long pair = PairCounts.pair(7, Integer.MAX_VALUE);
    assertThat(PairCounts.first(pair)).isEqualTo(7);
    assertThat(PairCounts.second(pair)).isEqualTo(Integer.MAX_VALUE);
  }
}
