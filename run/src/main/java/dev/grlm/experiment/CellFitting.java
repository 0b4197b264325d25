package dev.grlm.experiment;

import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Split;
import dev.grlm.io.Folders;
import dev.grlm.io.RunListener;
import dev.grlm.report.RankFile;
import dev.grlm.report.Report;
import dev.grlm.run.Grlm;
import dev.grlm.run.IfFinished;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Fits one variant on one data set with one seed, and keeps what it came to.
///
/// @param first the variant that others may be made of
/// @param there runs of before, whatever they were fitted to
record CellFitting(Experimenting plan, Variant first, List<RunFolder> there, RunListener listener) {
  /// @param before places that are done
  void fit(Variant variant, Place place, List<Place> before) throws IOException {
    long start = System.nanoTime();
    RunConfig config = plan.config(variant, place.seed());
    RunFolder folder = plan.folder(place);
    Path work = place.in(plan.out().resolve("inputs"));
    Path data =
        plan.experiment()
            .data(
                variant, Objects.requireNonNull(plan.data().get(place.data())), place.seed(), work);
    SystemRun.Inputs inputs = inputs(variant, place, config);
    if (Files.notExists(folder.manifest())) {
      Stream<RunFolder> own =
          before.stream().filter(other -> other.data().equals(place.data())).map(plan::folder);
      List<RunFolder> others =
          Stream.concat(own, there.stream())
              .filter(other -> Files.exists(other.manifest()))
              .toList();
      new Shared(data, config, inputs).begin(folder, others);
    }
    RunConfig judged = plan.judged(variant, place.seed());
    try (Grlm run = fitted(data, folder, config, judged, inputs)) {
      Report report = Report.read(folder.report(Split.TEST.word()));
      Path pages = place.in(plan.out().resolve("pages"));
      var fitted = new Fitted(variant, run, judged, report, work, pages, listener);
      Measured measured = plan.experiment().measured(fitted);
      new Cell(
              report.users(),
              ofReport(report).and(measured).rows(),
              plan.experiment().published(fitted),
              seconds(report),
              (System.nanoTime() - start) / 1e9,
              fitSeconds(report, config),
              // Ranks that were measured say themselves whom they are of.
              report.persons() == null || !measured.ranks().isEmpty() ? null : persons(folder))
          .write(plan.out(), place, folder.ranks(Split.TEST.word()), measured.ranks());
    }
    // What a training goes on from is most of what a run takes on disk.
    for (String system : config.fitted()) {
      Folders.delete(folder.system(system).resolve("training"));
    }
  }

  /// Who stands behind each user of the ranks.
  private static List<String> persons(RunFolder folder) throws IOException {
    Map<String, String> personOf = new HashMap<>();
    DatasetFiles.read(folder.dataset())
        .histories()
        .forEach(history -> personOf.put(history.user(), history.person()));
    return RankFile.read(folder.ranks(Split.TEST.word()), Split.TEST)
        .firstEntry()
        .getValue()
        .users()
        .stream()
        .map(user -> Objects.requireNonNull(personOf.get(user), user))
        .toList();
  }

  /// Where a variant is judged otherwise than it is fitted, what is fitted is judged anew.
  private Grlm fitted(
      Path data, RunFolder folder, RunConfig config, RunConfig judged, SystemRun.Inputs inputs)
      throws IOException {
    if (judged.equals(config)) {
      return Grlm.fit(data, folder.root(), config, inputs, listener, IfFinished.REPLACE);
    }
    new RunStages(folder, config, inputs, listener).fitSystems(data);
    new RunStages(folder, judged, listener).report(Split.TEST);
    return Grlm.open(config.house(), folder.root());
  }

  private SystemRun.Inputs inputs(Variant variant, Place place, RunConfig config)
      throws IOException {
    if (variant.equals(first)) {
      return plan.inputs();
    }
    RunFolder one = plan.folder(new Place(place.data(), first.name(), place.seed()));
    Path work = place.in(plan.out().resolve("inputs"));
    return plan.experiment().inputs(variant, plan.inputs(), new Preparation(one, config, work));
  }

  private static double fitSeconds(Report report, RunConfig config) {
    return report.stages().stream()
        .filter(stage ->
            config.fitted().stream().anyMatch(system -> stage.name().startsWith(system + "/")))
        .mapToDouble(Report.Stage::seconds)
        .sum();
  }

  private SequencedMap<String, Double> seconds(Report report) {
    var seconds = new LinkedHashMap<String, Double>();
    plan.experiment()
        .rows(report)
        .forEach(row ->
            seconds.put(row, report.result(row).map(Report.Result::seconds).orElse(Double.NaN)));
    return seconds;
  }

  /// The rows that the experiment looks at.
  private Measured ofReport(Report report) {
    var rows = new LinkedHashMap<String, SequencedMap<String, Double>>();
    for (String name : plan.experiment().rows(report)) {
      Report.Result result =
          report
              .result(name)
              .orElseThrow(() -> new IllegalArgumentException("the report has no row " + name));
      var figures = new LinkedHashMap<>(result.metrics());
      Report.GenerationShares shares = report.generation().get(name);
      if (shares != null) {
        figures.putAll(Numbered.figures("generation", shares));
      }
      figures.putAll(Numbered.figures("identifiers", report.identifiers()));
      rows.put(name, figures);
    }
    return new Measured(rows);
  }
}
