package dev.grlm.systems.grlm.extract;

import dev.grlm.embed.WordSplitter;
import dev.grlm.identifier.TermNormalForm;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.ClasspathResourceLoader;

/// The words of a text ([WordSplitter]) in normal form, and their stems. Confined to one thread; to
/// be closed.
public final class WordReader implements AutoCloseable {
  /// A word of a text.
  ///
  /// @param surface as written, in normal form
  /// @param stem what its inflected and accented forms have in common
  /// @param attached only blanks or hyphens stand between it and the word before
  public record StemmedWord(String surface, String stem, boolean attached) {
    /// Digits with their punctuation.
    boolean isNumber() {
      return surface.codePoints().anyMatch(Character::isDigit) && !hasLetter();
    }

    boolean hasDigit() {
      return surface.codePoints().anyMatch(Character::isDigit);
    }

    boolean isStopWord() {
      return STOP_WORDS.contains(surface);
    }

    /// More than a single letter, and not a number. An ideogram is a word of its own.
    boolean isProper() {
      boolean single = surface.codePointCount(0, surface.length()) == 1;
      return !isNumber() && (!single || Character.isIdeographic(surface.codePointAt(0)));
    }

    private boolean hasLetter() {
      return surface.codePoints().anyMatch(Character::isLetter);
    }
  }

  private static final CharArraySet STOP_WORDS = stopWords();

  private final WordSplitter splitter = new WordSplitter();
  private final Analyzer stems =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
          var source = new KeywordTokenizer();
          return new TokenStreamComponents(
              source,
              // The first leaves plurals alone that its dictionary lists.
              new EnglishMinimalStemFilter(new KStemFilter(new ASCIIFoldingFilter(source))));
        }
      };
  private final Analyzer singulars =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
          var source = new KeywordTokenizer();
          return new TokenStreamComponents(source, new EnglishMinimalStemFilter(source));
        }
      };
  private final Map<String, String> stemBySurface = new HashMap<>();

  /// The words of `text` in order.
  public List<StemmedWord> read(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    var found = new ArrayList<StemmedWord>();
    int end = -1;
    for (WordSplitter.Word word : splitter.split(composed)) {
      String surface = TermNormalForm.of(withoutThousands(word.text()));
      if (surface.isEmpty()) {
        end = -1;
        continue;
      }
      boolean attached = end >= 0 && onlyJoins(composed, end, word.start());
      found.add(new StemmedWord(surface, stem(surface), attached));
      end = word.end();
    }
    return found;
  }

  /// `surface` without the ending of a plural; not always a word.
  String singular(String surface) {
    return only(singulars, surface);
  }

  private String stem(String surface) {
    return stemBySurface.computeIfAbsent(surface, key -> only(stems, key));
  }

  private static String only(Analyzer analyzer, String surface) {
    try (TokenStream stream = analyzer.tokenStream("", surface)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      String found = stream.incrementToken() ? term.toString() : "";
      stream.end();
      return found.isBlank() ? surface : found;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot stem '" + surface + "'", failure);
    }
  }

  /// Lucene's list for English. Its module opens it to Lucene's own loader alone.
  private static CharArraySet stopWords() {
    String name = "english_stop.txt";
    try (var list =
        new InputStreamReader(
            new ClasspathResourceLoader(SnowballFilter.class).openResource(name),
            StandardCharsets.UTF_8)) {
      return CharArraySet.unmodifiableSet(WordlistLoader.getSnowballWordSet(list));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + name, failure);
    }
  }

  private static String withoutThousands(String token) {
    return token.indexOf(',') < 0 ? token : token.replace(",", "");
  }

  private static boolean onlyJoins(String text, int from, int to) {
    return from <= to
        && text.substring(from, to).chars().allMatch(c -> c == '-' || Character.isWhitespace(c));
  }

  @Override
  public void close() {
    splitter.close();
    stems.close();
    singulars.close();
  }
}
