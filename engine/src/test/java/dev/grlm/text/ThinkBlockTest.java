package dev.grlm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkBlockTest {
  /// A `/` stands for a newline.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [a, b]                           | [a, b]     | false
          ''                               | ''         | false
          a < think > b                    | a < think > b | false
          <think>//&lt;//</think>//[a, b]  | [a, b]     | true
          <think></think>[a, b]            | [a, b]     | true
          <think>hm, a/b                   | ''         | true
          [a, b]<think>hm                  | [a, b]     | true
          <think>1</think>a<think>2</think>b | ab       | true
          hm/</think>//[a, b]              | [a, b]     | true
          <think>1<think>2</think>3</think>a | a        | true
          [a,/b]                           | [a,/b]     | false
          """)
  void stripsThoughtsAndSaysSo(String generated, String answer, boolean found) {
    String text = generated.replace("</think>", "\u0000").replace('/', '\n');
    ThinkBlock stripped = ThinkBlock.strip(text.replace("\u0000", "</think>"));
    assertThat(stripped.answer()).isEqualTo(answer.replace('/', '\n'));
    assertThat(stripped.found()).isEqualTo(found);
  }
}
