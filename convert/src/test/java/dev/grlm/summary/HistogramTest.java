package dev.grlm.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.summary.Summary.Quantiles;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Against a sorted list of all values.
class HistogramTest {
  private static Histogram of(List<Long> values) {
    var histogram = new Histogram();
    values.forEach(histogram::add);
    return histogram;
  }

  /// The smallest value that at least `share` of the values do not exceed.
  private static long at(double share, List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Provide
  Arbitrary<List<Long>> small() {
    return Arbitraries.longs().between(0, 1023).list().ofMinSize(1).ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Long>> large() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE).list().ofMinSize(1).ofMaxSize(60);
  }

  @Property(tries = 200)
  void smallValuesAreExact(@ForAll("small") List<Long> values) {
    Quantiles quantiles = of(values).quantiles();
    assertThat(quantiles)
        .isEqualTo(
            new Quantiles(
                at(1e-9, values),
                at(.05, values),
                at(.25, values),
                at(.5, values),
                at(.75, values),
                at(.95, values),
                at(1, values),
                values.stream().mapToLong(v -> v).average().orElseThrow()));
    for (long from = 1; from <= 1024; from *= 2) {
      long until = 2 * from;
      long low = from;
      assertThat(of(values).between(from, until))
          .isEqualTo(values.stream().filter(value -> value >= low && value < until).count());
    }
  }

  @Property(tries = 200)
  void largeValuesAreWithinAFifthAndTheEndsExact(@ForAll("large") List<Long> values) {
    Quantiles quantiles = of(values).quantiles();
    assertThat(quantiles.minimum()).isEqualTo((double) at(1e-9, values));
    assertThat(quantiles.maximum()).isEqualTo((double) at(1, values));
    double median = at(.5, values);
    assertThat(quantiles.median()).isCloseTo(median, within(.2 * median + 1));
    assertThat(quantiles.q05()).isLessThanOrEqualTo(quantiles.q95());
  }

  @Test
  void ofNothingEverythingIsZero() {
    assertThat(new Histogram().quantiles()).isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(new Histogram().maximum()).isZero();
  }
}
