package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.List;

/// The paper's table of hallucination: what becomes of the identifiers of the first ten beams.
record Hallucination() implements Experiment {
  @Override
  public String name() {
    return "hallucination";
  }

  @Override
  public String question() {
    return "How many of the generated identifiers are items?";
  }

  @Override
  public String claim() {
    return "VR@10 is .996 on Beauty, .989 on Sports, .995 on Toys; DHR@10 .997, .999, .998 (table of"
        + " hallucination).";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(Variant.of("run"));
  }

  @Override
  public List<String> rows(Report report) {
    return generating(report);
  }

  /// Rows that generate identifiers.
  static List<String> generating(Report report) {
    return report.results().stream()
        .map(Report.Result::name)
        .filter(report.generation()::containsKey)
        .toList();
  }

  @Override
  public List<Report.Published> published(Fitted fitted) throws IOException {
    return PublishedRows.of(fitted, List.of("hallucination"));
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.share("generation.validRate", "VR@10"),
        Column.share("generation.directHitRate", "DHR@10"),
        Column.share("generation.structuralRate", "structural"),
        Column.share("generation.ungroundableRate", "ungroundable"),
        Column.of(Metric.NDCG_10));
  }
}
