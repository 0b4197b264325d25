package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EmbeddingsTest extends EmbeddingRowsContract {
  @Override
  void with(Embeddings rows, Check check) throws IOException {
    check.of(rows);
  }

  @Test
  void inMemoryIsItself() {
    var rows = new Embeddings(1, 1, new float[] {1});
    assertThat(rows.inMemory()).isSameAs(rows);
  }

  @Test
  void aCosineIsTheProductOfTwoRows() {
    var rows = new Embeddings(3, 2, new float[] {.6f, .8f, -.8f, .6f, 1, 0});
    assertThat(rows.cosine(0, 1)).isZero();
    assertThat(rows.cosine(0, 2)).isEqualTo(.6f);
    assertThat(rows.cosine(2, 1)).isEqualTo(-.8f);
  }

  @Test
  void refusesAnotherNumberOfValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embeddings(2, 3, new float[5]))
        .withMessage("2 × 3 values expected, found 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Embeddings(1 << 16, 1 << 16, new float[0]))
        .withMessage("65536 × 65536 values expected, found 0");
  }

  @Test
  void moreThanAnArrayHoldsIsNamed() {
    var many =
        new EmbeddingRows() {
          @Override
          public int rows() {
            return 1 << 20;
          }

          @Override
          public int dimensions() {
            return 1 << 12;
          }

          @Override
          public void copyRow(int row, float[] into, int start) {}
        };
    assertThatIllegalArgumentException()
        .isThrownBy(many::inMemory)
        .withMessage("1048576 × 4096 values are more than one array holds");
  }
}
