package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemWordsTest {
  private static ItemWords words(String title, String description, int length) {
    var items = List.of(TinyLessons.item(0, title, description));
    return new ItemWords(new Catalog(items), length);
  }

  /// A blank that stands early is no reason to lose what follows.
  @ParameterizedTest
  @CsvSource({
    "what it is and does, 100, what it is and does",
    "what it is and does, 19, what it is and does",
    "what it is and does, 18, what it is and",
    "what it is and does, 10, what it is",
    "what it is and does, 9, what it",
    "说明书的文字没有空格, 4, 说明书的",
    "Nike 说明书的文字没有空格, 10, Nike 说明书的文",
    "everlasting, 4, ever"
  })
  void aLongTextIsCutBehindAWordOrWithinALongOne(String text, int length, String expected) {
    assertThat(words("", text, length).description(0)).isEqualTo(expected);
    assertThat(new ItemWords(words(text, "", 0).catalog(), length, 0).title(0)).isEqualTo(expected);
  }

  @Test
  void noCharacterIsHalved() {
    String smiles = "\uD83D\uDE00".repeat(5);
    assertThat(words("", smiles, 5).description(0)).isEqualTo("\uD83D\uDE00".repeat(2));
  }

  @Test
  void aTextStandsOnOneLine() {
    ItemWords words = words(" a\n\tb  c ", "x\n y", 100);
    assertThat(words.title(0)).isEqualTo("a b c");
    assertThat(words.description(0)).isEqualTo("x y");
  }

  @Test
  void anItemHasWhatIsShownOfIt() {
    ItemWords words = words(" ", "说明书", 0);
    assertThat(words.has(0, LessonKind.Field.CODES)).isTrue();
    assertThat(words.has(0, LessonKind.Field.TITLE)).isFalse();
    assertThat(words.has(0, LessonKind.Field.DESCRIPTION)).as("of length 0").isFalse();
    var all = new ItemWords(TinyLessons.described().catalog(), 200);
    assertThat(all.having(LessonKind.Field.DESCRIPTION)).hasToString("{0, 1, 2, 3, 4}");
    assertThat(all.having(LessonKind.Field.TITLE).get(5)).isFalse();
    assertThat(all.having(LessonKind.Field.CODES).cardinality()).isEqualTo(TinyLessons.ITEMS);
  }
}
