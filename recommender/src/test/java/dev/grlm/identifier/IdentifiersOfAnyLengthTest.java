package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.neighbor.Neighbors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Identifiers that differ in length stay what they are, and who takes one length alone says so.
class IdentifiersOfAnyLengthTest {
  private static final Identifiers RAGGED =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("red", "mug"),
              Identifier.of("lamp"),
              Identifier.of("red", "mug", "large"),
              Identifier.of("red", "mug")));
  private static final Catalog CATALOG =
      new Catalog(List.of("a", "b", "c", "d").stream().map(id -> Item.titled(id, id)).toList());

  @TempDir private Path folder;

  @Test
  void theLongestIsKnownAndWhetherThereIsOneLength() {
    assertThat(RAGGED.length()).isEqualTo(3);
    assertThat(RAGGED.lengths()).isEqualTo(Lengths.upTo(3)).hasToString("1 to 3");
    assertThat(new Identifiers(List.of(Identifier.of("a", "b"))).lengths())
        .isEqualTo(Lengths.exactly(2))
        .hasToString("2");
    assertThat(Identifiers.ofAnyLength(List.of(Identifier.of("a"), Identifier.of("b"))).lengths())
        .as("of one length as it happens")
        .isEqualTo(Lengths.exactly(1));
  }

  @Test
  void theBeginningOfAnotherIsNoCollision() {
    assertThat(RAGGED.groups()).hasSize(3);
    assertThat(RAGGED.items(Identifier.of("red", "mug"))).containsExactly(0, 3);
    assertThat(RAGGED.items(Identifier.of("red"))).isEmpty();
  }

  @Test
  void wellFormedIsEveryLengthThatIsAllowed() {
    assertThat(RAGGED.all()).allMatch(identifier -> identifier.wellFormed(RAGGED.lengths()));
    assertThat(Identifier.of().wellFormed(RAGGED.lengths())).isFalse();
    assertThat(Identifier.of("a", "b", "c", "d").wellFormed(RAGGED.lengths())).isFalse();
    assertThat(Identifier.of("a", "a").wellFormed(RAGGED.lengths())).isFalse();
    assertThat(Identifier.of("a").wellFormed(Lengths.exactly(2))).isFalse();
  }

  @Test
  void furtherOnesMayDifferInLengthWhereTheseDo() {
    List<Identifier> more =
        List.of(Identifier.of("a", "b"), Identifier.of("c", "d"), Identifier.of("e"));
    assertThat(RAGGED.larger(more).all()).isEqualTo(more);
    var even = new Identifiers(more.subList(0, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> even.larger(more))
        .withMessage("item number 2 has 1 symbols, expected 2: [e]");
  }

  @Test
  void aFileHasTheColumnsOfTheLongestAndNoSignForWhatIsNotThere() throws IOException {
    Path file = folder.resolve("ids.tsv");
    TermIdFile.write(file, CATALOG, RAGGED);
    assertThat(Files.readString(file))
        .isEqualTo(
            "item\tterm1\tterm2\tterm3\na\tred\tmug\t\nb\tlamp\t\t\nc\tred\tmug\tlarge\nd\tred\tmug\t\n");
    assertThat(TermIdFile.identifiersOfAnyLength(file, CATALOG).all()).isEqualTo(RAGGED.all());
    assertThat(TermIdFile.readOfAnyLength(file).length()).isEqualTo(3);
  }

  @Test
  void whoTakesOneLengthRefusesTheRowAsBefore() throws IOException {
    Path file = folder.resolve("ids.tsv");
    TermIdFile.write(file, CATALOG, RAGGED);
    assertThatThrownBy(() -> TermIdFile.identifiers(file, CATALOG))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":2: item 'a' has the empty term ''");
    for (String row : List.of("a\t\t\t", "a\tred\t\tmug")) {
      Files.writeString(file, "item\tterm1\tterm2\tterm3\n" + row + "\n");
      assertThatThrownBy(() -> TermIdFile.readOfAnyLength(file))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ":2: item 'a' has the empty term ''");
    }
    Files.writeString(file, "item\tterm1\tterm2\na\tred\n");
    assertThatThrownBy(() -> TermIdFile.readOfAnyLength(file))
        .hasMessage(
            file + ":2: expected an item and 2 terms, found 'a\\tred'".replace("\\t", "\t"));
  }

  @Test
  void theyAreSurveyedAsTheyAre() {
    TermReport report = TermReport.of(RAGGED, Neighbors.none(4), 1);
    assertThat(report.wellFormed()).isEqualTo(4);
    assertThat(report.vocabularyPerSlot()).containsExactly(2, 1, 1);
    assertThat(report.distinctTerms()).isEqualTo(4);
    assertThat(report.collidingItems()).isEqualTo(2);
    TermSurvey survey = TermSurvey.of("ragged", CATALOG, RAGGED, Neighbors.none(4), 1);
    assertThat(survey.examples()).extracting(TermSurvey.Example::terms).contains(List.of("lamp"));
  }
}
