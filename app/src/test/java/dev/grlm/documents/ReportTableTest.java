package dev.grlm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.testkit.MarkdownDocument;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTableTest {
  private static final MarkdownDocument TABLE =
      new MarkdownDocument(
          "x.md",
          List.of(
              "### `report.json`, `report.html`",
              "",
              "| key | value |",
              "|---|---|",
              "| `split`, `users` | words |",
              "| `curves` | `epoch`, `loss` |",
              "| `paired` | by row |",
              ""),
          List.of());

  private static List<String> problems(String report) throws IOException {
    return ReportTable.problems(TABLE, Json.parse(report));
  }

  @Test
  void nothingIsWrongWhereAllKeysAreTold() throws IOException {
    assertThat(
            problems(
                """
                {"split": "test", "users": 3, "curves": [{"epoch": 1}, {"loss": 2}],
                 "paired": {"markov": [1, 2, 3]}}
                """))
        .isEmpty();
  }

  @Test
  void aKeyThatIsNotToldIsAProblem() throws IOException {
    assertThat(
            problems(
                """
                {"split": "test", "users": 3, "curves": [{"step": 1}], "paired": {}, "floor": ""}
                """))
        .containsExactly(
            "curves.step is not in the table",
            "the table has the keys [curves, paired, split, users], a report [curves, floor, paired,"
                + " split, users]");
  }
}
