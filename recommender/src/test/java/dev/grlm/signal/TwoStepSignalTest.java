package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.recommend.ScoredItems;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Which items of the first hop are stepping stones.
class TwoStepSignalTest {
  /// Of few values, so that many are equal.
  private static ScoredItems scored(long seed, int size) {
    var random = new SplittableRandom(seed);
    float[] scores = new float[size];
    for (int place = 0; place < size; place++) {
      scores[place] = (1 + random.nextInt(3)) * (float) Math.pow(8, random.nextInt(4) - 3);
    }
    return new ScoredItems(IntStream.range(0, size).map(place -> 3 * place + 1).toArray(), scores);
  }

  @Property(tries = 100)
  void theStrongestAreKeptAndOfEqualOnesTheFirst(
      @ForAll long seed,
      @ForAll @IntRange(max = 30) int size,
      @ForAll @IntRange(min = 1, max = 30) int most) {
    ScoredItems all = scored(seed, size);
    List<Integer> places =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer place) -> -all.scores()[place]))
            .limit(most)
            .sorted()
            .toList();
    ScoredItems kept = TwoStepSignal.strongest(all, most);
    assertThat(kept.size()).isEqualTo(places.size());
    for (int place = 0; place < kept.size(); place++) {
      assertThat(kept.items()[place]).isEqualTo(all.items()[places.get(place)]);
      assertThat(kept.scores()[place]).isEqualTo(all.scores()[places.get(place)]);
    }
  }
}
