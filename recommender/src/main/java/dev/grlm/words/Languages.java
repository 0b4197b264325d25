package dev.grlm.words;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// What language the words of some texts are in, by the script of the word: one text may have Latin
/// and Chinese words. Immutable and thread-safe.
///
/// @param byScript a word in any other script is taken as it is
public record Languages(Map<UnicodeScript, Language> byScript) {
  /// Languages are told apart by what the texts say.
  public static final String AUTO = "auto";

  /// English, and nothing known of other scripts.
  public static final Languages ENGLISH =
      new Languages(Map.of(UnicodeScript.LATIN, Language.ENGLISH));

  public Languages {
    var sorted = new EnumMap<UnicodeScript, Language>(UnicodeScript.class);
    sorted.putAll(byScript);
    byScript = Collections.unmodifiableMap(sorted);
  }

  /// The languages of these texts.
  ///
  /// @param setting [#AUTO], or the code of the language that words in its scripts are in; other
  ///   scripts are looked at
  public static Languages of(String setting, List<String> texts) {
    require(setting);
    var all = new EnumMap<>(LanguageDetection.of(texts).byScript);
    Language.of(setting)
        .ifPresent(given -> given.scripts().forEach(script -> all.put(script, given)));
    if (setting.equals(Language.UNDETERMINED.code())) {
      all.replaceAll((_, _) -> Language.UNDETERMINED);
      all.put(UnicodeScript.LATIN, Language.UNDETERMINED);
    }
    return new Languages(all);
  }

  /// @throws IllegalArgumentException naming the word and what it may be
  public static void require(String setting) {
    if (!setting.equals(AUTO) && Language.of(setting).isEmpty()) {
      throw new IllegalArgumentException(
          "unknown language '%s'; it is %s or one of %s"
              .formatted(
                  setting, AUTO, Arrays.stream(Language.values()).map(Language::code).toList()));
    }
  }

  /// The inverse of [#codes()].
  ///
  /// @throws IllegalArgumentException naming the word, when it is no script or no language
  public static Languages ofCodes(Map<String, String> codes) {
    var all = new EnumMap<UnicodeScript, Language>(UnicodeScript.class);
    codes.forEach((script, code) ->
        all.put(
            UnicodeScript.forName(script.replace(' ', '_')),
            Language.of(code)
                .orElseThrow(
                    () -> new IllegalArgumentException("unknown language '" + code + "'"))));
    return new Languages(all);
  }

  /// As JSON: `{"Latin": "de", "Thai": "th"}`.
  public SequencedMap<String, String> codes() {
    var codes = new LinkedHashMap<String, String>();
    var byName = new TreeMap<String, String>();
    byScript.forEach((script, language) -> byName.put(Scripts.name(script), language.code()));
    codes.putAll(byName);
    return codes;
  }

  /// How words of a script are read, for a person: `Latin words, read as de`.
  public String told(UnicodeScript script) {
    Language language = byScript.getOrDefault(script, Language.UNDETERMINED);
    String words = Scripts.name(script) + " words, ";
    return language == Language.UNDETERMINED
        ? words + "taken as they are"
        : words + "read as " + language.code();
  }

  /// Of a word. What has no letters, such as a number, goes with the Latin words.
  public Language of(CharSequence word) {
    UnicodeScript script = Scripts.first(word);
    return script == UnicodeScript.COMMON
        ? byScript.getOrDefault(UnicodeScript.LATIN, Language.ENGLISH)
        : byScript.getOrDefault(script, Language.UNDETERMINED);
  }

  /// The languages that words may be in, in the order of their enumeration.
  Set<Language> all() {
    Set<Language> all = EnumSet.of(byScript.getOrDefault(UnicodeScript.LATIN, Language.ENGLISH));
    all.addAll(byScript.values());
    return all;
  }

  /// Whether all words are read as English, or are in no script that is known.
  public boolean onlyEnglish() {
    return equals(ENGLISH);
  }
}
