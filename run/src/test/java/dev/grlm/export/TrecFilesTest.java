package dev.grlm.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrecFilesTest {
  @TempDir private Path folder;

  private final TrecRun run = new TrecRun("a row");

  /// Lines of a run of one user, item after item with these scores.
  private List<String> scored(double... scores) throws IOException {
    Path file = folder.resolve("run");
    run.write(
        file,
        new Table(
            ListRows.COLUMNS,
            sink -> {
              for (int rank = 1; rank <= scores.length; rank++) {
                sink.row("u", (long) rank, "i" + rank, scores[rank - 1], null, "scored");
              }
            }));
    return Files.readAllLines(file);
  }

  @Test
  void scoresThatFallAreWrittenAsTheyAre() throws IOException {
    assertThat(scored(2.5, -1, -1e20))
        .containsExactly(
            "u Q0 i1 1 2.5 a%20row", "u Q0 i2 2 -1.0 a%20row", "u Q0 i3 3 -1.0E20 a%20row");
    assertThat(run.notes()).singleElement().asString().startsWith("1 ids have white space");
  }

  /// Also those that are equal in 32 bits only, and those of items that have no chance at all.
  @Test
  void everyScoreIsBelowTheOneBeforeIn32Bits() throws IOException {
    double none = Double.NEGATIVE_INFINITY;
    var scores = new ArrayList<Float>();
    for (String line : scored(1, 1, 1, 1 - 1e-12, 0, -0.0, none, Double.NaN, none)) {
      scores.add(Float.parseFloat(line.split(" ", -1)[4]));
    }
    for (int place = 1; place < scores.size(); place++) {
      assertThat(scores.get(place)).as("place %d", place).isLessThan(scores.get(place - 1));
    }
    assertThat(scores).allMatch(Float::isFinite);
    assertThat(run.notes().getFirst()).startsWith("6 scores are lowered by a hair");
  }

  @Test
  void theScoresOfOneUserSayNothingOfThoseOfTheNext() throws IOException {
    Path file = folder.resolve("run");
    run.write(
        file,
        new Table(
            ListRows.COLUMNS,
            sink -> {
              sink.row("u", 1L, "i", 1.0, null, "scored");
              sink.row("v", 1L, "i", 1.0, null, "scored");
            }));
    assertThat(file).hasContent("u Q0 i 1 1.0 a%20row\nv Q0 i 1 1.0 a%20row\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "B000123|B000123",
        "two words| two%20words",
        "a\tb|a%09b",
        "100%|100%25",
        "no\u00a0break|no%C2%A0break",
        "\u2003wide|%E2%80%83wide",
        "caf\u00e9|caf\u00e9",
        "a%20b|a%2520b"
      })
  void anIdIsOneWordForWhoeverSplitsAtWhiteSpace(String id, String word) {
    assertThat(new TrecIds().word(id)).isEqualTo(word.strip());
  }

  @Test
  void judgementsSpellIdsAsTheRunDoes() throws IOException {
    Path file = folder.resolve("judgements");
    var writer = new TrecTargets();
    writer.write(
        file,
        new Table(
            List.of(Table.Column.text("user"), Table.Column.text("item")),
            sink -> {
              sink.row("user 1", "item 1");
              sink.row("user 2", "item 1");
              sink.row("plain", "plain");
            }));
    assertThat(file).hasContent("user%201 0 item%201 1\nuser%202 0 item%201 1\nplain 0 plain 1\n");
    assertThat(writer.notes()).singleElement().asString().startsWith("3 ids have white space");
  }
}
