package dev.grlm.systems.grlm;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.FusionConfig;
import dev.grlm.fusion.FusionFit;
import dev.grlm.fusion.FusionScorer;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.fusion.Weight;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.model.ItemPrior;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The stage that weighs what is counted against what the model says: model → prior.json
/// (docs/decisions/0018). Everything is chosen on validation.
final class PriorStage {
  static final String NAME = "prior";

  /// Shares of the slots' nets that are tried beside none.
  private static final List<Double> SLOTS = List.of(.5, 1.);

  /// Users by whom they are told apart.
  private static final int SLOT_USERS = 2_000;

  private final SystemRun<GrlmSettings> run;
  private final TermModel model;

  PriorStage(SystemRun<GrlmSettings> run, TermModel model) {
    this.run = run;
    this.model = model;
  }

  static Path file(SystemRun<?> run) {
    return run.folder().resolve("prior.json");
  }

  /// @param inputs the dataset's files, the identifiers, and the model's
  Stage stage(List<Path> inputs) {
    return new Stage(run.stage(NAME), this::settings, inputs, () -> List.of(file(run)), this::work);
  }

  private Object settings() {
    return new TreeMap<>(
        Map.of(
            "prior", run.settings().prior(),
            "beams", run.shared().decoding().beams(),
            "textFields", run.shared().textFields(),
            "language", run.shared().language(),
            "repeats", run.shared().evaluation().repeats(),
            "seed", run.shared().seed()));
  }

  private SortedMap<String, Long> work() throws IOException {
    Dataset dataset = run.dataset();
    Identifiers identifiers = GrlmSystem.identifiers(run);
    GrlmPrior.Sources sources = GrlmSystem.sources(run, identifiers);
    try (OpenTermModel open = model.open(run.model(), dataset, identifiers)) {
      FittedFusion fusion = fit(dataset, sources, open);
      var tried = new LinkedHashMap<String, Double>();
      double slots = 1;
      if (fusion.speaks()) {
        slots = slots(new Trial(dataset, identifiers, sources, open, fusion), tried);
      }
      FittedPrior.of(fusion, slots, tried).write(file(run));
      say(fusion, slots);
      return counts(fusion);
    }
  }

  private FittedFusion fit(Dataset dataset, GrlmPrior.Sources sources, OpenTermModel open) {
    FusionConfig config = run.settings().prior();
    List<Signal> asked =
        sources.signals().signals().stream()
            .filter(signal -> config.signals().contains(signal.name()))
            .toList();
    Optional<Scorer> scorer = open.scorer();
    return new FusionFit(config, new SignalSet(asked), scorer, sources.repeats())
        .fit(dataset, run.shared().seed());
  }

  private record Trial(
      Dataset dataset,
      Identifiers identifiers,
      GrlmPrior.Sources sources,
      OpenTermModel open,
      FittedFusion fusion) {}

  /// More than nothing is kept only where beams with it win, by more than their noise, over ranking
  /// the catalogue at once.
  private double slots(Trial trial, Map<String, Double> tried) {
    var search =
        new TermSearch(
            trial.dataset(), trial.identifiers(), run.shared().decoding(), model.batch());
    boolean repeats = trial.sources().repeats();
    var evaluator =
        new Evaluator(
            trial.dataset(),
            EvaluationSettings.of(Split.VALIDATION, repeats)
                .withWorkers(run.shared().workers())
                .withSample(SLOT_USERS, run.shared().seed()));
    if (evaluator.users().isEmpty()) {
      return 0;
    }
    var product =
        new SignalProduct(
            trial.sources().signals(), trial.fusion().signals(), trial.dataset().catalog().size());
    double scale = trial.fusion().model().orElseThrow().value();
    Scorer fused = new FusionScorer("fused", product, trial.open().scorer().orElseThrow(), scale);
    double best = 0;
    Evaluation kept =
        evaluator.evaluate(
            search.exhaustive(generator(trial, search, product, 0), fused, repeats, _ -> {}));
    tried.put("0.0", kept.value(Metric.NDCG_10));
    for (double slots : SLOTS) {
      Evaluation other =
          evaluator.evaluate(search.constrained(generator(trial, search, product, slots), _ -> {}));
      tried.put(Double.toString(slots), other.value(Metric.NDCG_10));
      if (Bootstrap.DEFAULT.difference(other, kept, Metric.NDCG_10).low() > 0) {
        best = slots;
        kept = other;
      }
    }
    return best;
  }

  private static IdentifierGenerator<?> generator(
      Trial trial, TermSearch search, SignalProduct product, double slots) {
    double scale = trial.fusion().model().orElseThrow().value();
    var prior = new ItemPrior(scale, slots, trial.sources().repeats(), product::scores);
    return search.generator(trial.open().with(prior).fitted());
  }

  private void say(FittedFusion fusion, double slots) {
    var said = new ArrayList<String>();
    fusion.model().ifPresent(weight -> said.add(said(weight)));
    fusion.signals().forEach(weight -> said.add(said(weight)));
    run.listener()
        .message(
            "what speaks for an item, by %,d users of validation: %s; %s of what is said term by term"
                .formatted(fusion.users(), String.join(", ", said), slots));
  }

  private static String said(Weight weight) {
    return String.format(Locale.ROOT, "%s %.2f", weight.expert(), weight.value());
  }

  private static SortedMap<String, Long> counts(FittedFusion fusion) {
    var counts = new TreeMap<String, Long>();
    counts.put("users whose choice was fitted", (long) fusion.users());
    counts.put("users whose choice nothing names", (long) fusion.unreached());
    return counts;
  }
}
