package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.cluster.BoundedKMeans;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodePartnersTest {
  /// The first row is LETTER's own.
  @ParameterizedTest
  @CsvSource({
    "256, 10, 10, 10, 60",
    "512, 10, 10, 20, 120",
    "256, 5, 5, 20, 120",
    "60, 10, 10, 2, 15",
    "20, 10, 10, 2, 5",
    "19, 10, 9, 2, 5",
    "3, 10, 1, 2, 3",
    "2, 10, 1, 2, 2",
    "1, 10, 1, 1, 1"
  })
  void smallerBooksHaveFewerAndSmallerClusters(
      int codes, int clusters, int count, int least, int most) {
    BoundedKMeans kMeans = new CodePartners(clusters).kMeans(codes, 1);
    assertThat(kMeans.clusters()).isEqualTo(count);
    assertThat(kMeans.least()).isEqualTo(least);
    assertThat(kMeans.most()).isEqualTo(most);
  }

  private static Matrix random(int codes, int width) {
    var random = new Random(codes);
    Matrix book = Matrix.zeros(codes, width);
    for (int i = 0; i < book.values().length; i++) {
      book.values()[i] = (float) random.nextGaussian();
    }
    return book;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 19, 20, 60, 256})
  void everyCodeHasAnotherOneAsItsPartner(int codes) {
    int[] partners = new CodePartners(10).draw(random(codes, 4), 7);
    assertThat(partners).hasSize(codes);
    for (int code = 0; code < codes; code++) {
      assertThat(partners[code]).isBetween(0, codes - 1).isNotEqualTo(code);
    }
    assertThat(new CodePartners(10).draw(random(codes, 4), 7)).containsExactly(partners);
  }

  @Test
  void aCodeThatIsAloneHasNone() {
    assertThat(new CodePartners(10).draw(random(1, 4), 7)).containsExactly(CodePartners.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodePartners(0))
        .withMessageContaining("clusters must be at least 1: 0");
  }

  /// Of two far-off heaps of three codes a partner is one of the other two, and over time each.
  @Test
  void partnersAreOfOneCluster() {
    var book = new Matrix(6, 1, new double[] {0, .1, .2, 9, 9.1, 9.2});
    var seen = new HashSet<Integer>();
    for (int seed = 0; seed < 20; seed++) {
      int[] partners = new CodePartners(2).draw(book, seed);
      for (int code = 0; code < 6; code++) {
        assertThat(partners[code] / 3).isEqualTo(code / 3);
      }
      seen.add(partners[1]);
    }
    assertThat(seen).isEqualTo(Set.of(0, 2));
  }
}
