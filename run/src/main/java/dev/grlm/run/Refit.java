package dev.grlm.run;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Recommender;
import dev.grlm.run.NewItems.Arrival;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.system.TieOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The next run of a shop: the same configuration and identifiers on newer data, the model starting
/// from the weights of the run before. What that was trained on is no target of the new one, see
/// [UntrainedTargets]. Stateless.
public final class Refit {
  /// Where the newer data lies in the new run.
  public static final String DATA = "collected";

  private Refit() {}

  /// How the new run does beside the one before, on the validation targets of the newer data that
  /// neither was trained on.
  ///
  /// @param before NDCG@10 of the earlier model
  /// @param now NDCG@10 of the new one
  /// @param difference 95 % interval of the difference, paired by user
  /// @param users whose targets these are, one at least; a sample where the configuration says so
  public record Comparison(double before, double now, Bootstrap.Interval difference, int users) {
    public Comparison {
      if (users < 1) {
        throw new IllegalArgumentException("two runs are compared on " + users + " users");
      }
    }

    /// Whether the new model may take over.
    public boolean notWorse() {
      return now >= before;
    }
  }

  /// What the next run is made of.
  ///
  /// @param dataset the items of the run before in their order, then further ones; newer histories
  /// @param identifiers of those items, of words; those of earlier items as they are; empty ones
  ///   where no system of the run has any
  /// @param came with what further items were called until now
  public record Newer(Dataset dataset, Identifiers identifiers, List<Arrival> came) {
    public Newer {
      came = List.copyOf(came);
    }
  }

  /// @param from the run before
  /// @param out folder of the new run
  /// @param ifFinished what becomes of a finished run in `out` that was made of other data
  /// @throws IOException in one line, as [Grlm#fit], and where no user has a validation target that
  ///   the run before was not trained on
  public static Comparison fit(
      List<RecommenderSystem<?>> house,
      Path from,
      Newer newer,
      Path out,
      RunListener listener,
      IfFinished ifFinished)
      throws IOException {
    RunConfig before = Grlm.configOf(house, from);
    // The data that follow hold the order of the run before, drawn or not.
    RunConfig config = before.with(before.shared().withTies(TieOrder.KEEP));
    if (before.shared().ties() == TieOrder.SHUFFLE) {
      listener.message("events at one time stay in the order that %s drew".formatted(from));
    }
    Dataset dataset = untrained(from, newer.dataset(), listener);
    Path data = out.resolve(DATA);
    if (ifFinished == IfFinished.REFUSE && Files.exists(data)) {
      requireSame(config, dataset, out, listener);
    }
    DatasetFiles.write(data, dataset);
    Optional<Path> given = Optional.empty();
    if (newer.identifiers().length() > 0) {
      Path file = data.resolve("term_ids.tsv");
      TermIdFile.write(file, dataset.catalog(), newer.identifiers());
      given = Optional.of(file);
    }
    var inputs = new SystemRun.Inputs(given, Optional.of(from), Optional.empty());
    try (Grlm next = Grlm.fit(data, out, config, inputs, listener, ifFinished);
        Grlm old = Grlm.open(house, from, next.system())) {
      var settings =
          EvaluationSettings.of(Split.VALIDATION, next.repeats())
              .withWorkers(config.shared().workers())
              .withSample(config.shared().evaluation().validationUsers(), config.shared().seed());
      var evaluator = new Evaluator(dataset, settings);
      Evaluation now = evaluator.evaluate(next.unfilled());
      Evaluation earlier = evaluator.evaluate(before(old, newer));
      var bootstrap =
          new Bootstrap(config.shared().evaluation().resamples(), config.shared().seed());
      return new Comparison(
          earlier.value(Metric.NDCG_10),
          now.value(Metric.NDCG_10),
          bootstrap.difference(now, earlier, Metric.NDCG_10),
          now.users().size());
    }
  }

  private static Dataset untrained(Path from, Dataset newer, RunListener listener)
      throws IOException {
    Dataset earlier = DatasetFiles.read(new RunFolder(from).dataset());
    UntrainedTargets targets = UntrainedTargets.of(earlier, newer);
    if (targets.judged() == 0) {
      throw new IOException(
          "%s: of %d users none has a validation target that this run was not trained on, so nothing says whether a newer one is better, and none is made; collect further events, or fit anew with --data"
              .formatted(from, newer.histories().size()));
    }
    listener.message(targets.description(from.toString()));
    return targets.dataset();
  }

  /// A finished run is compared before a file of it is written over.
  private static void requireSame(RunConfig config, Dataset dataset, Path out, RunListener listener)
      throws IOException {
    Path newer = Files.createTempDirectory("grlm-collected");
    try {
      DatasetFiles.write(newer, dataset);
      var folder = new RunFolder(out);
      new RunStages(folder, config, SystemRun.Inputs.NONE, listener, IfFinished.REFUSE)
          .requireDataset(newer);
    } finally {
      try (Stream<Path> files = Files.list(newer)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(newer);
    }
  }

  /// The earlier system on the newer catalogue; one that cannot grow passes over what it does not
  /// know. What it called an item by codes of its own, that it calls it here.
  private static Recommender before(Grlm old, Newer newer) throws IOException {
    if (!old.grows()) {
      return new FittedItems(old.unfilled(), old.fitted());
    }
    var coded = new HashMap<String, Arrival>();
    for (Arrival one : newer.came()) {
      if (!one.books().isEmpty() && one.books().equals(old.books())) {
        coded.put(one.item().id(), one);
      }
    }
    var arrivals = new ArrayList<Arrival>();
    for (int place = 0; place < newer.identifiers().size(); place++) {
      Item item = newer.dataset().catalog().item(place);
      var worded = new Arrival(item, newer.identifiers().of(place), true);
      arrivals.add(coded.getOrDefault(item.id(), worded));
    }
    NewItems.Grown grown = NewItems.grown(old, arrivals);
    return old.with(grown.items(), grown.identifiers()).unfilled();
  }
}
