package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermSurveyTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(
              Item.titled("a", "Tea pot"),
              Item.titled("b", "Another tea pot"),
              Item.titled("c", ""),
              Item.titled("d", "Red cup"),
              Item.titled("e", "Red mug"),
              Item.titled("f", "Red beaker")));

  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          List.of(
              Identifier.of("tea", "pot"),
              Identifier.of("tea", "pot"),
              Identifier.of("pot", "tea"),
              Identifier.of("cup", "red"),
              Identifier.of("cup", "red"),
              Identifier.of("cup", "red")));

  private static final Neighbors NEIGHBORS =
      new Neighbors(
          new int[][] {{1, 3}, {2}, {3}, {}, {}, {}},
          new float[][] {{0.95f, 0.2f}, {0.9f}, {-0.5f}, {}, {}, {}});

  private static final TermSurvey SURVEY = TermSurvey.of("toy", CATALOG, IDENTIFIERS, NEIGHBORS, 1);

  @Test
  void vocabularyGrowsInTheOrderOfTheCatalogue() {
    assertThat(SURVEY.growth())
        .extracting(TermSurvey.Growth::terms)
        .containsExactly(2, 2, 2, 4, 4, 4);
    assertThat(SURVEY.growth().getLast().items()).isEqualTo(6);
    assertThat(SURVEY.statistics().distinctTerms()).isEqualTo(4);
  }

  @Test
  void sharedTermsAreCountedByDistanceWhateverTheirSlot() {
    assertThat(SURVEY.sharedByDistance())
        .containsExactly(
            new TermSurvey.Distance(0, 0.1, 1, 1), // a and b
            new TermSurvey.Distance(0.1, 0.2, 1, 1), // b and c, on the border, in other slots
            new TermSurvey.Distance(0.8, 0.9, 1, 0), // a and d
            new TermSurvey.Distance(0.9, 1, 1, 0)); // c and d, farther than the last border
    assertThat(SURVEY.sharedByDistance())
        .extracting(TermSurvey.Distance::bin)
        .containsExactly(0, 1, 8, 9);
  }

  @Test
  void collisionGroupsComeLargestFirstWithTheirTitles() {
    assertThat(SURVEY.collisionGroups())
        .containsExactly(
            new TermSurvey.Group(
                List.of("cup", "red"), 3, List.of("Red cup", "Red mug", "Red beaker")),
            new TermSurvey.Group(List.of("tea", "pot"), 2, List.of("Tea pot", "Another tea pot")));
  }

  @Test
  void examplesGoThroughTheCatalogueAndShowTheIdWhereThereIsNoTitle() {
    assertThat(SURVEY.examples()).hasSize(6);
    assertThat(SURVEY.examples().get(2))
        .isEqualTo(new TermSurvey.Example("c", "c", List.of("pot", "tea")));
  }

  @Test
  void whatIsLongIsCut() {
    var items = new ArrayList<Item>();
    var identifiers = new ArrayList<Identifier>();
    for (int item = 0; item < 1000; item++) {
      items.add(Item.titled("i" + item, "title " + item));
      identifiers.add(Identifier.of("t" + item / 20, "u"));
    }
    var ids = new Identifiers(identifiers);
    TermSurvey survey = TermSurvey.of("long", new Catalog(items), ids, Neighbors.none(1000), 1);
    assertThat(survey.growth()).hasSize(TermSurvey.POINTS);
    assertThat(survey.growth().getLast()).isEqualTo(new TermSurvey.Growth(1000, 51));
    assertThat(survey.sharedByDistance()).isEmpty();
    assertThat(survey.collisionGroups()).hasSize(TermSurvey.GROUPS);
    assertThat(survey.collisionGroups().getFirst().titles()).hasSize(TermSurvey.TITLES);
    assertThat(survey.examples()).hasSize(TermSurvey.EXAMPLES);
    assertThat(survey.examples().getLast().item()).isEqualTo("i916");
  }

  @Test
  void otherNumbersOfItemsAreNamed() {
    var one = new Catalog(List.of(Item.titled("a", "")));
    assertThatThrownBy(() -> TermSurvey.of("x", one, IDENTIFIERS, NEIGHBORS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("6 identifiers for a catalogue of 1");
  }
}
