package dev.grlm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeBucketsTest {
  private static final RelativeBuckets BOTH = new RelativeBuckets(32, 128, true);
  private static final RelativeBuckets PAST = new RelativeBuckets(32, 128, false);

  /// By hand: 8 near distances of each side, then 8 + ⌊8 log(d / 8) / log 16⌋; 16 near ones of one
  /// side, then 16 + ⌊16 log(d / 16) / log 8⌋.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-1, 1, 1",
    "1, 17, 0",
    "-7, 7, 7",
    "7, 23, 0",
    "-8, 8, 8",
    "8, 24, 0",
    "-11, 8, 11",
    "-12, 9, 12",
    "-15, 9, 15",
    "-16, 10, 16",
    "16, 26, 0",
    "-20, 10, 17",
    "-32, 12, 21",
    "-64, 14, 26",
    "64, 30, 0",
    "-91, 15, 29",
    "-127, 15, 31",
    "-128, 15, 31",
    "-5000, 15, 31",
    "5000, 31, 0"
  })
  void ofReleasedModels(int distance, int both, int past) {
    assertThat(BOTH.of(distance)).isEqualTo(both);
    assertThat(PAST.of(distance)).isEqualTo(past);
  }

  @Property(tries = 300)
  void fartherIsNeverInANearerBucket(
      @ForAll @IntRange(min = 2, max = 20) int half,
      @ForAll @IntRange(min = 1, max = 200) int more,
      @ForAll @IntRange(max = 300) int apart,
      @ForAll boolean signed) {
    var buckets = new RelativeBuckets(2 * half, half + more, signed);
    int side = signed ? half : 2 * half;
    assertThat(buckets.of(-apart)).isBetween(0, side - 1);
    assertThat(buckets.of(-apart - 1)).isBetween(buckets.of(-apart), buckets.of(-apart) + side);
    int after = buckets.of(apart + 1);
    assertThat(after).isEqualTo(signed ? half + buckets.of(-apart - 1) : 0);
  }

  @Test
  void aTableIsOfKeysByQueriesThatStandFurtherOn() {
    assertThat(PAST.table(2, 2, 4)).containsExactly(2, 1, 0, 0, 3, 2, 1, 0);
    assertThat(BOTH.table(0, 2, 3)).containsExactly(0, 17, 18, 1, 0, 17);
  }

  @Test
  void refusesWhatTellsNothingApart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RelativeBuckets(2, 128, true))
        .withMessage("buckets must be even and at least 4: 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RelativeBuckets(5, 128, false))
        .withMessage("buckets must be even and at least 2: 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RelativeBuckets(32, 16, false))
        .withMessage("maxDistance 16 leaves no place for far distances behind 16 near ones");
  }
}
