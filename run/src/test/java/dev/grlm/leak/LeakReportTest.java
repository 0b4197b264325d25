package dev.grlm.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.leak.LeakReport.Finding;
import dev.grlm.leak.LeakReport.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakReportTest {
  private static final LeakReport RED =
      new LeakReport(
          20,
          10,
          List.of(
              new Finding("neighbors.tsv", Split.TEST, Verdict.SAME),
              new Finding("lists of tuned", Split.TEST, Verdict.CHANGED),
              new Finding("lists of graph", Split.TEST, Verdict.CHANGED),
              new Finding("neighbors.tsv", Split.VALIDATION, Verdict.CHANGED),
              new Finding("lists of tuned", Split.VALIDATION, Verdict.CHOSEN)));

  @Test
  void theComplaintNamesEveryLeakBySplit() {
    assertThat(RED.complaint())
        .isEqualTo(
            "validation targets were seen by neighbors.tsv; test targets were seen by lists of tuned, lists of graph");
    assertThat(RED.leaks()).hasSize(3);
  }

  @Test
  void withoutALeakThereIsNothingToComplainOf() {
    var green =
        new LeakReport(
            1, 1, List.of(new Finding("lists of tuned", Split.VALIDATION, Verdict.CHOSEN)));
    assertThat(green.complaint()).isEmpty();
    assertThat(green.leaks()).isEmpty();
  }

  @Test
  void theTableHasARowPerArtefact() {
    assertThat(RED.table().lines())
        .hasSize(2 + 3)
        .anyMatch(line -> line.matches("neighbors\\.tsv +same +CHANGED"))
        .anyMatch(line -> line.matches("lists of tuned +CHANGED +may differ"))
        .anyMatch(line -> line.matches("lists of graph +CHANGED +–"));
  }

  @Test
  void asJsonItSaysTheSame() {
    var tree = Json.tree(RED.tree());
    assertThat(tree.path("users").asInt()).isEqualTo(20);
    assertThat(tree.path("leaks").asInt()).isEqualTo(3);
    assertThat(tree.path("findings").get(4).path("verdict").asText()).isEqualTo("chosen");
    assertThat(tree.path("findings").get(4).path("replaced").asText()).isEqualTo("validation");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeakSettings(0, 1, 1, 1))
        .withMessage("users, listed and epochs must be at least 1, are 0, 1, 1");
  }
}
