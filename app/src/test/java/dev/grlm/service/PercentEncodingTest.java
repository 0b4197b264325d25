package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aZ0 +%&=/?#ü語\n")
        .ofMaxLength(20)
        .map(text -> text + "😀".repeat(text.length() % 2));
  }

  @Property(tries = 200)
  void whatTheLibraryEscapesIsReadBack(@ForAll("texts") String text) {
    String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8);
    assertThat(PercentEncoding.decoded(escaped, true)).isEqualTo(text);
    assertThat(PercentEncoding.decoded(escaped.replace("+", "%20"), false)).isEqualTo(text);
  }

  @Test
  void aPlusIsABlankInAQueryOnly() {
    assertThat(PercentEncoding.decoded("a+b%2B", true)).isEqualTo("a b+");
    assertThat(PercentEncoding.decoded("a+b%2b", false)).isEqualTo("a+b+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%         | half an escape",
        "%4        | half an escape",
        "a%4       | half an escape",
        "%zz       | half an escape",
        "%+1       | half an escape",
        "%ff       | not UTF-8",
        "%c3       | not UTF-8",
        "%c0%80    | not UTF-8",
        "%ed%a0%80 | not UTF-8",
        "ü         | must be escaped",
      })
  void whatIsHalfOrNoTextIsRefusedAndNotRepaired(String text, String reason) {
    assertThatThrownBy(() -> PercentEncoding.decoded(text, true))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(400))
        .hasMessageContaining(reason);
  }
}
