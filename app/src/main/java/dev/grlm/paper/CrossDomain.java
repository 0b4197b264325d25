package dev.grlm.paper;

import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.io.Json;
import dev.grlm.paper.AskedPersons.Group;
import dev.grlm.report.Report;
import dev.grlm.run.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
    return DomainRows.of(
            fitted,
            AskedPersons.read(persons(fitted.work())),
            pair.names(),
            List.of(Group.values()),
            fitted.variant().name().equals(ALONE))
        .measured();
  }

  @Override
  public List<String> notes(List<Line> lines) {
    return DomainRows.policies(lines);
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("users", "users"),
        Column.share("ordered", "order known"),
        DomainRows.AGAIN,
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_5),
        Column.of(Metric.NDCG_10),
        Column.of(Metric.RECALL_5, DomainRows.ASKED, "R@5 in its domain"),
        Column.of(Metric.RECALL_10, DomainRows.ASKED, "R@10 in its domain"),
        Column.of(Metric.NDCG_5, DomainRows.ASKED, "N@5 in its domain"),
        Column.of(Metric.NDCG_10, DomainRows.ASKED, "N@10 in its domain"));
  }
}
