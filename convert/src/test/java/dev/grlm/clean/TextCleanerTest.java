package dev.grlm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCleanerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rose &amp; lily | Rose & lily",
        "&amp;quot;soft&amp;quot; | \"soft\"",
        "one<br/>two<p>three</p> | one two three",
        "5 < 6 & 7 > 3 | 5 < 6 & 7 > 3",
        "a<script>alert(1)</script>b | a b",
        "AT&T | AT&T",
        "caf&eacute; | café",
      })
  void htmlBecomesPlainText(String html, String plain) {
    assertThat(new TextCleaner().clean(html)).isEqualTo(plain);
  }

  @Test
  void whatIsCleanedIsCounted() {
    var cleaner = new TextCleaner();
    cleaner.clean("plain");
    cleaner.clean("<b>bold</b>");
    cleaner.clean("a\u0001b");
    assertThat(cleaner.counts())
        .containsEntry(TextCleaner.HTML, 1L)
        .containsEntry(TextCleaner.CONTROLS, 1L);
  }

  @Test
  void deeplyNestedTagsEndInText() {
    assertThat(new TextCleaner().clean("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
  }
}
