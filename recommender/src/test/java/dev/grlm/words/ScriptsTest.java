package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {
  @Test
  void lettersAreOfScriptsAndDigitsSignsAndEmojiOfNone() {
    assertThat(Scripts.of("Nike 赤い 12 🌹 ®!"))
        .containsExactly(UnicodeScript.LATIN, UnicodeScript.HIRAGANA, UnicodeScript.HAN);
    assertThat(Scripts.of("12 🌹 ®! ー")).isEmpty();
    assertThat(Scripts.of("")).isEmpty();
  }

  /// The accent that follows a letter is inherited, not another script.
  @Test
  void marksBelongToTheirLetters() {
    assertThat(Scripts.of("e\u0301te\u0301")).containsExactly(UnicodeScript.LATIN);
    assertThat(Scripts.of("ไม้")).containsExactly(UnicodeScript.THAI);
  }

  @ParameterizedTest
  @CsvSource({
    "250 мл крема, CYRILLIC",
    "® tea, LATIN",
    "🌹バラ, KATAKANA",
    "1984, COMMON",
    "𠮷野家, HAN"
  })
  void aWordGoesByItsFirstLetter(String text, UnicodeScript script) {
    assertThat(Scripts.first(text)).isEqualTo(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "玫瑰",
        "red 玫瑰 soap",
        "くし",
        "カップ",
        "ｶｯﾌﾟ",
        "ＡＢＣ",
        "หวี",
        "ຫວີ",
        "ពែង",
        "ခွက်",
        "𠮷"
      })
  void wordsWithoutBlanksNeedADictionary(String text) {
    assertThat(Scripts.needDictionary(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "red soap", "crème", "мыло", "صابون", "साबुन", "장미 비누", "🌹🧼", "₤ € ™"})
  void otherWordsDoNot(String text) {
    assertThat(Scripts.needDictionary(text)).isFalse();
  }

  @Property(tries = 200)
  void asciiNeedsNoDictionaryAndIsAllLatin(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Scripts.needDictionary(text)).isFalse();
    assertThat(Scripts.of(text).contains(UnicodeScript.LATIN))
        .isEqualTo(text.chars().anyMatch(Character::isLetter));
  }

  @Test
  void namesReadAsPeopleWriteThem() {
    assertThat(Scripts.name(UnicodeScript.LATIN)).isEqualTo("Latin");
    assertThat(Scripts.name(UnicodeScript.CANADIAN_ABORIGINAL)).isEqualTo("Canadian aboriginal");
  }
}
