package dev.grlm.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignalsTest {
  private static List<String> names(Dataset dataset, Optional<Identifiers> identifiers) {
    return Signals.all(dataset, identifiers, Languages.ENGLISH, List.of()).stream()
        .map(Signal::name)
        .toList();
  }

  private static Dataset of(Item... items) {
    return new Dataset(new Catalog(List.of(items)), List.of(), new TreeMap<>());
  }

  private static Item described(String description, String category) {
    return new Item(
        "x",
        "",
        "",
        category.isEmpty() ? List.of() : List.of(category),
        List.of(),
        description,
        "",
        Map.of());
  }

  @Test
  void standInAFixedOrder() {
    assertThat(names(ToyWorlds.cyclic(5, 5, 5), Optional.of(ToyWorlds.randomTerms(1, 5, 9))))
        .containsExactly(
            "bought-together",
            "two-steps",
            "next-pair",
            "order-blind",
            "words",
            "terms",
            "titles",
            "popular",
            "blend");
  }

  @Test
  void ofTermIdsAreOnlyWhereAnItemHasATerm() {
    Dataset dataset = ToyWorlds.cyclic(5, 5, 5);
    assertThat(names(dataset, Optional.empty())).doesNotContain("terms").contains("words");
    assertThat(names(dataset, Optional.of(Identifiers.none(5)))).doesNotContain("terms");
  }

  @Test
  void ofTextsAreOnlyWhereAnItemHasAWord() {
    assertThat(names(of(described("", "")), Optional.empty()))
        .containsExactly(
            "bought-together", "two-steps", "next-pair", "order-blind", "popular", "blend");
    assertThat(names(of(described("rose soap", "")), Optional.empty()))
        .contains("words")
        .doesNotContain("titles");
    assertThat(names(of(described("", "Hair")), Optional.empty()))
        .contains("words")
        .doesNotContain("titles");
  }

  @Test
  void nothingIsReachedWhereNothingIsKnown() {
    for (Dataset dataset : List.of(of(described("", "")), ToyWorlds.of(1), ToyWorlds.of(3))) {
      var set = new SignalSet(Signals.all(dataset, Optional.empty(), Languages.ENGLISH, List.of()));
      for (ScoredItems answer : set.scores(new int[0])) {
        assertThat(answer.size()).isZero();
      }
    }
  }

  @Test
  void aCatalogueOfOneItemOrNoneWillDo() {
    assertThat(names(of(), Optional.empty())).contains("bought-together", "blend");
    Dataset lonely = ToyWorlds.of(1, new int[] {0, 0, 0, 0});
    var set =
        new SignalSet(
            Signals.all(
                lonely, Optional.of(ToyWorlds.randomTerms(1, 1, 3)), Languages.ENGLISH, List.of()));
    List<ScoredItems> answers = set.scores(new int[] {0, 0});
    assertThat(answers.get(set.names().indexOf("next-pair")).scores()).containsExactly(1);
    assertThat(answers.get(set.names().indexOf("popular")).scores()).containsExactly(1);
    // what every item has makes none alike
    assertThat(answers.get(set.names().indexOf("terms")).size()).isZero();
    assertThat(answers.get(set.names().indexOf("words")).size()).isZero();
  }

  @Test
  void wordsOfAScriptWithoutBlanksAreWords() {
    Dataset dataset =
        of(Item.titled("a", "玫瑰香皂"), Item.titled("b", "薄荷香皂"), Item.titled("c", "指甲油"));
    List<Signal> signals =
        Signals.all(
            dataset,
            Optional.empty(),
            Languages.of(Languages.AUTO, dataset.catalog().texts(List.of())),
            List.of());
    ScoredItems answer =
        SignalWorlds.named("titles", signals).scores(List.of(new int[] {0})).getFirst();
    assertThat(answer.items()).containsExactly(0, 1);
  }

  @Test
  void repeatedItemsCountEachTimeAndOldOnesNotAtAll() {
    Dataset dataset = SignalWorlds.shop(4, 12, 20, 8);
    List<Signal> signals = SignalWorlds.all(dataset, ToyWorlds.randomTerms(4, 12, 9));
    int[] longHistory = new int[40];
    int[] recent = new int[20];
    longHistory[0] = 7;
    for (String name : List.of("order-blind", "words")) {
      Signal signal = SignalWorlds.named(name, signals);
      assertThat(signal.scores(List.of(longHistory)).getFirst().scores())
          .isEqualTo(signal.scores(List.of(recent)).getFirst().scores());
    }
    Signal together = SignalWorlds.named("bought-together", signals);
    ScoredItems once = together.scores(List.of(new int[] {0})).getFirst();
    ScoredItems twice = together.scores(List.of(new int[] {0, 0})).getFirst();
    assertThat(once.size()).isPositive();
    for (int place = 0; place < once.size(); place++) {
      assertThat(twice.scores()[place] / once.scores()[place])
          .isCloseTo(1.7f, org.assertj.core.api.Assertions.within(1e-5f));
    }
  }

  @Test
  void refusesIdentifiersOfAnotherCatalogue() {
    Optional<Identifiers> three = Optional.of(ToyWorlds.randomTerms(1, 3, 9));
    assertThatThrownBy(() -> names(ToyWorlds.of(4), three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the catalogue has 4 items but 3 have an identifier");
  }
}
