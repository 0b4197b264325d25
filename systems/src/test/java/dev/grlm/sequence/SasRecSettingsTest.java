package dev.grlm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SasRecSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "width, 0",
    "width, 63",
    "heads, 0",
    "blocks, -1",
    "hidden, 0",
    "length, 0",
    "dropout, 1",
    "dropout, -0.1",
    "negatives, -1",
    "sampledAbove, -1"
  })
  void whatCannotBeIsRefusedWithItsValue(String key, double value) {
    ObjectNode tree = (ObjectNode) Json.tree(SasRecSettings.DEFAULT);
    tree.put("heads", 2);
    if (value == Math.rint(value) && !key.equals("dropout")) {
      tree.put(key, (int) value);
    } else {
      tree.put(key, value);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(tree, SasRecSettings.class))
        .havingRootCause()
        .withMessageContaining(key)
        .withMessageContaining(Json.line(tree.get(key)));
  }

  @Test
  void allItemsAreComparedUpToASizeAndASampleAbove() {
    SasRecSettings settings = TinySasRec.settings(1, 0, 256, 20_000);
    assertThat(settings.negativesOf(20_000)).isZero();
    assertThat(settings.negativesOf(20_001)).isEqualTo(256);
    assertThat(TinySasRec.settings(1, 0, 256, 10).negativesOf(100)).isEqualTo(100);
    assertThat(TinySasRec.settings(1, 0, 0, 10).negativesOf(100_000)).isZero();
  }
}
