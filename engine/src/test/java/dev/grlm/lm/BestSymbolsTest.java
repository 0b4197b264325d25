package dev.grlm.lm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Tensors;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.PointerScope;

class BestSymbolsTest {
  /// Half precision has few values, so that equal ones are the rule; beside it a sort by value and
  /// symbol.
  @Property(tries = 200)
  void picksByValueThenSymbol(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 40) int vocabulary,
      @ForAll @IntRange(min = 1, max = 45) int limit,
      @ForAll @IntRange(min = 1, max = 12) int kinds,
      @ForAll long seed) {
    Natives.load();
    var random = new SplittableRandom(seed);
    var values = new float[rows * vocabulary];
    for (int i = 0; i < values.length; i++) {
      values[i] = -0.25f * random.nextInt(kinds);
    }
    try (var _ = new PointerScope()) {
      Session.Candidates best = BestSymbols.of(Tensors.floats(values, rows, vocabulary), limit);
      int width = Math.min(limit, vocabulary);
      assertThat(best.width()).isEqualTo(width);
      int[] expected =
          IntStream.range(0, rows)
              .flatMap(row -> sorted(values, row * vocabulary, vocabulary).limit(width))
              .toArray();
      assertThat(best.symbols()).containsExactly(expected);
      for (int i = 0; i < expected.length; i++) {
        int at = i / width * vocabulary + expected[i];
        assertThat(best.logProbabilities()[i]).isEqualTo(values[at]);
      }
    }
  }

  private static IntStream sorted(float[] values, int from, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer symbol) -> -values[from + symbol])
                .thenComparingInt(symbol -> symbol))
        .mapToInt(symbol -> symbol);
  }
}
