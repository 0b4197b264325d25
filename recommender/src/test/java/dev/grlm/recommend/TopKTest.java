package dev.grlm.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.ItemOrder;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ToyWorlds;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopKTest {
  @Property
  void keepsTheHeadOfTheSortedList(
      @ForAll @Size(max = 30) List<@IntRange(max = 4) Integer> scores,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll boolean backwards) {
    ItemOrder order = ItemOrder.of(ToyWorlds.catalog(scores.size()));
    var top = new TopK(k, order);
    for (int i = 0; i < scores.size(); i++) {
      int item = backwards ? scores.size() - 1 - i : i;
      top.offer(item, scores.get(item));
    }
    assertThat(top.ranked())
        .isEqualTo(
            IntStream.range(0, scores.size())
                .mapToObj(item -> Recommendation.scored(item, scores.get(item)))
                .sorted(
                    Comparator.comparingDouble(Recommendation::score)
                        .reversed()
                        .thenComparingInt(Recommendation::item))
                .limit(k)
                .toList());
  }
}
