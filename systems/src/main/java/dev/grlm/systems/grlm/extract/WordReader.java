package dev.grlm.systems.grlm.extract;

import dev.grlm.identifier.TermNormalForm;
import dev.grlm.words.Language;
import dev.grlm.words.Languages;
import dev.grlm.words.Quantities;
import dev.grlm.words.WordSplitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// The words of a text ([WordSplitter]) in normal form, and their stems. Confined to one thread; to
/// be closed.
public final class WordReader implements AutoCloseable {
  /// A word of a text.
  ///
  /// @param surface as written, in normal form
  /// @param stem what its inflected and accented forms have in common
  /// @param attached only blanks or hyphens stand between it and the word before
  /// @param isStopWord tells nothing about a thing
  public record StemmedWord(String surface, String stem, boolean attached, boolean isStopWord) {
    /// Digits with their punctuation.
    boolean isNumber() {
      return Quantities.isNumber(surface);
    }

    /// A number with a unit, or a unit.
    boolean isQuantity() {
      return Quantities.holdsUnit(surface);
    }

    boolean hasDigit() {
      return surface.codePoints().anyMatch(Character::isDigit);
    }

    /// More than a single letter, neither a number nor a quantity. An ideogram or a Korean syllable
    /// is a word of its own.
    boolean isProper() {
      int first = surface.codePointAt(0);
      boolean single = surface.codePointCount(0, surface.length()) == 1;
      return !isNumber()
          && !isQuantity()
          && (!single
              || Character.isIdeographic(first)
              || UnicodeScript.of(first) == UnicodeScript.HANGUL);
    }

    /// Neither a letter nor a digit, such as an emoji.
    boolean isSign() {
      return surface.codePoints().noneMatch(Character::isLetterOrDigit);
    }
  }

  private static final Set<Language> ENDINGS_BEHIND =
      EnumSet.of(
          Language.GERMAN,
          Language.FRENCH,
          Language.SPANISH,
          Language.PORTUGUESE,
          Language.DUTCH,
          Language.SWEDISH,
          Language.DANISH,
          Language.NORWEGIAN,
          Language.CATALAN,
          Language.GALICIAN);

  private static final int LONGEST_ENDING = 3;
  private static final int SHORTEST_SINGULAR = 3;
  private static final Pattern THOUSANDS = Pattern.compile(",(?=\\p{Nd}{3}(?!\\p{Nd}))");

  private final Languages languages;
  private final WordSplitter splitter;
  private final Map<Language, Analyzer> stems = new EnumMap<>(Language.class);
  private final Map<Language, Analyzer> folds = new EnumMap<>(Language.class);
  private final Map<String, Boolean> stopWordBySurface = new HashMap<>();
  private final Analyzer singulars = single(EnglishMinimalStemFilter::new);
  private final Map<String, String> stemBySurface = new HashMap<>();

  /// English words.
  public WordReader() {
    this(Languages.ENGLISH);
  }

  public WordReader(Languages languages) {
    this.languages = languages;
    this.splitter = new WordSplitter(languages);
  }

  private static Analyzer stems(Language language) {
    return language == Language.ENGLISH
        // The first leaves plurals alone that its dictionary lists.
        ? single(
            word -> new EnglishMinimalStemFilter(new KStemFilter(new ASCIIFoldingFilter(word))))
        : single(word -> new ASCIIFoldingFilter(language.stems(word)));
  }

  /// One word as a whole.
  private static Analyzer single(UnaryOperator<TokenStream> change) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        var source = new KeywordTokenizer();
        return new TokenStreamComponents(source, change.apply(source));
      }
    };
  }

  /// The words of `text` in order; a number and its unit are one word.
  public List<StemmedWord> read(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    var found = new ArrayList<QuantityWords.Piece>();
    int end = -1;
    for (WordSplitter.Word word : splitter.split(composed)) {
      String surface = TermNormalForm.of(withoutThousands(word.text()));
      if (surface.isEmpty()) {
        end = -1;
        continue;
      }
      String between = end < 0 || end > word.start() ? "." : composed.substring(end, word.start());
      found.add(new QuantityWords.Piece(surface, between));
      end = word.end();
    }
    return QuantityWords.joined(found, this::isStopWord).stream()
        .map(piece ->
            new StemmedWord(
                piece.surface(),
                stem(piece.surface()),
                piece.attached(),
                isStopWord(piece.surface())))
        .toList();
  }

  /// What `surface` may be the plural of, likeliest first: in English what its rules say, which is
  /// not always a word; in languages that put their endings behind the word, what is left without
  /// them. In others a shorter form may as well be another case: none.
  List<String> singulars(String surface) {
    Language language = languages.of(surface);
    if (language == Language.ENGLISH) {
      return List.of(only(singulars, surface));
    }
    if (!ENDINGS_BEHIND.contains(language)) {
      return List.of();
    }
    return IntStream.rangeClosed(surface.length() - LONGEST_ENDING, surface.length() - 1)
        .filter(end -> end >= SHORTEST_SINGULAR)
        .mapToObj(end -> surface.substring(0, end))
        .toList();
  }

  private String stem(String surface) {
    if (Quantities.holdsUnit(surface)) {
      return surface;
    }
    return stemBySurface.computeIfAbsent(
        surface, key -> only(stems.computeIfAbsent(languages.of(key), WordReader::stems), key));
  }

  private boolean isStopWord(String surface) {
    return stopWordBySurface.computeIfAbsent(
        surface,
        key -> {
          Language language = languages.of(key);
          Analyzer folding = folds.computeIfAbsent(language, in -> WordReader.single(in::folded));
          return language.stopWords().contains(only(folding, key));
        });
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

  /// `3,000` is three thousand, `1,5` one and a half.
  private static String withoutThousands(String token) {
    return token.indexOf(',') < 0
        ? token
        : THOUSANDS.matcher(token).replaceAll("").replace(',', '.');
  }

  @Override
  public void close() {
    splitter.close();
    stems.values().forEach(Analyzer::close);
    folds.values().forEach(Analyzer::close);
    singulars.close();
  }
}
