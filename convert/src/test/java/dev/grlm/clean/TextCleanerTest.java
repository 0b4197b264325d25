package dev.grlm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
        "The Wall <Limited Edition> | The Wall <Limited Edition>",
        "i <3 you, a<x and c>d | i <3 you, a<x and c>d",
        "&lt;Limited Edition&gt; &lt;br&gt; B&B | <Limited Edition> B&B",
        "x <I>y</I > z <IMG src='a'> | x y z",
        "<!DOCTYPE html><!-- no --> yes <!-- open | yes <!-- open",
        "a <b | a <b",
        "<Japan Import> <p>new</p> </Japan Import> | <Japan Import> new </Japan Import>",
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

  /// Words, brackets and the odd known name without its brackets.
  @Test
  void textWithoutTagsAndEntitiesStaysAsItIs() {
    String[] pieces = {
      "<", ">", "</", "<!", "/>", "<3", "<x", "<Edition>", "b", "=", "\"", " ", "é", "\n", "--"
    };
    var random = new Random(11);
    int bracketed = 0;
    for (int round = 0; round < 20_000; round++) {
      var made = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        made.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = made.toString().replaceAll("(?i)</?b(?=[\\s/>])", "?").replace("<!--", "?");
      bracketed += text.matches("(?s).*<.*>.*") ? 1 : 0;
      assertThat(new TextCleaner().clean(text)).isEqualTo(text.strip().replaceAll("\\s+", " "));
    }
    assertThat(bracketed).isGreaterThan(5_000);
  }

  /// So long that whatever looks again from every bracket would not end today.
  @Test
  void aLongTextOfOpenBracketsStaysAsItIs() {
    String text = "<b ".repeat(300_000) + "<!-- ".repeat(300_000);
    assertThat(new TextCleaner().clean(text)).isEqualTo(text.strip());
  }

  @Test
  void deeplyNestedTagsEndInText() {
    assertThat(new TextCleaner().clean("<div>".repeat(20_000) + "deep")).isEqualTo("deep");
  }
}
