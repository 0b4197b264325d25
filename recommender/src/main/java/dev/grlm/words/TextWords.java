package dev.grlm.words;

import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;

/// The words of a text by which texts are compared: stems ([Language]) without stop words. What has
/// neither letter nor digit is no word. Where nothing is left, stop words count, and where there
/// are none either, emoji: "The The" and "🌹🧼" are names, too. Thread-safe.
public final class TextWords {
  /// What Lucene takes for emoji, and nobody for words.
  private static final Set<String> SIGNS = Set.of("®", "™", "©");

  private final Languages languages;
  private final WordSplitter words;
  private final WordSplitter withStopWords;

  public TextWords(Languages languages) {
    this.languages = languages;
    this.words =
        new WordSplitter(
            languages,
            stream ->
                stems(
                    WordSplitter.inEach(
                        languages,
                        stream,
                        (in, all) -> new StopFilter(in.folded(all), stopWords(in)))));
    this.withStopWords = new WordSplitter(languages, this::stems);
  }

  private TokenStream stems(TokenStream stream) {
    return WordSplitter.inEach(languages, stream, Language::stems);
  }

  /// Lucene's shorter list for English: what is so common that it says nothing of any text.
  private static CharArraySet stopWords(Language language) {
    return language == Language.ENGLISH
        ? EnglishAnalyzer.ENGLISH_STOP_WORDS_SET
        : language.stopWords();
  }

  /// What the words are read as.
  public Languages languages() {
    return languages;
  }

  /// In the order of the text, repeated where the text repeats them.
  public List<String> of(String text) {
    List<String> found = proper(words.split(text));
    if (!found.isEmpty() || text.isBlank()) {
      return found;
    }
    List<WordSplitter.Word> all = withStopWords.split(text);
    found = proper(all);
    return found.isEmpty()
        ? all.stream().map(WordSplitter.Word::text).filter(word -> !SIGNS.contains(word)).toList()
        : found;
  }

  private static List<String> proper(List<WordSplitter.Word> words) {
    return words.stream()
        .filter(WordSplitter.Word::hasLetterOrDigit)
        .map(WordSplitter.Word::text)
        .toList();
  }

  /// Whether any of the texts has a word.
  public boolean anyIn(List<String> texts) {
    return texts.stream().anyMatch(text -> !of(text).isEmpty());
  }
}
