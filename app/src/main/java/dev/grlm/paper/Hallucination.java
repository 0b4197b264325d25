package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Numbered;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

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

  /// The same by rank of the beam.
  @Override
  public Measured measured(Fitted fitted) {
    SequencedMap<String, SequencedMap<String, Double>> rows = new LinkedHashMap<>();
    fitted
        .report()
        .generation()
        .forEach((row, shares) -> {
          for (int beam = 0; beam < shares.byBeam().size(); beam++) {
            rows.put(
                row + ", beam " + (beam + 1),
                Numbered.figures("generation", shares.byBeam().get(beam)));
          }
        });
    return new Measured(rows);
  }

  @Override
  public List<Report.Published> published(Fitted fitted) throws IOException {
    return PublishedRows.of(fitted, List.of("hallucination"));
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.share("generation.foundRate", "VR@10"),
        Column.share("generation.validRate", "in the catalogue"),
        Column.share("generation.directHitRate", "DHR@10"),
        Column.share("generation.structuralRate", "structural"),
        Column.share("generation.malformedRate", "malformed"),
        Column.share("generation.ungroundableRate", "ungroundable"),
        Column.of(Metric.NDCG_10));
  }
}
