package dev.grlm.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Table;
import dev.grlm.io.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTablesTest {
  private static final Table TABLE =
      new Table(
          List.of(
              Column.text("user"),
              Column.whole("rank"),
              Column.number("score"),
              Column.texts("terms")),
          sink -> {
            sink.row("plain", 1L, -0.25, List.of("a", "b c"));
            sink.row("a, \"b\"\n\\c\td", null, Double.NEGATIVE_INFINITY, null);
          });

  @TempDir private Path folder;

  private Path written(Table.Writer writer) throws IOException {
    Path file = folder.resolve("table");
    writer.write(file, TABLE);
    return file;
  }

  @Test
  void cellsWithCommasQuotesAndLineBreaksStandInQuotes() throws IOException {
    assertThat(Files.readString(written(DelimitedText.CSV)))
        .isEqualTo(
            """
            user,rank,score,terms
            plain,1,-0.25,"[""a"",""b c""]"
            "a, ""b""
            \\c\td",,,
            """);
  }

  private static final List<String> FORMULAS =
      List.of(
          "=1+1",
          "+1",
          "-x",
          "@SUM(A1)",
          "\tx",
          "\rx",
          "'=1",
          "''@x",
          "'x",
          "''",
          "",
          "x=1",
          "\n1",
          "\uff1d1");

  private static Table texts() {
    return new Table(
        List.of(Column.text("item"), Column.number("score")),
        sink -> {
          for (String text : FORMULAS) {
            sink.row(text, -0.5);
          }
        });
  }

  /// What a spreadsheet shows is the text: it takes the first apostrophe for its own sign.
  @Test
  void noCellOfTextIsAFormulaAndNumbersAreWhatTheyAre() throws IOException {
    Path file = folder.resolve("table");
    DelimitedText.CSV.write(file, texts());
    assertThat(Files.readString(file))
        .startsWith("item,score\n'=1+1,-0.5\n'+1,-0.5\n'-x,-0.5\n'@SUM(A1),-0.5\n'\tx,-0.5\n")
        .contains("\n\"'\rx\",-0.5\n''=1,-0.5\n", "\n'x,-0.5\n'',-0.5\n,-0.5\nx=1,-0.5\n");
    DelimitedText.CSV.guarding(false).write(file, texts());
    assertThat(Files.readString(file))
        .startsWith("item,score\n=1+1,-0.5\n+1,-0.5\n-x,-0.5\n")
        .doesNotContain("'=1+1");
  }

  @Test
  void everyTextIsReadBackFromItsCell() {
    assertThat(FORMULAS)
        .allSatisfy(text -> {
          assertThat(SpreadsheetText.read(SpreadsheetText.cell(text))).isEqualTo(text);
          assertThat(SpreadsheetText.cell(text))
              .doesNotStartWith("=")
              .doesNotStartWith("@")
              .doesNotStartWith("\n")
              .doesNotStartWith("\uff1d");
        });
  }

  @Test
  void tabsAndLineBreaksAreSpelledOut() throws IOException {
    assertThat(Files.readAllLines(written(DelimitedText.TSV)))
        .containsExactly(
            "user\trank\tscore\tterms",
            "plain\t1\t-0.25\t[\"a\",\"b c\"]",
            "a, \"b\"\\n\\\\c\\td\t\t\t");
  }

  @Test
  void anObjectHasAllColumnsAndNullForWhatIsNotThere() throws IOException {
    assertThat(Files.readAllLines(written(new JsonLines())))
        .containsExactly(
            "{\"user\":\"plain\",\"rank\":1,\"score\":-0.25,\"terms\":[\"a\",\"b c\"]}",
            "{\"user\":\"a, \\\"b\\\"\\n\\\\c\\td\",\"rank\":null,\"score\":null,\"terms\":null}");
  }

  @Test
  void aRowThatDoesNotFitTheColumnsIsRefusedAndLeavesNoFile() {
    Path file = folder.resolve("none");
    var few = new Table(List.of(Column.text("user"), Column.whole("rank")), sink -> sink.row("u"));
    assertThatThrownBy(() -> DelimitedText.CSV.write(file, few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("1 cells for the columns");
    var wrong = new Table(List.of(Column.whole("rank")), sink -> sink.row("first"));
    assertThatThrownBy(() -> new JsonLines().write(file, wrong))
        .hasMessage("first is no cell of Column[name=rank, kind=WHOLE]");
    assertThat(folder).isEmptyDirectory();
  }
}
