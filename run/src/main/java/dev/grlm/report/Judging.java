package dev.grlm.report;

import dev.grlm.codebook.CodeSurvey;
import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.EventTimes;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Persons;
import dev.grlm.evaluate.RankedLists;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.evaluate.Slices;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermReport;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.stage.Manifest;
import dev.grlm.stage.OpenSystem;
import dev.grlm.stage.OpenSystems;
import dev.grlm.stage.PeakMemory;
import dev.grlm.system.Coded;
import dev.grlm.system.Identifying;
import dev.grlm.system.Row;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Trained;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges all rows of a run on one split and writes the report, its page and, on test, the
/// recommendations. The floor stands first; the first row of the first system that learns is the
/// one that the report speaks of.
final class Judging {
  private static final String LEAVE_ONE_OUT =
      "Leave-one-out: the last item of a user is the test target, the last but one the validation"
          + " target.";
  private static final String BY_PART =
      "Histories are cut as the column 'part' of the data says: the first item of a user's test part"
          + " is the test target, the first of the validation part the validation target.";
  private static final String PROTOCOL =
      " Models see training positions only; every choice was made on validation. All users with a"
          + " target, the whole catalogue, no sampled negatives; a short list stays short.";

  /// What a row is compared with the floor in.
  static final List<Metric> COMPARED = List.of(Metric.RECALL_10, Metric.NDCG_10);

  private final RunFolder folder;
  private final RunSettings settings;
  private final RunTables tables;
  private final Manifest manifest;
  private final RunListener listener;
  private final Dataset dataset;
  private final boolean repeats;
  private final Bootstrap bootstrap;

