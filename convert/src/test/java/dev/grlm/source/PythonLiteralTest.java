package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
  @Test
  void aDictOfEveryKindBecomesJson() throws IOException {
    String literal =
        "{'a': \"it's\", u'b': [1, -2.5, True, None, (), {}], 'c': 'x\\ty\\\\ \\u00e9 \\'q\\'',}";
    assertThat(PythonLiteral.parse(literal).toString())
        .isEqualTo("{\"a\":\"it's\",\"b\":[1,-2.5,true,null,[],{}],\"c\":\"x\\ty\\\\ é 'q'\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{'a'}",
        "{'a': }",
        "{1: 2}",
        "['a' 'b']",
        "'open",
        "{} {}",
        "lambda",
        "{'a': 1, 'a': 2}",
        "'\\u12'"
      })
  void whatIsNoLiteralIsRefusedWithItsColumn(String text) {
    assertThatThrownBy(() -> PythonLiteral.parse(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("column");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> PythonLiteral.parse("[".repeat(100_000)))
        .hasMessageContaining("nested deeper");
  }
}
