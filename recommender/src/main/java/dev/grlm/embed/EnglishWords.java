package dev.grlm.embed;

import java.util.List;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;

/// The stems of a text: its words ([WordSplitter]) without English stop words, by Porter's stemmer.
/// What has neither letter nor digit is no word. Thread-safe.
final class EnglishWords {
  private static final WordSplitter SPLITTER =
      new WordSplitter(words ->
          new PorterStemFilter(new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET)));

  private EnglishWords() {}

  /// In the order of the text, repeated where the text repeats them.
  static List<String> of(String text) {
    return SPLITTER.split(text).stream()
        .filter(WordSplitter.Word::hasLetterOrDigit)
        .map(WordSplitter.Word::text)
        .toList();
  }
}
