package dev.grlm.words;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells the languages of texts by their scripts and stop words. Of the languages of one script
/// that one is taken whose stop words are seen most; a stop word of several languages counts for
/// each of them in parts, so that `the` says more than `men`. What is usual in the script needs no
/// proof; another language must show several different stop words, and twice as many as the usual
/// one: product names in English have next to none. Where titles are all of one form, one word that
/// joins the others will do.
final class LanguageDetection {
  /// Texts that are looked at, evenly spread; more say nothing new.
  private static final int SAMPLE = 1_000;

  /// Different stop words that another language than the usual one must show.
  private static final int FEWEST_STOP_WORDS = 4;

  /// Share of the words that they must be.
  private static final double LEAST_SHARE = 0.03;

  /// A word that joins others has some behind it: of the titles with it inside, at most one per
  /// this many others may end with such a word. A pot is a ware in English, and `can` in Romanian.
  private static final int INSIDE_PER_END = 4;

  /// How often as many as those of the usual language.
  private static final double LEAD = 2;

  /// A list with more words has others than those that only serve the grammar: Estonian's has names
  /// of everyday things, and is seen in any text.
  private static final int LONGEST_LIST = 400;

  /// Words in kana, beside one in Han characters, that make the text Japanese.
  private static final double KANA = 0.1;

  private static final Map<String, List<Language>> LANGUAGES_BY_STOP_WORD = byStopWord();

  private final Map<UnicodeScript, Integer> words = new EnumMap<>(UnicodeScript.class);

  /// Texts of at least three words.
  private final Map<UnicodeScript, Integer> phrases = new EnumMap<>(UnicodeScript.class);

  /// Of these, those with a stop word inside.
  private final Map<Language, Integer> joined = new EnumMap<>(Language.class);

  /// Texts of several words that end with a stop word.
  private final Map<Language, Integer> ended = new EnumMap<>(Language.class);

  private final Map<Language, Double> weights = new EnumMap<>(Language.class);
  private final Map<Language, Set<String>> seen = new EnumMap<>(Language.class);

  private LanguageDetection() {}

  static Languages of(List<String> texts) {
    var detection = new LanguageDetection();
    int size = Math.min(SAMPLE, texts.size());
    try (var splitter = new WordSplitter()) {
      for (int place = 0; place < size; place++) {
        String text = texts.get((int) ((long) place * texts.size() / size));
        detection.read(splitter.split(text).stream().map(WordSplitter.Word::text).toList());
      }
    }
    return detection.languages();
  }

  private static Map<String, List<Language>> byStopWord() {
    Map<String, List<Language>> languages = new HashMap<>();
    for (Language language : Language.values()) {
      if (language.stopWords().size() <= LONGEST_LIST) {
        for (Object word : language.stopWords()) {
          languages
              .computeIfAbsent(new String((char[]) word), _ -> new ArrayList<>())
              .add(language);
        }
      }
    }
    return languages;
  }

  private void read(List<String> text) {
    text.forEach(this::read);
    if (text.size() >= 2) {
      having(text.getLast()).forEach(language -> ended.merge(language, 1, Integer::sum));
    }
    if (text.size() >= 3) {
      phrases.merge(Scripts.first(text.getFirst()), 1, Integer::sum);
      Set<Language> joining = EnumSet.noneOf(Language.class);
      text.subList(1, text.size() - 1).forEach(word -> joining.addAll(having(word)));
      joining.forEach(language -> joined.merge(language, 1, Integer::sum));
    }
  }

  private static List<Language> having(String word) {
    return LANGUAGES_BY_STOP_WORD.getOrDefault(word, List.of());
  }

  private void read(String word) {
    UnicodeScript script = Scripts.first(word);
    if (script == UnicodeScript.COMMON) {
      return;
    }
    words.merge(script, 1, Integer::sum);
    List<Language> having =
        having(word).stream().filter(language -> language.scripts().contains(script)).toList();
    for (Language language : having) {
      weights.merge(language, 1.0 / having.size(), Double::sum);
      seen.computeIfAbsent(language, _ -> new HashSet<>()).add(word);
    }
  }

  private Languages languages() {
    var languages = new EnumMap<UnicodeScript, Language>(UnicodeScript.class);
    languages.put(UnicodeScript.LATIN, language(UnicodeScript.LATIN));
    words.keySet().forEach(script -> languages.put(script, language(script)));
    return new Languages(languages);
  }

  private Language language(UnicodeScript script) {
    Language usual = Language.usual(script);
    if (script == UnicodeScript.HAN) {
      return count(UnicodeScript.HIRAGANA) + count(UnicodeScript.KATAKANA) > KANA * count(script)
          ? Language.JAPANESE
          : usual;
    }
    double least = Math.max(LEAST_SHARE * count(script), LEAD * weight(usual));
    return Arrays.stream(Language.values())
        .filter(language -> language != usual && language.scripts().contains(script))
        .filter(language ->
            (showsMany(language) && weight(language) >= least) || joins(language, script))
        .max(Comparator.comparingDouble(this::weight))
        .orElse(usual);
  }

  private boolean showsMany(Language language) {
    return seen.getOrDefault(language, Set.of()).size() >= FEWEST_STOP_WORDS;
  }

  /// `Kamm aus Holz`, `Becher aus Holz`: one word inside of most texts and at the end of few, and
  /// none of the usual language.
  private boolean joins(Language language, UnicodeScript script) {
    int inside = joined.getOrDefault(language, 0);
    return inside >= FEWEST_STOP_WORDS
        && 2 * inside >= phrases.getOrDefault(script, 0)
        && INSIDE_PER_END * ended.getOrDefault(language, 0) <= inside
        && weight(Language.usual(script)) == 0;
  }

  private int count(UnicodeScript script) {
    return words.getOrDefault(script, 0);
  }

  private double weight(Language language) {
    return weights.getOrDefault(language, 0.0);
  }
}
