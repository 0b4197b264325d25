package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
  @Test
  void codesAreDifferentAndFindTheirLanguage() {
    assertThat(Arrays.stream(Language.values()).map(Language::code)).doesNotHaveDuplicates();
    assertThat(Language.of("ckb")).contains(Language.SORANI);
    assertThat(Language.of("xx")).isEmpty();
  }

  @Test
  void theUsualLanguageOfAScript() {
    assertThat(Language.usual(UnicodeScript.LATIN)).isEqualTo(Language.ENGLISH);
    assertThat(Language.usual(UnicodeScript.CYRILLIC)).isEqualTo(Language.RUSSIAN);
    assertThat(Language.usual(UnicodeScript.HAN)).isEqualTo(Language.CHINESE);
    assertThat(Language.usual(UnicodeScript.GEORGIAN)).isEqualTo(Language.UNDETERMINED);
  }

  /// What a filter of Lucene's needs to be told would show here.
  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageReadsAnyText(Language language) {
    var words = new TextWords(new Languages(byItsScripts(language)));
    String text = "Tea o'clock l'eau 250 чаю чаи шай чаёв چای صابونها शहदों कंघियाँ 장미 玫瑰 ไม้ тест";
    assertThat(words.of(text)).isNotEmpty().allMatch(word -> !word.isBlank());
    assertThat(words.of(text)).isEqualTo(words.of(text));
  }

  private static Map<UnicodeScript, Language> byItsScripts(Language language) {
    var scripts = new HashMap<UnicodeScript, Language>();
    language.scripts().forEach(script -> scripts.put(script, language));
    return scripts;
  }

  /// Otherwise a stop word would be looked for in a spelling that the list does not have.
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {
        "ENGLISH", "GERMAN", "FRENCH", "SPANISH", "RUSSIAN", "GREEK", "PERSIAN", "HINDI", "THAI",
        "DUTCH"
      })
  void aTextOfStopWordsAloneIsReadByThem(Language language) {
    List<String> stopWords =
        language.stopWords().stream()
            .map(word -> new String((char[]) word))
            .sorted()
            .limit(5)
            .toList();
    var words = new TextWords(new Languages(byItsScripts(language)));
    assertThat(words.of(String.join(" ", stopWords) + " 250"))
        .contains("250")
        .hasSizeLessThanOrEqualTo(6);
  }
}
