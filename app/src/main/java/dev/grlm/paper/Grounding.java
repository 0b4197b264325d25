package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.util.List;

/// Elastic identifier grounding by the paper's rule and by that of the published code; only free
/// beams need it. One fitted model, judged twice.
record Grounding() implements Experiment {
  @Override
  public String name() {
    return "grounding";
  }

  @Override
  public String question() {
    return "Does it matter by which rule a generated identifier becomes an item?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(judged("paper", "elastic"), judged("published-code", "compatible"));
  }

  private static Variant judged(String name, String rule) {
    return new Variant(name, List.of(), List.of("decoding.grounding=" + rule));
  }

  @Override
  public List<String> rows(Report report) {
    return Hallucination.generating(report);
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.share("generation.structuralRate", "structural"),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_10));
  }
}
