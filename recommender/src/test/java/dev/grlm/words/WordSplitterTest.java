package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.junit.jupiter.api.Test;

class WordSplitterTest {
  private static List<String> words(String text) {
    try (var splitter = new WordSplitter()) {
      return splitter.split(text).stream().map(WordSplitter.Word::text).toList();
    }
  }

  @Test
  void markupPunctuationAndPossessivesGoCaseIsLowered() {
    assertThat(words("<b>O'Neil's</b> 8-oz. Soft &amp; Silky CR\u00C8ME 3,000 ml"))
        .containsExactly("o'neil", "8", "oz", "soft", "silky", "cr\u00E8me", "3,000", "ml");
    assertThat(words("")).isEmpty();
    assertThat(words(" - . ")).isEmpty();
  }

  @Test
  void everyIdeogramIsAWord() {
    assertThat(words("保湿 cream")).containsExactly("保", "湿", "cream");
  }

  @Test
  void aSignIsAWordThatPeopleWouldNotCallOne() {
    try (var splitter = new WordSplitter()) {
      assertThat(
              splitter.split("Nivea® 7").stream()
                  .collect(
                      Collectors.toMap(
                          WordSplitter.Word::text, WordSplitter.Word::hasLetterOrDigit)))
          .containsOnly(Map.entry("nivea", true), Map.entry("®", false), Map.entry("7", true));
    }
  }

  @Test
  void placesAreThoseOfTheTextAsGiven() {
    String text = "a <i>Tea </i> &amp; caf\u00E9&#39;s <b>pot</b>";
    try (var splitter = new WordSplitter()) {
      List<WordSplitter.Word> found = splitter.split(text);
      assertThat(found)
          .extracting(WordSplitter.Word::text)
          .containsExactly("a", "tea", "caf\u00E9", "pot");
      assertThat(found)
          .extracting(word -> text.substring(word.start(), word.end()))
          .contains("a", "Tea", "pot</b>");
      assertThat(found.get(2).start()).isEqualTo(text.indexOf("caf"));
    }
  }

  @Test
  void furtherStepsSeeTheWords() {
    try (var splitter =
        new WordSplitter(
            Languages.ENGLISH,
            stream -> new StopFilter(stream, new CharArraySet(List.of("tea"), false)))) {
      assertThat(splitter.split("Green TEA pot"))
          .extracting(WordSplitter.Word::text)
          .containsExactly("green", "pot");
    }
  }

  @Property(tries = 300)
  void whateverTheTextPlacesRise(@ForAll String text) {
    try (var splitter = new WordSplitter()) {
      int end = 0;
      for (WordSplitter.Word word : splitter.split(text)) {
        assertThat(word.text()).isNotEmpty();
        assertThat(word.start()).isBetween(end, word.end());
        assertThat(word.end()).isLessThanOrEqualTo(text.length());
        end = word.end();
      }
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    try (var splitter = new WordSplitter();
        var pool = Executors.newFixedThreadPool(3)) {
      List<Callable<List<String>>> works =
          IntStream.range(0, 60)
              .<Callable<List<String>>>mapToObj(number ->
                  () ->
                      splitter.split(("w" + number + " ").repeat(50)).stream()
                          .map(WordSplitter.Word::text)
                          .distinct()
                          .toList())
              .toList();
      int number = 0;
      for (var done : pool.invokeAll(works)) {
        assertThat(done.get()).containsExactly("w" + number++);
      }
    }
  }
}
