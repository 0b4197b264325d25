package dev.grlm.paper;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.util.ArrayList;
import java.util.List;

/// The paper's main table: every system on one split, each row of the report, the published figures
/// below. The first system's first row is what the others are compared with.
record InDomain() implements Experiment {
  static final String CLAIM =
      "GRLM with Qwen3-4B has R@10 .0846 on Beauty, .0539 on Sports and .0942 on Toys, above every"
          + " other system (in-domain table).";

  @Override
  public String name() {
    return "in-domain";
  }

  @Override
  public String question() {
    return "How do the systems compare on one split?";
  }

  @Override
  public String claim() {
    return CLAIM;
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(Variant.of("run"));
  }

  /// Those that learn first.
  @Override
  public List<String> rows(Report report) {
    var rows = new ArrayList<>(learned(report));
    report.results().stream().filter(Report.Result::ofFloor).forEach(row -> rows.add(row.name()));
    return rows;
  }

  /// Rows of what learns, in the order of the report.
  static List<String> learned(Report report) {
    return report.results().stream()
        .filter(row -> !row.ofFloor())
        .map(Report.Result::name)
        .toList();
  }
}
