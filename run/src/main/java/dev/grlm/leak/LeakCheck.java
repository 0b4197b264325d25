package dev.grlm.leak;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationProgress;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.io.RunListener;
import dev.grlm.leak.LeakReport.Finding;
import dev.grlm.leak.LeakReport.Verdict;
import dev.grlm.recommend.Recommendation;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.system.TieOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Fits a run three times: to its histories as they are, to the same with all test targets
/// replaced, and with all validation targets replaced. Whatever is fitted on training positions
/// must come out the same, bit for bit: every file of every stage, and the list that every row of
/// the report gives to the same history. What does not has seen what it is judged by.
///
/// Trainings are cut short and validate only once, so that early stopping chooses nothing; rows
/// whose settings are chosen on validation may differ where validation was replaced
/// ([Row#chosenOnValidation]).
public final class LeakCheck {
  private static final String LISTS_OF = "lists of ";

  private final RunConfig config;
  private final Dataset sample;
  private final SystemRun.Inputs inputs;
  private final LeakSettings settings;
  private final Path work;
  private final RunListener listener;
  private final boolean repeats;

  private LeakCheck(
      RunConfig config,
      Dataset sample,
      SystemRun.Inputs inputs,
      LeakSettings settings,
      Path work,
      RunListener listener)
      throws IOException {
    this.sample = sample;
    this.inputs = inputs;
    this.settings = settings;
    this.work = work;
    this.listener = listener;
    this.repeats = RepeatPolicy.parse(config.shared().evaluation().repeats()).allows(sample);
    RunConfig asGiven = config.with(config.shared().withTies(TieOrder.KEEP));
    this.config = OnlyTheLastEpoch.of(asGiven, settings.epochs(), repeats);
  }

  /// Checks everything that `config` fits to `dataset`, and the floor.
  ///
  /// @param dataset events at one time stay in its order, whatever `config` says
  /// @param inputs what the fits are given beside the data
  /// @param work folder for the three runs; what of them is done is not done again
  /// @throws IOException in one line, when a run cannot be fitted
  /// @throws IllegalArgumentException when no target can be replaced
  public static LeakReport check(
      RunConfig config,
      Dataset dataset,
      SystemRun.Inputs inputs,
      LeakSettings settings,
      Path work,
      RunListener listener)
      throws IOException {
    Dataset sample = sample(dataset, settings);
    return new LeakCheck(config, sample, inputs, settings, work, listener).report();
  }

  private static Dataset sample(Dataset dataset, LeakSettings settings) {
    List<History> all = dataset.histories();
    if (all.size() <= settings.users()) {
      return dataset;
    }
    var random = new SplittableRandom(settings.seed());
    Set<Integer> drawn = new HashSet<>();
    while (drawn.size() < settings.users()) {
      drawn.add(random.nextInt(all.size()));
    }
    List<History> kept = drawn.stream().sorted().map(all::get).toList();
    return new Dataset(dataset.catalog(), kept, dataset.counts());
  }

  private LeakReport report() throws IOException {
    List<Split> splits = List.of(Split.TEST, Split.VALIDATION);
    RunStages truth = fit("as-it-is", sample);
    Map<Split, SequencedMap<String, Lists>> asItIs = lists(truth, sample, splits);
    var findings = new ArrayList<Finding>();
    for (Split split : splits) {
      Dataset replaced = ReplacedTargets.of(sample, split, settings.seed());
      RunStages other = fit(split.word() + "-replaced", replaced);
      findings.addAll(files(truth, other, split));
      Map<Split, SequencedMap<String, Lists>> changed = lists(other, replaced, List.of(split));
      findings.addAll(
          compared(
              Objects.requireNonNull(asItIs.get(split)),
              Objects.requireNonNull(changed.get(split)),
              split));
    }
    int listed = Math.min(settings.listed(), Split.TEST.evaluated(sample).size());
    return new LeakReport(sample.histories().size(), listed, findings);
  }

  private RunStages fit(String name, Dataset dataset) throws IOException {
    listener.message("fitting '%s' to %d users".formatted(name, dataset.histories().size()));
    Path data = work.resolve(name + "-data");
    DatasetFiles.write(data, dataset);
    var stages = new RunStages(new RunFolder(work.resolve(name)), config, inputs, listener);
    stages.fitSystems(data);
    return stages;
  }

  private static List<Finding> files(RunStages truth, RunStages other, Split split)
      throws IOException {
    Artefacts expected = Artefacts.of(truth.folder());
    Artefacts found = Artefacts.of(other.folder());
    var paths = new LinkedHashMap<>(expected.hashes());
    paths.putAll(found.hashes());
    var findings = new ArrayList<Finding>();
    for (String path : paths.keySet()) {
      findings.add(new Finding(path, split, verdict(expected, found, path, split)));
    }
    return findings;
  }

  /// What is measured or chosen on validation may follow validation targets, and no test targets.
  private static Verdict verdict(Artefacts expected, Artefacts found, String path, Split split)
      throws IOException {
    if (expected.same(path, found)) {
      return Verdict.SAME;
    }
    return split == Split.VALIDATION && expected.sameButJudged(path, found)
        ? Verdict.CHOSEN
        : Verdict.CHANGED;
  }

  /// What a row gave to each of the users that were asked for.
  private record Lists(Row row, List<List<Recommendation>> lists) {}

  /// By split and row. A run is opened once for all splits: some rows are tuned when they are.
  private Map<Split, SequencedMap<String, Lists>> lists(
      RunStages stages, Dataset dataset, List<Split> splits) throws IOException {
    var lists = new EnumMap<Split, SequencedMap<String, Lists>>(Split.class);
    List<FittedSystem> opened = stages.openFitted();
    try {
      List<Row> rows = opened.stream().flatMap(system -> system.rows().stream()).toList();
      splits.forEach(split -> lists.put(split, asked(rows, dataset, split)));
    } finally {
      opened.forEach(FittedSystem::close);
    }
    return lists;
  }

  private SequencedMap<String, Lists> asked(List<Row> rows, Dataset dataset, Split split) {
    var evaluator =
        new Evaluator(
            dataset,
            EvaluationSettings.of(split, repeats)
                .withWorkers(config.shared().workers())
                .withSample(settings.listed(), settings.seed()));
    var lists = new LinkedHashMap<String, Lists>();
    for (Row row : rows) {
      listener.message("asking '%s' on %s".formatted(row.name(), split.word()));
      lists.put(
          row.name(),
          new Lists(row, evaluator.recommend(row.recommender(), EvaluationProgress.NONE).lists()));
    }
    return lists;
  }

  private static List<Finding> compared(
      Map<String, Lists> truth, Map<String, Lists> other, Split split) {
    return truth.entrySet().stream()
        .map(entry ->
            new Finding(
                LISTS_OF + entry.getKey(),
                split,
                verdict(entry.getValue(), other.get(entry.getKey()), split)))
        .toList();
  }

  private static Verdict verdict(Lists truth, @Nullable Lists other, Split split) {
    if (split == Split.VALIDATION && truth.row().chosenOnValidation()) {
      return Verdict.CHOSEN;
    }
    return other != null && truth.lists().equals(other.lists()) ? Verdict.SAME : Verdict.CHANGED;
  }
}
