package dev.grlm.run;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.GenerationRates;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.RankedLists;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.ground.GroundingCounts;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermReport;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Recommender;
import dev.grlm.report.HtmlReport;
import dev.grlm.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judges all rows on one split and writes the report, its page and, on test, the recommendations.
final class Reporting {
  private static final String LEAVE_ONE_OUT =
      "Leave-one-out: the last item of a user is the test target, the last but one the validation"
          + " target.";
  private static final String BY_PART =
      "Histories are cut as the column 'part' of the data says: the first item of a user's test part"
          + " is the test target, the first of the validation part the validation target.";
  private static final String PROTOCOL =
      " Models see training positions only; every choice was made on validation. All users with a"
          + " target, the whole catalogue, no sampled negatives; a short list stays short.";

  private final Stages stages;
  private final RunListener listener;
  private final FittedModel model;
  private final Dataset dataset;
  private final Identifiers identifiers;
  private final GrlmConfig config;
  private final boolean repeats;
  private final Bootstrap bootstrap;

  Reporting(Stages stages, RunListener listener, FittedModel model) throws IOException {
    this.stages = stages;
    this.listener = listener;
    this.model = model;
    this.dataset = stages.data();
    this.identifiers = stages.ids();
    this.config = stages.config();
    this.repeats = stages.repeats();
    this.bootstrap = new Bootstrap(config.evaluation().resamples(), config.seed());
  }

  /// One evaluated row.
  private record Judged(RankedLists lists, Evaluation evaluation, double seconds) {}

  void write(Split split) throws IOException {
    long start = System.nanoTime();
    var generator =
        new IdentifierGenerator(
            model.model(),
            model.codec(),
            identifiers,
            Popularity.grounder(dataset, identifiers, config));
    var constrainedRates = new GenerationRates(identifiers.length());
    var freeRates = new GenerationRates(identifiers.length());
    List<Recommender> floorRows = Rows.floor(dataset, identifiers, config, repeats);
    String floor = floorRows.getLast().name();
    var rows = new ArrayList<>(floorRows);
    rows.add(Rows.constrained(generator, config, constrainedRates));
    rows.add(Rows.free(generator, config, freeRates));
    Map<String, Judged> judged = judge(rows, split);

    Map<String, Report.Generation> generation = new LinkedHashMap<>();
    generation.put(Rows.GRLM, generation(constrainedRates.counts()));
    generation.put(Rows.GRLM_FREE, generation(freeRates.counts()));
    RunFolder folder = stages.folder();
    RankedLists lists = judged(judged, Rows.GRLM).lists();
    var report =
        new Report(
            split.word(),
            lists.users().size(),
            (dataset.leftOneOut() ? LEAVE_ONE_OUT : BY_PART) + PROTOCOL,
            new Report.Repeats(repeats ? "allow" : "forbid", RepeatPolicy.repeatShare(dataset)),
            counts(),
            floor,
            results(judged, floor),
            Published.rows(dataset),
            termStatistics(),
            generation,
            stageTimes(split, (System.nanoTime() - start) / 1e9),
            training(),
            new SampleUsers(dataset, identifiers, config).of(lists),
            paired(judged));
    if (split == Split.TEST) {
      RecommendationFile.write(folder.recommendations(), lists, dataset.catalog());
    }
    report.write(folder.report(split.word()));
    HtmlReport.write(report, folder.page(split.word()));
  }

  private Map<String, Judged> judge(List<Recommender> rows, Split split) {
    var evaluator =
        new Evaluator(dataset, EvaluationSettings.of(split, repeats).withWorkers(config.workers()));
    var judged = new LinkedHashMap<String, Judged>();
    int users = evaluator.users().size();
    for (Recommender row : rows) {
      long before = System.nanoTime();
      long done = (long) judged.size() * users;
      RankedLists lists =
          evaluator.recommend(
              row,
              (part, _) ->
                  listener.progress("report", done + part, (long) rows.size() * users, row.name()));
      double seconds = (System.nanoTime() - before) / 1e9;
      judged.put(row.name(), new Judged(lists, lists.evaluation(), seconds));
    }
    return judged;
  }

