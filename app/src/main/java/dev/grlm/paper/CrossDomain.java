package dev.grlm.paper;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.paper.AskedPersons.Group;
import dev.grlm.recommend.Recommender;
import dev.grlm.report.RankFile;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whether a second domain helps, and whom (docs/decisions/0032): the target domain alone; every
/// person's events in both domains as one sequence, as GRLM has them; both domains side by side, a
/// user per person and domain, as GenCDR has them. All three are parts of the same sequences with
/// the same cuts, so that each is asked for the same targets, and differences go person by person.
///
/// @param pair the domains
/// @param kept forms beside the first; none for both
/// @param source data set of the source domain, where the data are those of the target domain alone
///   ([JoinedFolders])
record CrossDomain(DomainPair pair, List<String> kept, @Nullable Path source)
    implements Experiment {
  private static final String ALONE = "in-domain";
  private static final String MERGED = "merged";
  private static final String SEPARATE = "separate";

  /// What a column of ranks among the items of the target's domain is called.
  private static final String ASKED = "asked";

  CrossDomain {
    kept = List.copyOf(kept);
    for (String form : kept) {
      if (!List.of(ALONE, MERGED, SEPARATE).contains(form)) {
        throw new IllegalArgumentException(
            "two domains are looked at %s, %s or %s, not '%s'"
                .formatted(ALONE, MERGED, SEPARATE, form));
      }
    }
  }

  @Override
  public String name() {
    return "cross-domain";
  }

  @Override
  public String question() {
    return "Does what %s did in %s help to say what they take in %s?"
        .formatted(
            pair.users() == DomainPair.Users.ALL ? "people" : "people of both",
            pair.source(),
            pair.target());
  }

  @Override
  public String claim() {
    return "With merged sequences GRLM has R@5 .0480 on Sports and .0928 on Phones, GenCDR .0274"
        + " and .0436 (cross-domain table; who was evaluated is not published).";
  }

  @Override
  public SequencedMap<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("source", pair.source());
    settings.put("target", pair.target());
    settings.put("users", pair.users().toString());
    return settings;
  }

  @Override
  public List<Report.Published> published(Fitted fitted) {
    return List.of();
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(ALONE, MERGED, SEPARATE).stream()
        .filter(form -> form.equals(ALONE) || kept.isEmpty() || kept.contains(form))
        .map(Variant::of)
        .toList();
  }

  /// What the report says of all targets together is in the report.
  @Override
  public List<String> rows(Report report) {
    return List.of();
  }

  private static Path persons(Path work) {
    return work.resolve("persons.tsv");
  }

  @Override
  public List<Path> files(Path data) throws IOException {
    var files = new ArrayList<Path>();
    if (source != null) {
      files.addAll(DatasetReader.files(source));
    }
    files.addAll(DatasetReader.files(data));
    return files;
  }

  private JoinedDomains joined(Path data) throws IOException {
    return source == null
        ? JoinedDomains.of(DatasetReader.read(data), pair, data.toString())
        : JoinedDomains.of(JoinedFolders.read(source, data, pair), pair, source + " and " + data);
  }

  @Override
  public Path data(Variant variant, Path data, long seed, Path work) throws IOException {
    JoinedDomains joined = joined(data);
    Path folder = work.resolve("data");
    Files.createDirectories(folder);
    DatasetFiles.write(
        folder,
        switch (variant.name()) {
          case MERGED -> joined.merged();
          case SEPARATE -> joined.separate();
          default -> joined.inDomain();
        });
    AskedPersons.of(joined).write(persons(work));
    Json.write(work.resolve("joined.json"), JoinedSummary.of(joined));
    return folder;
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    RunFolder folder = fitted.run().folder();
    Dataset dataset = new RunTables(folder).dataset();
    var ranks =
        new DomainRanks(
            dataset,
            AskedPersons.read(persons(fitted.work())),
            EvaluationSettings.of(Split.TEST, fitted.run().repeats())
                .withWorkers(fitted.config().shared().workers()));
    SequencedMap<String, Evaluation> whole =
        RankFile.read(folder.ranks(Split.TEST.word()), Split.TEST);
    var rows = new LinkedHashMap<String, SequencedMap<String, Double>>();
    var evaluations = new ArrayList<Evaluation>();
    List<FittedSystem> opened =
        new RunStages(folder, fitted.config(), RunListener.silent()).openFitted();
    try {
      for (Map.Entry<String, Recommender> one : looked(fitted.report(), opened).entrySet()) {
        Recommender row = one.getValue();
        SequencedMap<String, Integer> all =
            ranks.whole(Objects.requireNonNull(whole.get(row.name())));
        // Alone, a domain is the catalogue.
        SequencedMap<String, Integer> asked =
            fitted.variant().name().equals(ALONE) ? all : ranks.inDomain(row, fitted.listener());
        for (String domain : pair.names()) {
          for (Group group : Group.values()) {
            String name = "%s: %s, %s".formatted(one.getKey(), domain, group.words());
            Evaluation ofAll = ranks.of(name, all, domain, group);
            Evaluation ofDomain = ranks.of(Measured.ranks(name, ASKED), asked, domain, group);
            if (!ofAll.users().isEmpty()) {
              evaluations.add(ofAll);
              evaluations.add(ofDomain);
              rows.put(name, figures(ofAll, ofDomain, ranks.asked()));
            }
          }
        }
      }
    } finally {
      opened.forEach(FittedSystem::close);
    }
    return new Measured(rows, evaluations);
  }

  /// The first row of each system that was fitted, and the best of the floor under one name, since
  /// another one may be the best in another variant.
  private static SequencedMap<String, Recommender> looked(
      Report report, List<FittedSystem> opened) {
    var rows = new TreeMap<String, Recommender>();
    opened.stream()
        .flatMap(system -> system.rows().stream())
        .map(Row::recommender)
        .forEach(row -> rows.put(row.name(), row));
    var looked = new LinkedHashMap<String, Recommender>();
    var systems = new ArrayList<String>();
    for (Report.Result result : report.results()) {
      if (!result.ofFloor() && !systems.contains(result.system())) {
        systems.add(result.system());
        looked.put(result.name(), Objects.requireNonNull(rows.get(result.name())));
      }
    }
    if (report.floor() != null) {
      looked.put("floor", Objects.requireNonNull(rows.get(report.floor())));
    }
    return looked;
  }

  private static SequencedMap<String, Double> figures(
      Evaluation whole, Evaluation asked, AskedPersons persons) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("users", (double) whole.users().size());
    long ordered = whole.users().stream().filter(person -> persons.of(person).ordered()).count();
    figures.put("ordered", (double) ordered / whole.users().size());
    figures.putAll(whole.metrics());
    asked.metrics().forEach((metric, value) -> figures.put(ASKED + "." + metric, value));
    return figures;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("users", "users"),
        Column.share("ordered", "order known"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_5),
        Column.of(Metric.NDCG_10),
        Column.of(Metric.RECALL_5, ASKED, "R@5 in its domain"),
        Column.of(Metric.RECALL_10, ASKED, "R@10 in its domain"),
        Column.of(Metric.NDCG_5, ASKED, "N@5 in its domain"),
        Column.of(Metric.NDCG_10, ASKED, "N@10 in its domain"));
  }
}
