package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.embed.Embeddings;
import org.junit.jupiter.api.Test;

class ItemVectorsTest {
  @Test
  void rowsAreBroughtToLengthOneAndNothingStaysNothing() {
    var vectors = new ItemVectors(3, 2, new float[] {3, 4, 0, 0, 0, -5});
    assertThat(vectors.normalized().values()).containsExactly(.6f, .8f, 0, 0, 0, -1);
    assertThat(vectors.values()).as("unchanged").containsExactly(3, 4, 0, 0, 0, -5);
    assertThat(vectors.rows(new int[] {2, 0, 2})).containsExactly(0, -5, 3, 4, 0, -5);
  }

  @Test
  void sizesMustFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ItemVectors(2, 2, new float[3]))
        .withMessage("2 × 2 values expected, found 3");
    assertThat(ItemVectors.of(new Embeddings(1, 2, new float[] {1, 0})).width()).isEqualTo(2);
  }

  @Test
  void everyCoordinateIsStandardisedAndOneThatIsConstantIsZero() {
    var vectors =
        new ItemVectors(4, 3, new float[] {1, 7.3f, -2, 3, 7.3f, -4, 5, 7.3f, -6, 7, 7.3f, 0});
    Standardization standard = Standardization.of(vectors);
    float[] values = standard.apply(vectors).values();
    for (int d : new int[] {0, 2}) {
      double sum = 0;
      double squares = 0;
      for (int i = d; i < values.length; i += 3) {
        sum += values[i];
        squares += values[i] * values[i];
      }
      assertThat(sum).isCloseTo(0, within(1e-5));
      assertThat(squares / 4).isCloseTo(1, within(1e-5));
    }
    assertThat(new float[] {values[1], values[4], values[7], values[10]}).containsOnly(0f);
  }

  @Test
  void furtherVectorsAreSeenAsTheFirstOnesWere() {
    Standardization standard = Standardization.of(new ItemVectors(2, 1, new float[] {1, 3}));
    assertThat(standard.apply(new ItemVectors(1, 1, new float[] {5})).values()).containsExactly(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> standard.apply(new ItemVectors(1, 2, new float[2])))
        .withMessage("vectors of 2 coordinates, 1 expected");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Standardization(new float[2], new float[1]))
        .withMessageContaining("2 means but 1 deviations");
  }
}
