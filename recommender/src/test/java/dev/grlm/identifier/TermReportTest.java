package dev.grlm.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermReportTest {
  @Test
  void countsAToyCatalogue() {
    var identifiers =
        new Identifiers(
            List.of(
                Identifier.of("tea", "pot"),
                Identifier.of("tea", "pot"),
                Identifier.of("tea", "tea"),
                Identifier.of("pot", "red")));
    // Shared with the neighbor: 2 (item 0), 1 (item 1), 1 (item 3): the mean is 4/3.
    var neighbors = new Neighbors(new int[][] {{1}, {2}, {}, {0}}, new float[4][1]);
    TermReport report = TermReport.of(identifiers, neighbors, 1);
    assertThat(report)
        .usingRecursiveComparison()
        .ignoringFields("sharedAtRandom")
        .isEqualTo(
            new TermReport(
                4,
                3,
                1,
                3,
                1,
                2,
                2,
                3,
                1,
                List.of(2, 3),
                List.of(1, 2),
                new Readability(0, 0, 0, 0),
                4 / 3.0,
                0));
    assertThat(report.sharedAtRandom()).isBetween(0.5, 2.0);
    assertThat(TermReport.of(identifiers, neighbors, 1)).isEqualTo(report);
    assertThat(Json.tree(report).path("vocabularyPerSlot").toString()).isEqualTo("[2,3]");
  }

  @Test
  void copesWithNothing() {
    TermReport report = TermReport.of(new Identifiers(List.of()), Neighbors.none(0), 1);
    assertThat(report.largestGroup()).isZero();
    assertThat(report.sharedAtRandom()).isZero();
  }

  /// The figures of the paper's own Term IDs, measured on the published file.
  @RealData
  @Test
  void agreesWithThePublishedBeautyFile() throws IOException {
    TermIdFile file = TermIdFile.read(SharedData.folder("beauty").resolve("term_ids.tsv"));
    var identifiers = new Identifiers(List.copyOf(file.byItem().values()));
    TermReport report = TermReport.of(identifiers, Neighbors.none(identifiers.size()), 1);
    assertThat(file.repeated()).isEqualTo(10);
    assertThat(report)
        .usingRecursiveComparison()
        .ignoringFields("sharedAtRandom")
        .isEqualTo(
            new TermReport(
                12_101,
                12_091,
                10,
                11_857,
                244,
                441,
                13,
                7_424,
                3_849,
                List.of(1114, 2027, 3075, 2808, 3537),
                List.of(489, 999, 1772, 1609, 2143),
                report.readability(),
                0,
                0));
  }
}
