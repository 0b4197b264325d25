package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static List<Long> all(long bound, long seed, int most) {
    var draws = new Draws(bound, seed);
    var all = new ArrayList<Long>();
    for (OptionalLong next = draws.next();
        next.isPresent() && all.size() < most;
        next = draws.next()) {
      all.add(next.getAsLong());
    }
    return all;
  }

  @Property(tries = 100)
  void everyNumberComesOnce(@ForAll @IntRange(max = 60) int bound, @ForAll long seed) {
    assertThat(all(bound, seed, Integer.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, bound).boxed().toList());
  }

  @Test
  void theSeedDecidesTheOrder() {
    assertThat(all(50, 7, 50)).isEqualTo(all(50, 7, 50)).isNotEqualTo(all(50, 8, 50));
  }

  /// Whatever the first number is, the second is any of the others: none is favoured.
  @Test
  void everyOrderOfThreeComesAboutEquallyOften() {
    var counts = new HashMap<List<Long>, Integer>();
    for (long seed = 0; seed < 6_000; seed++) {
      counts.merge(all(3, seed, 3), 1, Integer::sum);
    }
    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
  }

  @Test
  void moreNumbersThanMemoryHolds() {
    assertThat(all(Long.MAX_VALUE, 1, 20)).doesNotHaveDuplicates().hasSize(20);
  }
}
