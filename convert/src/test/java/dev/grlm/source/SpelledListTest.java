package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledListTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"p1\", \"p2\", \"p3\"]",
        "['p1', 'p2', 'p3']",
        "[u'p1', u'p2', 'p3']",
        "[p1, p2, p3]",
        "[p1,p2,p3]",
        "[p1 p2  p3]",
        "['p1' 'p2' 'p3']",
        "  ['p1', 'p2', 'p3']  ",
        "[[\"p1\", \"p2\"], [\"p3\"]]",
        "['p1', '', 'p2', None, 'p3']"
      })
  void aListIsReadAsWhoeverWroteIt(String text) {
    assertThat(SpelledList.of(text)).containsExactly("p1", "p2", "p3");
  }

  @Test
  void numbersAreTextsWithoutAPoint() {
    assertThat(SpelledList.of("[1, 2.0, 3.5]")).containsExactly("1", "2", "3.5");
    assertThat(SpelledList.of("[1 2 3]")).containsExactly("1", "2", "3");
  }

  @Test
  void anEmptyListIsOne() {
    assertThat(SpelledList.of("[]")).isEmpty();
    assertThat(SpelledList.of("[ ]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "p1", "p1 p2", "[p1", "p1]", "x[1]", "(1, 2)", "{1, 2}"})
  void otherTextIsNone(String text) {
    assertThat(SpelledList.of(text)).isNull();
  }

  @Test
  void namesMayStandInQuotesWithoutBrackets() {
    assertThat(SpelledList.ofNames("'Sports', 'Balls & Nets'"))
        .containsExactly("Sports", "Balls & Nets");
    assertThat(SpelledList.ofNames("'Sports'")).containsExactly("Sports");
    assertThat(SpelledList.ofNames("Children's")).isNull();
    assertThat(SpelledList.ofNames("'80s' and '90s'")).isNull();
    assertThat(SpelledList.ofNames("''")).isNull();
  }

  @Property(tries = 200)
  void whatJsonWritesComesBack(@ForAll("texts") List<String> texts) {
    assertThat(SpelledList.of(Json.line(texts))).isEqualTo(texts);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings()
        .withChars("ab'\"[],\\ \u00e9\u8272")
        .ofMinLength(1)
        .ofMaxLength(6)
        .filter(text -> !text.isBlank())
        .list()
        .ofMaxSize(5);
  }

  @Test
  void pathsAreCutAtTheirSignsOrAreLists() {
    assertThat(TableRow.path("Home > Kitchen|Kettles; Steel"))
        .containsExactly("Home", "Kitchen", "Kettles", "Steel");
    assertThat(TableRow.path("['Home', 'Kitchen']")).containsExactly("Home", "Kitchen");
    assertThat(TableRow.path("Health & Beauty, 5 > 4")).containsExactly("Health & Beauty, 5", "4");
    assertThat(TableRow.path(" | ")).isEmpty();
    assertThat(TableRow.path("")).isEmpty();
  }

  @Test
  void aRowOfTextsHasListsWhereTheyAreSpelled() {
    TableRow row = TableRow.of(List.of("u1", "['p1', 'p2']", "A|B"));
    assertThat(row.list(0)).isNull();
    assertThat(row.list(1)).containsExactly("p1", "p2");
    assertThat(row.text(1)).isEqualTo("['p1', 'p2']");
    assertThat(row.paths(2)).containsExactly(List.of("A", "B"));
  }
}
