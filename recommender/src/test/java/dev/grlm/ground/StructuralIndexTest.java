package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.ground.StructuralIndex.Match;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The tables of short identifiers and the postings of long ones answer alike.
class StructuralIndexTest {
  private static final List<Double> WEIGHTS = GroundingConfig.DEFAULT.weights();

  /// Rows (1, 2, 3), (1, 5, 6) and (4, 5, 6), and the first once more.
  private static final int[] CODES = {1, 2, 3, 1, 5, 6, 4, 5, 6, 1, 2, 3};

  private static List<StructuralIndex> both(int length, int rows, int[] codes) {
    return List.of(
        new SubsetLookup(length, rows, codes, WEIGHTS),
        new SlotPostings(length, rows, codes, WEIGHTS));
  }

  @Test
  void theFirstRowWithAllCodesIsExact() {
    for (StructuralIndex index : both(3, 4, CODES)) {
      assertThat(index.exact(new int[] {1, 2, 3})).isZero();
      assertThat(index.exact(new int[] {4, 5, 6})).isEqualTo(2);
      assertThat(index.exact(new int[] {4, 5, 3})).isEqualTo(StructuralIndex.NONE);
      assertThat(index.exact(new int[] {-1, 5, 6})).isEqualTo(StructuralIndex.NONE);
    }
  }

  @Test
  void theBestIsByScoreAndThenByRow() {
    for (StructuralIndex index : both(3, 4, CODES)) {
      assertThat(index.best(new int[] {1, 9, 9}, 0b111)).isEqualTo(new Match(0, 1));
      assertThat(index.best(new int[] {4, 2, 3}, 0b111)).isEqualTo(new Match(2, 1));
      assertThat(index.best(new int[] {9, 5, 6}, 0b111)).isEqualTo(new Match(1, 1 / 2.0 + 1 / 3.0));
      assertThat(index.best(new int[] {9, 9, -1}, 0b111)).isEqualTo(Match.NOTHING);
    }
  }

  @Test
  void onlySlotsThatAreAskedForMatch() {
    for (StructuralIndex index : both(3, 4, CODES)) {
      assertThat(index.best(new int[] {1, 5, 6}, 0b110)).isEqualTo(new Match(1, 1 / 2.0 + 1 / 3.0));
      assertThat(index.best(new int[] {1, 5, 6}, 0b001)).isEqualTo(new Match(0, 1));
      assertThat(index.best(new int[] {1, 5, 6}, 0)).isEqualTo(Match.NOTHING);
    }
  }

  @Test
  void withoutRowsNothingMatches() {
    for (StructuralIndex index : both(2, 0, new int[0])) {
      assertThat(index.exact(new int[] {1, 2})).isEqualTo(StructuralIndex.NONE);
      assertThat(index.best(new int[] {1, 2}, 0b11)).isEqualTo(Match.NOTHING);
    }
  }

  @Property(tries = 200)
  void tablesAndPostingsAgree(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int length,
      @ForAll @IntRange(min = 1, max = 25) int rows) {
    var random = new Random(seed);
    List<StructuralIndex> both =
        both(length, rows, random.ints((long) rows * length, 0, 4).toArray());
    for (int trial = 0; trial < 20; trial++) {
      int[] query = random.ints(length, -1, 5).toArray();
      int asked = random.nextInt(1 << length);
      assertThat(both.getLast().best(query, asked)).isEqualTo(both.getFirst().best(query, asked));
      assertThat(both.getLast().exact(query)).isEqualTo(both.getFirst().exact(query));
    }
  }
}
