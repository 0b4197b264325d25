package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every text encoder promises; a test of an implementation extends it.
abstract class TextEncoderContract {
  /// A fitted encoder that knows the words of [#texts()].
  abstract TextEncoder encoder();

  /// As [#encoder()], of its own, to be closed by the test.
  abstract TextEncoder another();

  /// Several texts, no two of them meaning the same, all with known words.
  abstract List<String> texts();

  /// Texts of which an encoder can say nothing.
  List<String> textsWithoutWords() {
    return List.of("", " . ");
  }

  /// By how much a row may depend on its list.
  float tolerance() {
    return 0;
  }

  static float[] row(Embeddings embeddings, int row) {
    int width = embeddings.dimensions();
    return Arrays.copyOfRange(embeddings.values(), row * width, (row + 1) * width);
  }

  @Test
  void givesOneRowOfItsWidthPerText() {
    Embeddings embeddings = encoder().encode(texts());
    assertThat(embeddings.rows()).isEqualTo(texts().size());
    assertThat(embeddings.dimensions()).isEqualTo(encoder().dimensions()).isPositive();
  }

  @Test
  void rowsHaveLengthOne() {
    Embeddings embeddings = encoder().encode(texts());
    for (int row = 0; row < embeddings.rows(); row++) {
      assertThat(embeddings.cosine(row, row)).as(texts().get(row)).isCloseTo(1f, within(1e-5f));
    }
  }

  @Test
  void aTextGivesTheSameRowAloneAndInAList() {
    Embeddings together = encoder().encode(texts());
    for (int i = 0; i < texts().size(); i++) {
      Embeddings alone = encoder().encode(List.of(texts().get(i)));
      assertThat(alone.values()).containsExactly(row(together, i), within(tolerance()));
    }
  }

  @Test
  void differentTextsGiveDifferentRows() {
    Embeddings embeddings = encoder().encode(texts());
    for (int i = 1; i < texts().size(); i++) {
      assertThat(embeddings.cosine(0, i)).as(texts().get(i)).isLessThan(0.999f);
    }
  }

  @Test
  void aTextWithoutWordsGivesZeros() {
    assertThat(encoder().encode(textsWithoutWords()).values()).containsOnly(0f);
  }

  /// One of heap memory may go on; one of native memory must not be touched.
  @Test
  void closedItGoesOnOrSaysThatItIs() {
    TextEncoder encoder = another();
    encoder.close();
    encoder.close();
    assertThat(catchThrowable(() -> encoder.encode(texts())))
        .satisfiesAnyOf(
            nothing -> assertThat(nothing).isNull(),
            said ->
                assertThat(said)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("is closed"));
  }

  @Test
  void noTextsGiveNoRows() {
    Embeddings embeddings = encoder().encode(List.of());
    assertThat(embeddings.rows()).isZero();
    assertThat(embeddings.dimensions()).isEqualTo(encoder().dimensions());
  }
}
