package dev.grlm.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.embed.Embeddings;
import dev.grlm.embed.PretrainedEncoders;
import dev.grlm.embed.TextEncoder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  private static double cosine(Embeddings rows, int one, int other) {
    double product = 0;
    for (int d = 0; d < rows.dimensions(); d++) {
      product +=
          rows.values()[one * rows.dimensions() + d] * rows.values()[other * rows.dimensions() + d];
    }
    return product;
  }

  @Test
  void itIsFoundByNameAndTellsWhatIsAlikeWithoutAWordInCommon() throws IOException {
    var found = PretrainedEncoders.named("minilm");
    assertThat(found.origin()).contains("Apache-2.0");
    try (TextEncoder encoder = found.load()) {
      Embeddings rows =
          encoder.encode(List.of("a lamp for the kitchen", "cooking area light", "dog food", " "));
      assertThat(rows.dimensions()).isEqualTo(encoder.dimensions()).isEqualTo(384);
      assertThat(cosine(rows, 0, 0)).isCloseTo(1, within(1e-5));
      assertThat(cosine(rows, 0, 1)).isGreaterThan(cosine(rows, 0, 2) + .2);
      assertThat(cosine(rows, 3, 3)).isZero();
      assertThat(encoder.encode(List.of("dog food")).values())
          .as("alone as in a list")
          .containsExactly(
              java.util.Arrays.copyOfRange(rows.values(), 2 * 384, 3 * 384), within(1e-5f));
    }
  }
}
