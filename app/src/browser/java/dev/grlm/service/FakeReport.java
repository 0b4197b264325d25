package dev.grlm.service;

import dev.grlm.io.Json;
import dev.grlm.report.PersonFigures;
import dev.grlm.report.Report;
import dev.grlm.report.Report.Counts;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.GenerationShares;
import dev.grlm.report.Report.Interval;
import dev.grlm.report.Report.Published;
import dev.grlm.report.Report.Repeats;
import dev.grlm.report.Report.Result;
import dev.grlm.report.Report.Stage;
import dev.grlm.report.Report.TrainingPoint;
import dev.grlm.system.RowKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report as a run writes it, so that the page is tested with what it will be given.
final class FakeReport {
  private static final List<String> METRICS =
      List.of("recall@1", "recall@5", "recall@10", "recall@20", "ndcg@5", "ndcg@10", "ndcg@20");

  private FakeReport() {}

  static String json() throws IOException {
    Path file = Files.createTempFile("report", ".json");
    try {
      report().write(file);
      return Json.parse(Files.readString(file)).toString();
    } finally {
      Files.delete(file);
    }
  }

  private static Report report() {
    return new Report(
        "test",
        500,
        "Leave one out: the last item of a user is the test target, the one before it the"
            + " validation target. The whole catalogue is ranked, no sampled negatives.",
        new Repeats("forbid", 0.01),
        new Counts("toy-shop", 500, 12, 4000, Map.of()),
        "item-graph+terms",
        List.of(
            floor("popularity", 0.003),
            floor("item-graph", 0.0301),
            floor("item-graph+terms", 0.0333),
            model("grlm", 0.0402),
            model("grlm-free", 0.0391)),
        List.of(new Published("elsewhere", "made up, Table 1", Map.of("ndcg@10", 0.0384))),
        Map.of(),
        Map.of("grlm", GenerationShares.ofOlder(1, 0.993, 0.007, 0)),
        List.of(new Stage("embed", 31.4, 812, "done"), new Stage("train", 5210, 2280, "done")),
        List.of(
            new TrainingPoint("grlm", 0.5, 4.21, null),
            new TrainingPoint("grlm", 1, 3.62, 0.021),
            new TrainingPoint("grlm", 1.5, 3.31, null),
            new TrainingPoint("grlm", 2, 3.1, 0.033),
            new TrainingPoint("grlm", 3, 2.86, 0.0387),
            new TrainingPoint("grlm", 4, 2.71, 0.0395)),
        List.of(),
        Map.of(),
        List.of(),
        persons(),
        Map.of());
  }

  private static PersonFigures persons() {
    var rows = new LinkedHashMap<String, PersonFigures.Row>();
    rows.put("popularity", row(0.002, null));
    rows.put("item-graph+terms", row(0.0222, null));
    rows.put("grlm", row(0.0268, new Difference(0.0026, 0.0046, 0.0066)));
    rows.put("grlm-free", row(0.0261, new Difference(0.0019, 0.0039, 0.0059)));
    return new PersonFigures(400, rows, Map.of());
  }

  private static PersonFigures.Row row(double score, @Nullable Difference difference) {
    return new PersonFigures.Row(
        metrics(score),
        intervals(score),
        difference == null ? null : Map.of(Report.HEADLINE_METRIC, difference));
  }

  private static Result floor(String name, double score) {
    return new Result(
        name,
        "floor",
        "default",
        RowKind.FLOOR,
        null,
        metrics(score),
        intervals(score),
        null,
        0,
        1.4);
  }

  private static Result model(String name, double score) {
    var difference = new Difference(score - 0.0333 - 0.003, score - 0.0333, score - 0.0333 + 0.003);
    return new Result(
        name,
        "grlm",
        "small",
        RowKind.SYSTEM,
        "small",
        metrics(score),
        intervals(score),
        Map.of(Report.HEADLINE_METRIC, difference),
        3,
        812.0);
  }

  private static Map<String, Double> metrics(double score) {
    var metrics = new LinkedHashMap<String, Double>();
    METRICS.forEach(name -> metrics.put(name, score * (1 + 0.2 * METRICS.indexOf(name) - 1)));
    metrics.put("ndcg@10", score);
    return metrics;
  }

  private static Map<String, Interval> intervals(double score) {
    var intervals = new LinkedHashMap<String, Interval>();
    metrics(score)
        .forEach((name, value) -> intervals.put(name, new Interval(value * 0.94, value * 1.06)));
    return intervals;
  }
}
