package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeRevivalTest {
  private static final ItemVectors ENCODED = new ItemVectors(4, 1, new float[] {0, 1, 10, 12});

  @Test
  void theFirstBooksHaveAnItemForEveryCode() {
    Codebooks books = new CodeRevival(1).first(ENCODED, new RqVaeShape(1, List.of(), 1, 2, 2));
    Codes codes = books.quantize(ENCODED).codes();
    assertThat(CodebookReport.counts(codes, 0)).containsExactlyInAnyOrder(2, 2);
    assertThat(CodebookReport.counts(codes, 1)).doesNotContain(0);
  }

  @Test
  void codesThatNoItemHasTakeThePlaceOfWhatIsLeftOfOne() {
    var books =
        new Codebooks(
            List.of(
                new Matrix(3, 1, new double[] {0, 11, 500}),
                new Matrix(2, 1, new double[] {0, -90})));
    Codebooks revived = new CodeRevival(1).revived(books, ENCODED, 3);
    double[] first = revived.books().get(0).values();
    assertThat(first[0]).isZero();
    assertThat(first[1]).isEqualTo(11);
    assertThat(first[2]).as("an item").isIn(0.0, 1.0, 10.0, 12.0);
    assertThat(revived.books().get(1).values()[1]).as("what is left of one").isIn(0.0, 1.0, -1.0);
    assertThat(values(new CodeRevival(1).revived(books, ENCODED, 3))).isEqualTo(values(revived));
    assertThat(books.books().getFirst().values()[2]).as("unchanged").isEqualTo(500);
  }

  @Test
  void anotherEpochDrawsOtherItems() {
    var books = new Codebooks(List.of(new Matrix(5, 1, new double[] {5, 500, 600, 700, 800})));
    var seen = new java.util.HashSet<List<Double>>();
    for (int epoch = 1; epoch < 6; epoch++) {
      seen.add(values(new CodeRevival(1).revived(books, ENCODED, epoch)));
    }
    assertThat(seen).hasSizeGreaterThan(1);
  }

  private static List<Double> values(Codebooks books) {
    return books.books().stream()
        .flatMap(book -> java.util.Arrays.stream(book.values()).boxed())
        .toList();
  }
}
