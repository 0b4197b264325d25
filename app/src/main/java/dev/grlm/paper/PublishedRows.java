package dev.grlm.paper;

import dev.grlm.data.Dataset;
import dev.grlm.experiment.Fitted;
import dev.grlm.report.PublishedFigures;
import dev.grlm.report.Report;
import dev.grlm.system.RunTables;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the paper has of its own system, for the data set of a run.
final class PublishedRows {
  /// What figures of the paper are called in a table of ours.
  private static final Map<String, String> KEYS =
      Map.of("vr@10", "generation.foundRate", "dhr@10", "generation.directHitRate");

  private PublishedRows() {}

  /// @param variants as the table of published figures names them
  /// @return nothing for a data set that it is not about
  static List<Report.Published> of(Fitted fitted, List<String> variants) throws IOException {
    Dataset dataset = new RunTables(fitted.run().folder()).dataset();
    PublishedFigures figures = PublishedFigures.all();
    return figures.name(dataset).stream()
        .flatMap(name -> figures.of(name).stream())
        .filter(
            row -> row.system().equals(PublishedFigures.GRLM) && variants.contains(row.variant()))
        .map(row ->
            new Report.Published(
                row.system() + ", " + row.variant(), row.source(), renamed(row.metrics())))
        .toList();
  }

  private static Map<String, Double> renamed(Map<String, Double> metrics) {
    var renamed = new LinkedHashMap<String, Double>();
    metrics.forEach((name, value) -> renamed.put(KEYS.getOrDefault(name, name), value));
    return renamed;
  }
}