  private static Judged judged(Map<String, Judged> rows, String name) {
    Judged row = rows.get(name);
    if (row == null) {
      throw new IllegalStateException("no row is called " + name + ", there are " + rows.keySet());
    }
    return row;
  }

  private List<Report.Result> results(Map<String, Judged> judged, String floor) {
    Evaluation base = judged(judged, floor).evaluation();
    var results = new ArrayList<Report.Result>();
    judged.forEach((name, row) -> {
      boolean ours = name.startsWith(Rows.GRLM);
      var intervals = new LinkedHashMap<String, Report.Interval>();
      bootstrap
          .intervals(row.evaluation())
          .forEach((metric, i) -> intervals.put(metric, new Report.Interval(i.low(), i.high())));
      results.add(
          new Report.Result(
              name,
              ours ? config.preset().word() : null,
              row.evaluation().metrics(),
              intervals,
              ours ? differences(row.evaluation(), base) : null,
              row.evaluation().shortLists(),
              row.seconds()));
    });
    return results;
  }

  private Map<String, Report.Difference> differences(Evaluation row, Evaluation base) {
    var differences = new LinkedHashMap<String, Report.Difference>();
    for (Metric metric : List.of(Metric.RECALL_10, Metric.NDCG_10)) {
      differences.put(metric.word(), difference(row, base, metric));
    }
    return differences;
  }

  private Report.Difference difference(Evaluation row, Evaluation base, Metric metric) {
    Bootstrap.Interval interval = bootstrap.difference(row, base, metric);
    double mean = row.value(metric) - base.value(metric);
    // The mean of the sample can lie a hair outside a percentile interval of few resamples.
    return new Report.Difference(
        Math.min(mean, interval.low()), mean, Math.max(mean, interval.high()));
  }

  /// The constrained row minus every floor row.
  private Map<String, Report.Difference> paired(Map<String, Judged> judged) {
    Evaluation own = judged(judged, Rows.GRLM).evaluation();
    var differences = new LinkedHashMap<String, Report.Difference>();
    judged.forEach((name, row) -> {
      if (!name.startsWith(Rows.GRLM)) {
        differences.put(name, difference(own, row.evaluation(), Metric.NDCG_10));
      }
    });
    return differences;
  }

  private Report.Counts counts() {
    var noticed = new LinkedHashMap<String, Long>();
    stages
        .manifest()
        .stages()
        .forEach(
            (stage, record) -> record.counts().forEach((k, v) -> noticed.put(stage + ": " + k, v)));
    return new Report.Counts(
        String.valueOf(stages.folder().root().toAbsolutePath().normalize().getFileName()),
        dataset.histories().size(),
        dataset.catalog().size(),
        dataset.interactions(),
        noticed);
  }

  @SuppressWarnings("unchecked") // a record of plain values is a map of plain values
  private Map<String, Object> termStatistics() throws IOException {
    var neighbors = NeighborFiles.read(stages.folder().neighbors(), dataset.catalog());
    TermReport statistics = TermReport.of(identifiers, neighbors, config.seed());
    return Json.convert(Json.tree(statistics), Map.class);
  }

  private static Report.Generation generation(GroundingCounts counts) {
    return new Report.Generation(
        counts.validRate(),
        counts.directHitRate(),
        counts.structuralRate(),
        counts.ungroundableRate());
  }

  private List<Report.Stage> stageTimes(Split split, double seconds) {
    var times = new ArrayList<Report.Stage>();
    stages
        .manifest()
        .stages()
        .forEach((name, record) -> {
          if (!name.startsWith("report")) {
            times.add(new Report.Stage(name, record.seconds(), record.peakRssMiB(), "done"));
          }
        });
    times.add(
        new Report.Stage(
            split == Split.TEST ? "report" : "report-" + split.word(),
            seconds,
            PeakMemory.mebibytes(),
            "done"));
    return times;
  }

  private List<Report.TrainingPoint> training() throws IOException {
    return stages.curve().points().stream()
        .map(p -> new Report.TrainingPoint(p.epoch(), p.loss(), p.validation()))
        .toList();
  }
}
