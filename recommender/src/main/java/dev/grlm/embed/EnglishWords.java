package dev.grlm.embed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Splits a text into stems: markup and entities are resolved first (shop texts are full of
/// `&amp;`), then Lucene's standard tokenizer, English possessives, lower case, English stop words
/// and Porter's stemmer. What has neither letter nor digit is no word. Thread-safe.
final class EnglishWords {
  private static final String FIELD = "text";

  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var tokenizer = new StandardTokenizer();
          TokenStream words = new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer));
          words = new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
          return new TokenStreamComponents(tokenizer, new PorterStemFilter(words));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
          return new HTMLStripCharFilter(reader);
        }
      };

  private EnglishWords() {}

  /// In the order of the text, repeated where the text repeats them.
  static List<String> of(String text) {
    var words = new ArrayList<String>();
    try (TokenStream stream = ANALYZER.tokenStream(FIELD, text)) {
      CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        // the tokenizer takes ® and ™ for emoji and gives them as words
        if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
          words.add(word.toString());
        }
      }
      stream.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading a string in memory", impossible);
    }
    return words;
  }
}
