package dev.grlm.coded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.decode.Among;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeDecoderConfigTest {
  @ParameterizedTest
  @CsvSource({
    "width, 0",
    "width, 66",
    "heads, 0",
    "hidden, 0",
    "slotHidden, 0",
    "maxSteps, 0",
    "dropout, 1",
    "labelSmoothing, 1",
    "labelSmoothing, -1"
  })
  void whatCannotBeIsRefusedWithItsValue(String key, int value) {
    ObjectNode tree = (ObjectNode) Json.tree(CodeDecoderConfig.DEFAULT);
    tree.put(key, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, CodeDecoderConfig.class))
        .havingRootCause()
        .withMessageContaining(Integer.toString(value));
  }

  /// The word alone would not say what it is for.
  @Test
  void anUnknownWordIsRefusedWithItsSetting() {
    ObjectNode tree = (ObjectNode) Json.tree(CodeDecoderConfig.DEFAULT);
    tree.put("among", "some");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, CodeDecoderConfig.class))
        .havingRootCause()
        .withMessage("unknown 'among': 'some'; it is one of [branches, all]");
  }

  /// A training that was done before there was the setting is not done again.
  @Test
  void whereASearchLooksIsSaidOnlyWhereItIsElsewhere() {
    CodeDecoderConfig all = CodeDecoderConfig.DEFAULT.withAmong(Among.ALL);
    assertThat(CodeDecoderConfig.DEFAULT.told().has("among")).isFalse();
    assertThat(all.told().path("among").asText()).isEqualTo("all");
    assertThat(all.taught()).isEqualTo(CodeDecoderConfig.DEFAULT.told());
    assertThat(CodeDecoderConfig.DEFAULT.asked()).isEmpty();
    assertThat(all.asked()).containsExactly(Map.entry("among", Among.ALL));
    assertThat(CodeDecoderConfig.notAsked("decoder"))
        .contains("decoder.width", "decoder.training")
        .doesNotContain("decoder.among");
  }

  @Test
  void neitherNumbersOfItemsNorKnownItemsTakePart() {
    TwoLevelConfig shape = CodeDecoderConfig.DEFAULT.shape(List.of(256, 256, 256, 7));
    assertThat(shape.slotSizes()).containsExactly(256, 256, 256, 7);
    assertThat(shape.steps()).as("numbers of items").isZero();
    assertThat(shape.lookahead()).isFalse();
    assertThat(CodeDecoderConfig.DEFAULT.weights().step()).isZero();
  }
}
