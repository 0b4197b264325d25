package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodebooksTest {
  private static final int WIDTH = 5;

  private static Codebooks random(int levels, int codes, boolean unit, long seed) {
    var random = new Random(seed);
    var books = new ArrayList<Matrix>();
    for (int level = 0; level < levels; level++) {
      Matrix book = Matrix.zeros(codes, WIDTH);
      for (int i = 0; i < book.values().length; i++) {
        book.values()[i] = (float) (random.nextGaussian() / (level + 1));
      }
      books.add(book);
    }
    return new Codebooks(books, unit);
  }

  private static ItemVectors vectors(int items, long seed) {
    var random = new Random(seed);
    var values = new float[items * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new ItemVectors(items, WIDTH, values);
  }

  /// By the book: at each level all codes are tried, and the nearest one is taken off.
  private static int[] naive(Codebooks books, float[] vector, double[] distances) {
    float[] left = vector.clone();
    var codes = new int[books.levels()];
    for (int level = 0; level < codes.length; level++) {
      Matrix book = books.books().get(level);
      if (books.unit()) {
        double squares = 0;
        for (float value : left) {
          squares += value * value;
        }
        for (int d = 0; d < WIDTH; d++) {
          left[d] /= (float) Math.sqrt(squares);
        }
      }
      double least = Double.POSITIVE_INFINITY;
      for (int code = 0; code < book.rows(); code++) {
        double squares = 0;
        for (int d = 0; d < WIDTH; d++) {
          squares += Math.pow(left[d] - book.at(code, d), 2);
        }
        if (squares < least) {
          least = squares;
          codes[level] = code;
        }
      }
      distances[level] = least;
      for (int d = 0; d < WIDTH; d++) {
        left[d] -= (float) book.at(codes[level], d);
      }
    }
    return codes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLevelTakesTheNearestCodeOffWhatIsLeft(boolean unit) {
    Codebooks books = random(3, 7, unit, 1);
    ItemVectors vectors = vectors(60, 2);
    Quantized quantized = books.quantize(vectors);
    for (int item = 0; item < vectors.items(); item++) {
      var distances = new double[3];
      int[] codes = naive(books, vectors.rows(new int[] {item}), distances);
      assertThat(quantized.codes().of(item)).containsExactly(codes);
      for (int level = 0; level < 3; level++) {
        assertThat(quantized.distances()[level][item]).isCloseTo(distances[level], within(1e-5));
      }
      double[] last = quantized.lastDistances(item);
      assertThat(last).hasSize(7);
      assertThat(last[codes[2]]).isCloseTo(distances[2], within(1e-5));
      assertThat(Arrays.stream(last)).allMatch(distance -> distance >= distances[2] - 1e-5);
    }
  }

  @Test
  void aVectorHasTheSameCodesAloneAndInCompany() {
    Codebooks books = random(3, 16, true, 3);
    ItemVectors all = vectors(50, 4);
    Codes together = books.quantize(all).codes();
    for (int item = 0; item < all.items(); item++) {
      var alone = new ItemVectors(1, WIDTH, all.rows(new int[] {item}));
      assertThat(books.quantize(alone).codes().of(0)).containsExactly(together.of(item));
    }
  }

  @Test
  void booksAreOfOneWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Codebooks(List.of(Matrix.zeros(2, 3), Matrix.zeros(2, 4))))
        .withMessageContaining("[3, 4]");
    assertThatIllegalArgumentException().isThrownBy(() -> new Codebooks(List.of()));
  }
}
