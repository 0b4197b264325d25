package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetReader;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The paper's main table by one command: the rows of [InDomain], each system a variant of its own,
/// so that one is fitted without the others, fails without them and is added later. All are
/// compared with the best row of the floor of the first system that was fitted, whose Term IDs,
/// where it has any, the floor counts with.
record AllSystems() implements Experiment {
  @Override
  public String name() {
    return "systems";
  }

  @Override
  public String question() {
    return "How do all systems compare on one data set?";
  }

  @Override
  public String claim() {
    return InDomain.CLAIM;
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return base.fitted().stream()
        .map(system -> Variant.of(system, "systems=[\"" + system + "\"]"))
        .toList();
  }

  @Override
  public boolean standAlone() {
    return true;
  }

  @Override
  public Map<String, String> unsuited(RunConfig base, Path data) throws IOException {
    Catalog catalog = DatasetReader.read(data).catalog();
    var unsuited = new LinkedHashMap<String, String>();
    for (RecommenderSystem<?> system : base.house()) {
      String reason = system.unsuited(catalog);
      if (!reason.isEmpty()) {
        unsuited.put(system.name(), reason);
      }
    }
    return unsuited;
  }

  /// The best of the floor, then what was learned.
  @Override
  public List<String> rows(Report report) {
    var rows = new ArrayList<String>();
    if (report.floor() != null) {
      rows.add(report.floor());
    }
    rows.addAll(InDomain.learned(report));
    return rows;
  }

  @Override
  public boolean firstRowOnce() {
    return true;
  }

  @Override
  public String minus() {
    return "floor";
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    String system = fitted.variant().name();
    double parameters = Weights.count(fitted.run().folder().system(system).resolve("model"));
    return Measured.of(
        InDomain.learned(fitted.report()).getFirst(), Map.of("parameters", parameters));
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("parameters", "parameters"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.NDCG_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_10));
  }
}
