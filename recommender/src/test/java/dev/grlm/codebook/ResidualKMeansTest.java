package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualKMeansTest {
  private static final Mixtures WORLD = Mixtures.of(3, 3, 4, 9, 1);

  @Test
  void clustersOfSumsAreFoundLevelByLevel() {
    Codebooks books = new ResidualKMeans(3, 3, 50, 5).fit(WORLD.vectors());
    Codes codes = books.quantize(WORLD.vectors()).codes();
    assertThat(WORLD.recoveredBy(codes)).isTrue();
    assertThat(codes.groups(3)).hasSize(27).allSatisfy(group -> assertThat(group).hasSize(4));
    assertThat(codes.groups(1)).as("the coarsest first").hasSize(3);
  }

  @Test
  void theSameSeedGivesTheSameBooks() {
    var kMeans = new ResidualKMeans(2, 6, 50, 7);
    float[] first = values(kMeans);
    assertThat(values(kMeans)).isEqualTo(first);
    assertThat(values(new ResidualKMeans(2, 6, 50, 8))).isNotEqualTo(first);
  }

  private static float[] values(ResidualKMeans kMeans) {
    Codebooks books = kMeans.fit(WORLD.vectors());
    var values = new float[books.levels() * 6 * books.width()];
    int next = 0;
    for (var book : books.books()) {
      for (double value : book.values()) {
        assertThat((double) (float) value).as("as it is stored").isEqualTo(value);
        values[next++] = (float) value;
      }
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"0,3,1,0", "9,3,1,9", "3,0,1,0", "3,3,0,0"})
  void whatCannotBeIsRefused(int levels, int codes, int iterations, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResidualKMeans(levels, codes, iterations, 1))
        .withMessageContaining(value);
  }

  @Test
  void thereCannotBeMoreCodesThanVectors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResidualKMeans(1, 109, 5, 1).fit(WORLD.vectors()))
        .withMessage("108 points cannot make 109 clusters");
  }
}
