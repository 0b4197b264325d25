package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermNormalFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "shampoo|shampoo",
        "~  Shampoo ~|shampoo",
        "Nail Polish|nail-polish",
        "~nail \t polish~|nail-polish",
        "~nail\u00a0polish~|nail-polish",
        "~[shampoo~|shampoo",
        "~'shampoo',~|shampoo",
        "“shampoo”|shampoo",
        "~( \"color care\" ),~|color-care",
        "L'Oréal|l'oréal",
        "L'Ore\u0301al|l'oréal",
        "1,000|1-000",
        "100%-Pure|100%-pure",
        "TITLE|title",
        "~[ ]~|~~",
        "~,\"'~|~~",
      })
  void hasOneFormPerTerm(String written, String form) {
    assertThat(TermNormalForm.of(written)).isEqualTo(form);
  }

  @Property
  void isItsOwnForm(@ForAll String written) {
    String form = TermNormalForm.of(written);
    assertThat(TermNormalForm.of(form)).isEqualTo(form);
  }

  @Property
  void staysInOneCellAndOneBracketedList(@ForAll String written) {
    String form = TermNormalForm.of(written);
    assertThat(form).doesNotContain(",", "[", "]", "\t", "\n", "\r", " ");
    assertThat(Normalizer.isNormalized(form, Normalizer.Form.NFC)).isTrue();
  }
}
