package dev.grlm.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.t5.T5Config;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderDecoderConfigTest {
  @ParameterizedTest
  @CsvSource({
    "width, 0",
    "layers, 0",
    "heads, 0",
    "headWidth, -3",
    "hidden, 0",
    "maxItems, 0",
    "dropout, 1",
    "labelSmoothing, 1",
    "labelSmoothing, -1",
    "microTokens, -7"
  })
  void whatCannotBeIsRefusedWithItsValue(String key, int value) {
    ObjectNode tree = (ObjectNode) Json.tree(EncoderDecoderConfig.SMALL);
    tree.put(key, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, EncoderDecoderConfig.class))
        .havingRootCause()
        .withMessageContaining(Integer.toString(value));
  }

  /// T5 version 1.0 with a head per level, a token for each code and one for padding and the start.
  @Test
  void theShapeIsThatOfThePaper() {
    T5Config shape = EncoderDecoderConfig.TIGER.shape(List.of(256, 256, 256, 7));
    assertThat(shape.levels()).containsExactly(256, 256, 256, 7);
    assertThat(shape.vocabularySize()).isEqualTo(776);
    assertThat(shape.encoderLayers()).isEqualTo(4);
    assertThat(shape.decoderLayers()).isEqualTo(4);
    assertThat(shape.heads() * shape.headWidth()).isEqualTo(384);
    assertThat(shape.dropout()).isEqualTo(.1);
    assertThat(shape.gated()).isFalse();
    assertThat(shape.tied()).isFalse();
    assertThat(shape.buckets()).isEqualTo(32);
    assertThat(shape.maxDistance()).isEqualTo(128);
    assertThat(EncoderDecoderConfig.LETTER.shape(List.of(256, 256, 256, 7))).isEqualTo(shape);
  }
}
