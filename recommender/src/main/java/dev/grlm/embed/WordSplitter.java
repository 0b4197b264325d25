package dev.grlm.embed;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Splits texts into words: markup and entities are resolved first (shop texts are full of
/// `&amp;`), then Lucene's standard tokenizer, English possessives and lower case. Thread-safe;
/// keeps buffers for each thread until it is closed.
///
/// Who uses it says by `further` what is left out and which stems are taken: the words of an
/// embedding are not those of a Term ID.
public final class WordSplitter implements AutoCloseable {
  private final Analyzer analyzer;

  /// A word of a text.
  ///
  /// @param text in lower case, or what further steps made of it
  /// @param start where it begins in the text as given
  /// @param end behind its last character and the markup that follows it
  public record Word(String text, int start, int end) {
    /// Whether people would call it one: the tokenizer takes ® and ™ for emoji and gives them as
    /// words.
    public boolean hasLetterOrDigit() {
      return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
  }

  /// Words as they are.
  public WordSplitter() {
    this(UnaryOperator.identity());
  }

  /// @param further what is done to the words, such as to leave some out or to take their stems
  @SuppressWarnings("exports") // whoever has something to add knows Lucene
  public WordSplitter(UnaryOperator<TokenStream> further) {
    this.analyzer =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            TokenStream words = new LowerCaseFilter(new EnglishPossessiveFilter(source));
            return new TokenStreamComponents(source, further.apply(words));
          }

          @Override
          protected Reader initReader(String field, Reader reader) {
            return new HTMLStripCharFilter(reader);
          }
        };
  }

  /// In the order of the text, repeated where the text repeats them.
  public List<Word> split(String text) {
    var found = new ArrayList<Word>();
    try (TokenStream stream = analyzer.tokenStream("", text)) {
      CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        found.add(new Word(word.toString(), place.startOffset(), place.endOffset()));
      }
      stream.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException("cannot read the words of '" + text + "'", impossible);
    }
    return found;
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
