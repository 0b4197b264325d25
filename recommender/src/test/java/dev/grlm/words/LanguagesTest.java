package dev.grlm.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.Character.UnicodeScript;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  private static Map<String, String> told(String... texts) {
    return Languages.of(Languages.AUTO, List.of(texts)).codes();
  }

  /// Sentences as descriptions have them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The soap is made of roses and it is kind to the skin of all who use it|Latin|en",
        "Die Seife ist aus Rosen und für die Haut, die nicht auch von der Sonne ist|Latin|de",
        "Le savon est fait avec des roses et il est pour la peau de ceux qui sont dans le"
            + " soleil|Latin|fr",
        "El jabón es de rosas y para la piel de los que están en el sol, pero no muy"
            + " fuerte|Latin|es",
        "O sabonete é feito com rosas e não é para a pele de quem está muito ao sol|Latin|pt",
        "Il sapone è fatto con le rose e non è per la pelle di chi sta nel sole della|Latin|it",
        "De zeep is van rozen en niet voor de huid van wie er ook in de zon zijn|Latin|nl",
        "Tvålen är av rosor och inte för huden på den som har varit i solen|Latin|sv",
        "Sabun gül için ve çok güzel ama bu ne kadar daha gibi|Latin|tr",
        "Мыло из роз и оно не для кожи того, кто был на солнце|Cyrillic|ru",
        "Сапунът е от рози и не е за кожата на този, който е бил под слънцето, защото"
            + " така|Cyrillic|bg",
        "صابون از گل است و برای پوست که در این آفتاب بود|Arabic|fa",
        "هذا الصابون من الورد وهو ليس على كل من كان في الشمس|Arabic|ar"
      })
  void aLanguageIsToldByItsStopWords(String text, String script, String code) {
    assertThat(told(text)).containsEntry(script, code);
  }

  @ParameterizedTest
  @CsvSource({
    "玫瑰香皂,Han,zh",
    "장미 비누,Hangul,ko",
    "หวีไม้,Thai,th",
    "ဘီး,Myanmar,my",
    "คู่,Thai,th",
    "כפית,Hebrew,he",
    "ხელი,Georgian,und"
  })
  void aScriptOfOneLanguageTellsIt(String text, String script, String code) {
    assertThat(told(text)).containsEntry(script, code);
  }

  @Test
  void hanCharactersAreJapaneseBesideKana() {
    assertThat(told("木製のくし", "赤いバラ")).containsEntry("Han", "ja").containsEntry("Hiragana", "ja");
    assertThat(told("玫瑰香皂", "红色梳子", "绿茶")).containsEntry("Han", "zh");
  }

  /// Danish, Dutch and Spanish have stop words that are wares in English.
  @Test
  void englishTitlesWithoutStopWordsStayEnglish() {
    assertThat(told("Men T-shirt", "Men hat", "Fleece hat men", "Sin City", "Pan", "Red den lamp"))
        .containsExactly(Map.entry("Latin", "en"));
    assertThat(told()).containsExactly(Map.entry("Latin", "en"));
  }

  @Test
  void oneJoiningWordTellsTitlesOfOneForm() {
    assertThat(told("Kamm aus Holz", "Becher aus Glas", "Teller aus Holz", "Kamm aus Stahl"))
        .containsEntry("Latin", "de");
    assertThat(
            told(
                "Kamm aus Holz",
                "Bath towel",
                "Hand towel",
                "Tea pot set",
                "Oak comb brush",
                "Big red cup",
                "Red rose soap",
                "Blue oak table"))
        .as("a single foreign title proves nothing")
        .containsEntry("Latin", "en");
  }

  @Test
  void whatIsGivenHoldsForItsScriptsAndOthersAreLookedAt() {
    Languages given = Languages.of("fa", List.of("صابون red soap", "ครีม"));
    assertThat(given.codes())
        .containsExactly(
            Map.entry("Arabic", "fa"), Map.entry("Latin", "en"), Map.entry("Thai", "th"));
    assertThat(Languages.of("ja", List.of("緑茶")).codes()).containsEntry("Han", "ja");
    assertThat(Languages.of("und", List.of("tea", "чай")).codes())
        .containsExactly(Map.entry("Cyrillic", "und"), Map.entry("Latin", "und"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Languages.of("english", List.of()))
        .withMessageStartingWith("unknown language 'english'; it is auto or one of [en, de, fr,");
  }

  @Test
  void aWordIsOfTheLanguageOfItsScript() {
    var languages =
        new Languages(
            Map.of(UnicodeScript.LATIN, Language.GERMAN, UnicodeScript.THAI, Language.THAI));
    assertThat(languages.of("haut")).isEqualTo(Language.GERMAN);
    assertThat(languages.of("250")).as("numbers go with Latin words").isEqualTo(Language.GERMAN);
    assertThat(languages.of("หวี")).isEqualTo(Language.THAI);
    assertThat(languages.of("чай")).isEqualTo(Language.UNDETERMINED);
    assertThat(languages.told(UnicodeScript.LATIN)).isEqualTo("Latin words, read as de");
    assertThat(languages.told(UnicodeScript.CYRILLIC))
        .isEqualTo("Cyrillic words, taken as they are");
  }

  @Test
  void whatIsWrittenDownIsReadBack() {
    Languages languages = Languages.of(Languages.AUTO, List.of("玫瑰 tea чай ᑎᑎ"));
    assertThat(Languages.ofCodes(languages.codes())).isEqualTo(languages);
    assertThat(languages.onlyEnglish()).isFalse();
    assertThat(Languages.ofCodes(Map.of("Latin", "en")).onlyEnglish()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Languages.ofCodes(Map.of("Latin", "xx")))
        .withMessage("unknown language 'xx'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Languages.ofCodes(Map.of("Lateinisch", "de")));
  }

  /// A long catalogue is looked at here and there; what is rare does not decide.
  @Test
  void aLongCatalogueIsSampledEvenly() {
    List<String> texts =
        Stream.concat(
                Collections.nCopies(9_000, "Seife mit Rosen und für die Haut").stream(),
                Collections.nCopies(1_000, "Soap of roses").stream())
            .toList();
    assertThat(Languages.of(Languages.AUTO, texts).codes()).containsEntry("Latin", "de");
  }
}
