package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen3ShapeTest {
  /// The sizes that the published checkpoints state.
  @ParameterizedTest
  @CsvSource({
    "0.6B, 596049920",
    "1.7B, 1720574976",
    "4B, 4022468096",
    "8B, 8190735360",
    "14B, 14768307200"
  })
  void hasThePublishedNumberOfWeights(String word, long size) {
    assertThat(Qwen3Shape.parse(word).config().size()).isEqualTo(size);
    assertThat(Qwen3Shape.parse(word).word()).isEqualTo(word);
  }

  @Test
  void countsTheWeightsThatThereAre() {
    for (boolean tied : new boolean[] {true, false}) {
      Qwen3Config config = TinyQwen3.config(4, 2, 6, tied);
      try (var model = new Qwen3(config, 0, 1)) {
        assertThat(config.size()).isEqualTo(model.parameters().size());
        assertThat(Qwen3.shapes(config).keySet())
            .containsExactlyElementsOf(model.parameters().shapes().keySet());
      }
    }
  }

  @Test
  void namesTheShapesThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Qwen3Shape.parse("32B"))
        .withMessage("unknown shape '32B'; it is one of [0.6B, 1.7B, 4B, 8B, 14B]");
  }
}
