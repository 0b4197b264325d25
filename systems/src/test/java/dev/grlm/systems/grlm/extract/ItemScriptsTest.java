package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemScriptsTest {
  private static ItemScripts scripts(String... titles) {
    var items = new ArrayList<Item>();
    for (String title : titles) {
      items.add(Item.titled("i" + items.size(), title));
    }
    var vocabulary =
        new TermVocabulary(
            new Catalog(items), List.of(), Languages.of(Languages.AUTO, List.of(titles)));
    return new ItemScripts(vocabulary, items.size());
  }

  @Test
  void anItemMayHaveTheScriptsOfItsWords() {
    ItemScripts scripts = scripts("Nike 红色 鞋", "สบู่", "soap 250");
    assertThat(scripts.allowed(0))
        .containsExactlyInAnyOrder(UnicodeScript.LATIN, UnicodeScript.HAN);
    assertThat(scripts.allowed(1)).containsExactly(UnicodeScript.THAI);
    assertThat(scripts.allowed(2)).containsExactly(UnicodeScript.LATIN);
  }

  @Test
  void anItemOfNoScriptMayHaveThatOfMostItems() {
    ItemScripts scripts = scripts("", "250", "мыло", "чай", "soap");
    assertThat(scripts.allowed(0)).containsExactly(UnicodeScript.CYRILLIC);
    assertThat(scripts.allowed(1)).containsExactly(UnicodeScript.CYRILLIC);
    assertThat(scripts("250", "").allowed(0)).as("there is none").isEmpty();
  }

  @Test
  void equallyManyGoByUnicodesOrder() {
    assertThat(scripts("", "мыло", "soap").allowed(0)).containsExactly(UnicodeScript.LATIN);
  }

  @Test
  void signsAloneAreAnItemOfSigns() {
    ItemScripts scripts = scripts("🌹🧼", "🌹 soap", "", "250", "soap");
    assertThat(scripts.ofSigns(0)).isTrue();
    assertThat(scripts.allowed(0)).isEmpty();
    assertThat(List.of(scripts.ofSigns(1), scripts.ofSigns(2), scripts.ofSigns(3)))
        .containsOnly(false);
  }

  /// Where an id in Latin letters is no stranger, it is a better name.
  @Test
  void aFirstWordIsANameOnlyWhereLatinIsForeign() {
    ItemScripts scripts = scripts("สบู่ กุหลาบ", "🌹", "soap", "Nike สบู่", "");
    assertThat(scripts.word(0)).isEqualTo("สบู่");
    assertThat(scripts.word(1)).isEqualTo("🌹");
    assertThat(scripts.word(2)).isEmpty();
    assertThat(scripts.word(3)).isEmpty();
    assertThat(scripts.word(4)).isEmpty();
  }
}
