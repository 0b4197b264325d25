package dev.grlm.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.identifier.Identifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingCountsTest {
  private static final Grounding EXACT = new Grounding.Exact(List.of(1));
  private static final Grounding STRUCTURAL = new Grounding.Structural(List.of(1), 0.5);
  private static final Grounding UNMATCHED = new Grounding.Unmatched();
  private static final Identifier WELL_FORMED = Identifier.of("a", "b");

  @Test
  void countsEachIdentifierOnce() {
    GroundingCounts counts =
        GroundingCounts.NONE
            .plus(WELL_FORMED, EXACT, 2)
            .plus(Identifier.of("a", "a"), EXACT, 2)
            .plus(WELL_FORMED, STRUCTURAL, 2)
            .plus(Identifier.of("a", "a"), STRUCTURAL, 2)
            .plus(Identifier.of("a"), STRUCTURAL, 2)
            .plus(WELL_FORMED, UNMATCHED, 2)
            .plus(Identifier.of("a", ""), UNMATCHED, 2)
            .plusMalformed();
    assertThat(counts).isEqualTo(new GroundingCounts(2, 4, 1, 1, 2));
    assertThat(counts.plus(counts)).isEqualTo(new GroundingCounts(4, 8, 2, 2, 4));
  }

  @Test
  void sharesOfAllOrOfTheWellFormed() {
    var counts = new GroundingCounts(12, 4, 3, 1, 2);
    assertThat(counts.total()).isEqualTo(20);
    assertThat(counts.validRate()).isEqualTo(12 / 20.0);
    assertThat(counts.directHitRate()).isEqualTo(12 / 16.0);
    assertThat(counts.structuralRate()).isEqualTo(3 / 20.0);
    assertThat(counts.ungroundableRate()).isEqualTo(1 / 20.0);
    assertThat(counts.malformedGroundedRate()).isEqualTo(2 / 20.0);
    assertThat(counts.foundRate()).as("exact, structural, malformed").isEqualTo(17 / 20.0);
    assertThat(
            counts.validRate()
                + counts.structuralRate()
                + counts.ungroundableRate()
                + counts.malformedRate())
        .isCloseTo(1.0, within(1e-12));
  }

  @Test
  void noMoreAreGroundedThanThereAre() {
    assertThatThrownBy(() -> new GroundingCounts(0, 1, 0, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 grounded of 1 malformed identifiers");
  }

  @Test
  void ratesOfNothingAreZero() {
    assertThat(GroundingCounts.NONE.validRate()).isZero();
    assertThat(GroundingCounts.NONE.foundRate()).isZero();
    assertThat(new GroundingCounts(0, 3, 0, 0, 0).directHitRate()).isZero();
  }
}
