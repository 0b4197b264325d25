package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualKMeansTest {
  private static final Mixtures WORLD = Mixtures.of(3, 3, 4, 9, 1);

  @Test
  void clustersOfSumsAreFoundLevelByLevel() {
    Codebooks books = new ResidualKMeans(3, 3, 50, false, 5).fit(WORLD.vectors());
    Codes codes = books.quantize(WORLD.vectors()).codes();
    assertThat(WORLD.recoveredBy(codes)).isTrue();
    assertThat(codes.groups(3)).hasSize(27).allSatisfy(group -> assertThat(group).hasSize(4));
    assertThat(codes.groups(1)).as("the coarsest first").hasSize(3);
  }

  /// Sparse texts: what is left of them differs in length, and is at right angles.
  @Test
  void lengthsMadeEqualKeepOneCodeFromSwallowingALevel() {
    ItemVectors texts = texts();
    double plain = perplexityOfSecondLevel(false, texts);
    double unit = perplexityOfSecondLevel(true, texts);
    assertThat(plain).isLessThan(16);
    assertThat(unit).isGreaterThan(2 * plain);
  }

  /// A few words of its topic and a few of all, the first ones of these much heavier in some texts.
  private static ItemVectors texts() {
    int items = 600;
    int width = 300;
    var random = new Random(3);
    var values = new float[items * width];
    for (int item = 0; item < items; item++) {
      values[item * width + item % 32] = 4;
      float weight = (float) Math.exp(random.nextGaussian() - 1);
      for (int word = 0; word < 3; word++) {
        values[item * width + 32 + random.nextInt(width - 32)] += weight;
      }
    }
    return new ItemVectors(items, width, values);
  }

  private static double perplexityOfSecondLevel(boolean unit, ItemVectors vectors) {
    Codes codes = new ResidualKMeans(2, 32, 50, unit, 5).fit(vectors).quantize(vectors).codes();
    return CodebookReport.of(codes, codes).levels().get(1).perplexity();
  }

  @Test
  void theSameSeedGivesTheSameBooks() {
    var kMeans = new ResidualKMeans(2, 6, 50, true, 7);
    float[] first = values(kMeans);
    assertThat(values(kMeans)).isEqualTo(first);
    assertThat(values(new ResidualKMeans(2, 6, 50, true, 8))).isNotEqualTo(first);
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
        .isThrownBy(() -> new ResidualKMeans(levels, codes, iterations, true, 1))
        .withMessageContaining(value);
  }

  @Test
  void thereCannotBeMoreCodesThanVectors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ResidualKMeans(1, 109, 5, true, 1).fit(WORLD.vectors()))
        .withMessage("108 points cannot make 109 clusters");
  }
}
