package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetricTableTest {
  @Test
  void printsTheMetricsOfAReport() {
    List<String> lines = MetricTable.of(ReportFixture.full()).lines();
    assertThat(lines).hasSize(2 + 8 + 1);
    assertThat(lines.getFirst()).startsWith("row ").contains("ndcg@10").endsWith("time");
    assertThat(lines.getLast()).startsWith("GRLM-4B (paper, Table 2)").contains("0.0506", "–");
  }

  @Test
  void printsThoseOverPersons() {
    PersonFigures persons = Objects.requireNonNull(ReportFixture.overPersons().persons());
    assertThat(MetricTable.of(persons).lines())
        .hasSize(2 + 2)
        .last()
        .asString()
        .matches("grlm +0\\.0600 +0\\.1200");
  }
}
