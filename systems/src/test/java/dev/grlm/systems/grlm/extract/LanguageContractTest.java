package dev.grlm.systems.grlm.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.embed.LsaConfig;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.neighbor.ExactNeighbors;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.testkit.LanguageShop;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What holds for a catalogue in any language: titles that share a word share a term, what is alike
/// is near, and no term is in a script that the item does not use.
class LanguageContractTest {
  static final List<LanguageShop> SHOPS = LanguageShop.ALL;

  private static Catalog catalog(List<String> titles) {
    var items = new ArrayList<Item>();
    titles.forEach(title -> items.add(Item.titled("i" + items.size(), title)));
    return new Catalog(items);
  }

  private static Neighbors neighbors(List<String> titles) {
    LsaEncoder encoder = LsaEncoder.fit(titles, new LsaConfig(16, 2, 1_000, 2, 1));
    return ExactNeighbors.find(encoder.encode(titles), 5);
  }

  private static Identifiers named(List<String> titles, int length) {
    return new ExtractiveTermGenerator(TermConfig.DEFAULT.withLength(length))
        .tokenize(catalog(titles), neighbors(titles));
  }

  /// Of letters; marks and signs are of none.
  private static Set<UnicodeScript> scripts(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .collect(Collectors.toSet());
  }

  private static void assertOwnScripts(List<String> titles, Identifiers identifiers) {
    for (int item = 0; item < titles.size(); item++) {
      Set<UnicodeScript> own = scripts(titles.get(item));
      for (String term : identifiers.of(item).symbols()) {
        assertThat(own).as("'%s' of '%s'", term, titles.get(item)).containsAll(scripts(term));
      }
    }
  }

  private static boolean shareTerm(Identifier left, Identifier right) {
    return !Collections.disjoint(left.symbols(), right.symbols());
  }

  @ParameterizedTest
  @FieldSource("SHOPS")
  void titlesThatShareAWordShareATerm(LanguageShop shop) {
    List<String> titles = shop.titles();
    Identifiers identifiers = named(titles, 3);
    for (int left = 0; left < titles.size(); left++) {
      for (int right = 0; right < left; right++) {
        assertThat(
                !shop.shareWord(left, right)
                    || shareTerm(identifiers.of(left), identifiers.of(right)))
            .as(
                "%s %s and %s %s",
                titles.get(left), identifiers.of(left), titles.get(right), identifiers.of(right))
            .isTrue();
      }
    }
    assertOwnScripts(titles, identifiers);
  }

  @ParameterizedTest
  @FieldSource("SHOPS")
  void theNearestSharesAWord(LanguageShop shop) {
    Neighbors near = neighbors(shop.titles());
    for (int item = 0; item < near.size(); item++) {
      assertThat(shop.shareWord(item, near.items()[item][0])).isTrue();
    }
  }

  /// Short titles leave slots to be filled, and most words of the shop are in other scripts.
  @Test
  void inAShopOfAllLanguagesNoItemGetsAForeignScript() {
    var titles = new ArrayList<String>();
    SHOPS.forEach(shop -> titles.addAll(shop.titles().subList(0, 6)));
    Identifiers identifiers = named(titles, 5);
    assertOwnScripts(titles, identifiers);
    assertThat(identifiers.all()).allMatch(identifier -> identifier.wellFormed(5));
  }

  /// There is no other word in its script to be had.
  @Test
  void aSingleForeignItemIsNamedByItself() {
    List<String> titles = List.of("梳子", "杯子", "玻璃杯子", "玻璃盘子", "สบู่", "🌹🧼", "🧼");
    Identifiers identifiers = named(titles, 5);
    assertOwnScripts(titles, identifiers);
    assertThat(identifiers.of(4).symbols()).first().isEqualTo("สบู่");
    assertThat(identifiers.of(5).symbols()).contains("🌹", "🧼");
    assertThat(identifiers.of(6).symbols()).contains("🧼");
    assertThat(identifiers.all()).allMatch(identifier -> identifier.wellFormed(5));
  }
}