  Judging(
      RunFolder folder,
      RunSettings settings,
      RunTables tables,
      Manifest manifest,
      RunListener listener)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.tables = tables;
    this.manifest = manifest;
    this.listener = listener;
    this.dataset = tables.dataset();
    this.repeats = tables.repeats(settings.evaluation());
    this.bootstrap = new Bootstrap(settings.evaluation().resamples(), settings.seed());
  }

  /// A row with the system that it is of.
  private record Entry(OpenSystem system, Row row) {
    String name() {
      return row.name();
    }

    boolean ofFloor() {
      return system.kind() == RowKind.FLOOR;
    }
  }

  /// An evaluated row.
  private record Judged(Entry entry, RankedLists lists, Evaluation evaluation, double seconds) {}

  void write(Split split, OpenSystems opened) throws IOException {
    long start = System.nanoTime();
    List<Judged> judged = judge(entries(opened), split);
    Judged main =
        judged.stream().filter(row -> !row.entry().ofFloor()).findFirst().orElse(judged.getLast());
    Optional<Judged> floor =
        judged.stream().filter(row -> row.entry().ofFloor()).reduce((_, last) -> last);
    Optional<OpenSystem> words = opened.words();
    Identifiers shown =
        words.map(Judging::identifiers).orElseGet(() -> Identifiers.none(dataset.catalog().size()));
    String floorName = floor.map(row -> row.entry().name()).orElse(null);
    List<Report.Result> results = results(judged, floor);
    Map<String, Report.Difference> paired = paired(judged, main);
    var report =
        new Report(
            split.word(),
            main.lists().users().size(),
            protocol(),
            new Report.Repeats(repeats ? "allow" : "forbid", RepeatPolicy.repeatShare(dataset)),
            counts(),
            floorName,
            results,
            PublishedFigures.all().inReport(dataset),
            words.isPresent() ? statistics(words.get()) : Map.of(),
            generation(judged),
            stageTimes(split, (System.nanoTime() - start) / 1e9),
            training(opened),
            new SampleUsers(dataset, shown, settings).of(main.lists()),
            paired,
            SliceFigures.of(
                Slices.of(dataset, split, main.lists().users(), settings.evaluation().groups()),
                judged.stream().map(Judged::evaluation).toList()),
            persons(results, floorName, paired.keySet(), judged, main),
            codes(opened));
    if (split == Split.TEST) {
      RecommendationFile.write(folder.recommendations(), main.lists(), dataset.catalog());
    }
    RankFile.write(folder.ranks(split.word()), judged.stream().map(Judged::evaluation).toList());
    report.write(folder.report(split.word()));
    HtmlReport.write(report, folder.page(split.word()));
  }

  /// What the rows come to over persons, where a person is several of the users.
  private @Nullable PersonFigures persons(
      List<Report.Result> results,
      @Nullable String floor,
      Set<String> others,
      List<Judged> judged,
      Judged main) {
    var evaluations = new LinkedHashMap<String, Evaluation>();
    judged.forEach(row -> evaluations.put(row.entry().name(), row.evaluation()));
    return Persons.of(main.lists().users())
        .map(persons ->
            new PersonMeans(persons, bootstrap)
                .of(results, floor, others, evaluations, main.evaluation()))
        .orElse(null);
  }

  private String protocol() {
    String ties = EventTimes.note(dataset);
    String rule = (dataset.leftOneOut() ? LEAVE_ONE_OUT : BY_PART) + PROTOCOL;
    return ties.isEmpty() ? rule : rule + " " + ties;
  }

  /// The floor first, then the systems in their order, then what is made of them.
  private static List<Entry> entries(OpenSystems opened) {
    var entries = new ArrayList<Entry>();
    opened.all().stream()
        .sorted(Comparator.comparing(OpenSystem::kind))
        .forEach(
            system -> system.fitted().rows().forEach(row -> entries.add(new Entry(system, row))));
    return entries;
  }

  private static Identifiers identifiers(OpenSystem words) {
    return ((Identifying) words.fitted()).identifiers();
  }

  private List<Judged> judge(List<Entry> rows, Split split) {
    var evaluator =
        new Evaluator(
            dataset, EvaluationSettings.of(split, repeats).withWorkers(settings.workers()));
    var judged = new ArrayList<Judged>();
    int users = evaluator.users().size();
    for (Entry row : rows) {
      long before = System.nanoTime();
      long done = (long) judged.size() * users;
      RankedLists lists =
          evaluator.recommend(
              row.row().recommender(),
              (part, _) ->
                  listener.progress("report", done + part, (long) rows.size() * users, row.name()));
      double seconds = (System.nanoTime() - before) / 1e9;
      judged.add(new Judged(row, lists, lists.evaluation(), seconds));
    }
    return judged;
  }

  private List<Report.Result> results(List<Judged> judged, Optional<Judged> floor) {
    var results = new ArrayList<Report.Result>();
    for (Judged row : judged) {
      var intervals = new LinkedHashMap<String, Report.Interval>();
      bootstrap
          .intervals(row.evaluation())
          .forEach((metric, i) -> intervals.put(metric, new Report.Interval(i.low(), i.high())));
      boolean learns = !row.entry().ofFloor();
      results.add(
          new Report.Result(
              row.entry().name(),
              row.entry().system().name(),
              row.entry().system().recipe(),
              row.entry().system().kind(),
              learns ? row.entry().system().recipe() : null,
              row.evaluation().metrics(),
              intervals,
              learns && floor.isPresent()
                  ? differences(row.evaluation(), floor.get().evaluation())
                  : null,
              row.evaluation().shortLists(),
              row.seconds()));
    }
    return results;
  }

  private Map<String, Report.Difference> differences(Evaluation row, Evaluation base) {
    var differences = new LinkedHashMap<String, Report.Difference>();
    for (Metric metric : COMPARED) {
      differences.put(metric.word(), difference(row, base, metric));
    }
    return differences;
  }

  private Report.Difference difference(Evaluation row, Evaluation base, Metric metric) {
    Bootstrap.Interval interval = bootstrap.difference(row, base, metric);
    return Report.Difference.of(row.value(metric) - base.value(metric), interval);
  }

  /// The main row minus every row of another system.
  private Map<String, Report.Difference> paired(List<Judged> judged, Judged main) {
    var differences = new LinkedHashMap<String, Report.Difference>();
    for (Judged row : judged) {
      if (!row.entry().system().name().equals(main.entry().system().name())) {
        differences.put(
            row.entry().name(), difference(main.evaluation(), row.evaluation(), Metric.NDCG_10));
      }
    }
    return differences;
  }

  private Report.Counts counts() {
    var noticed = new LinkedHashMap<String, Long>();
    manifest
        .stages()
        .forEach(
            (stage, record) -> record.counts().forEach((k, v) -> noticed.put(stage + ": " + k, v)));
    return new Report.Counts(
        String.valueOf(folder.root().toAbsolutePath().normalize().getFileName()),
        dataset.histories().size(),
        dataset.catalog().size(),
        dataset.interactions(),
        noticed);
  }

  @SuppressWarnings("unchecked") // a record of plain values is a map of plain values
  private Map<String, Object> statistics(OpenSystem words) throws IOException {
    TermReport statistics = TermReport.of(identifiers(words), tables.neighbors(), settings.seed());
    var named = new LinkedHashMap<String, Object>();
    named.put(Report.WORDS_OF, words.name());
    named.putAll(Json.convert(Json.tree(statistics), Map.class));
    return named;
  }

  private static Map<String, Report.GenerationShares> generation(List<Judged> judged) {
    var generation = new LinkedHashMap<String, Report.GenerationShares>();
    for (Judged row : judged) {
      row.entry()
          .row()
          .rates()
          .ifPresent(
              rates -> generation.put(row.entry().name(), Report.GenerationShares.of(rates)));
    }
    return generation;
  }

  private List<Report.Stage> stageTimes(Split split, double seconds) {
    var times = new ArrayList<Report.Stage>();
    manifest
        .stages()
        .forEach((name, record) -> {
          if (!name.startsWith("report")) {
            times.add(new Report.Stage(name, record.seconds(), record.peakRssMiB(), "done"));
          }
        });
    times.add(new Report.Stage(ReportStage.name(split), seconds, PeakMemory.mebibytes(), "done"));
    return times;
  }

  private static Map<String, CodeSurvey> codes(OpenSystems opened) throws IOException {
    var surveys = new LinkedHashMap<String, CodeSurvey>();
    for (OpenSystem system : opened.all()) {
      if (system.fitted() instanceof Coded coded) {
        surveys.put(system.name(), CodeSurvey.of(coded.codes()));
      }
    }
    return surveys;
  }

  private static List<Report.TrainingPoint> training(OpenSystems opened) {
    var points = new ArrayList<Report.TrainingPoint>();
    for (OpenSystem system : opened.all()) {
      if (system.fitted() instanceof Trained trained) {
        trained
            .curve()
            .points()
            .forEach(point ->
                points.add(
                    new Report.TrainingPoint(
                        system.name(), point.epoch(), point.loss(), point.validation())));
      }
    }
    return points;
  }
}
