package dev.grlm.words;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.cjk.CJKWidthCharFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.ConditionalTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Splits texts into words: markup and entities are resolved first (shop texts are full of
/// `&amp;`), then Lucene's standard tokenizer, English possessives and lower case. A text with
/// words that follow each other without blanks ([Scripts]) is split by ICU's dictionaries instead,
/// and letters of half or full width are made plain. Thread-safe; keeps buffers for each thread
/// until it is closed.
///
/// Who uses it says by `further` what is left out and which stems are taken: the words of an
/// embedding are not those of a Term ID.
public final class WordSplitter implements AutoCloseable {
  private final Languages languages;
  private final UnaryOperator<TokenStream> further;
  private final Analyzer byBlanks;
  private final Analyzer byDictionary;

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
    this(Languages.ENGLISH);
  }

  /// Words as they are written in these languages.
  public WordSplitter(Languages languages) {
    this(languages, UnaryOperator.identity());
  }

  /// @param further what is done to the words, such as to leave some out or to take their stems
  @SuppressWarnings("exports") // whoever has something to add knows Lucene
  public WordSplitter(Languages languages, UnaryOperator<TokenStream> further) {
    this.languages = languages;
    this.further = further;
    this.byBlanks = analyzer(StandardTokenizer::new, HTMLStripCharFilter::new);
    this.byDictionary =
        analyzer(
            ICUTokenizer::new, reader -> new CJKWidthCharFilter(new HTMLStripCharFilter(reader)));
  }

  private Analyzer analyzer(Supplier<Tokenizer> tokenizer, UnaryOperator<Reader> reading) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = tokenizer.get();
        TokenStream words = inEach(languages, source, Language::lower);
        words = new LowerCaseFilter(new EnglishPossessiveFilter(words));
        words = inEach(languages, words, Language::written);
        return new TokenStreamComponents(source, further.apply(words));
      }

      @Override
      protected Reader initReader(String field, Reader reader) {
        return reading.apply(reader);
      }
    };
  }

  /// What a language does to words.
  @FunctionalInterface
  interface Step {
    TokenStream in(Language language, TokenStream words);
  }

  /// Every word as its language does it.
  @SuppressWarnings("ReferenceEquality") // the same stream says that nothing is done
  static TokenStream inEach(Languages languages, TokenStream words, Step step) {
    TokenStream all = words;
    for (Language language : languages.all()) {
      if (step.in(language, all) != all) {
        all = new InLanguage(languages, language, all, step);
      }
    }
    return all;
  }

  private static final class InLanguage extends ConditionalTokenFilter {
    private final Languages languages;
    private final Language language;
    private final CharTermAttribute word = addAttribute(CharTermAttribute.class);

    InLanguage(Languages languages, Language language, TokenStream words, Step step) {
      super(words, one -> step.in(language, one));
      this.languages = languages;
      this.language = language;
    }

    @Override
    protected boolean shouldFilter() {
      return languages.of(word) == language;
    }
  }

  /// In the order of the text, repeated where the text repeats them.
  public List<Word> split(String text) {
    var found = new ArrayList<Word>();
    Analyzer analyzer = Scripts.needDictionary(text) ? byDictionary : byBlanks;
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
    byBlanks.close();
    byDictionary.close();
  }
}
