package dev.grlm.systems.grlm;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fusion.AddedFit;
import dev.grlm.fusion.AddedWeights;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.FusionFit;
import dev.grlm.fusion.FusionScorer;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.fusion.Weight;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.system.IdentifierSearch;
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
      Signals counted = sources.counted();
      SignalSet signals = asked(counted.set());
      boolean repeats = sources.repeats();
      FittedFusion fusion =
          new FusionFit(run.settings().prior(), signals, open.scorer(), repeats)
              .fit(dataset, run.shared().seed());
      var tried = new LinkedHashMap<String, Double>();
      double slots = 1;
      AddedWeights added = AddedWeights.NONE;
      if (fusion.speaks()) {
        var product = new SignalProduct(signals, fusion.signals(), dataset.catalog().size());
        var search = TermSearch.of(dataset, identifiers, run.shared().decoding(), model.batch());
        slots = slots(new Trial(search, open, fusion, product, repeats), tried);
        added =
            new AddedFit(run.settings().prior(), counted, open.scorer().orElseThrow(), repeats)
                .fit(dataset, fusion, run.shared().seed());
      }
      FittedPrior.of(fusion, slots, tried, added).write(file(run));
      say(fusion, slots);
      sayAdded(added);
      return counts(fusion);
    }
  }

  private SignalSet asked(SignalSet all) {
    List<String> names = run.settings().prior().signals();
    return new SignalSet(
        all.signals().stream().filter(signal -> names.contains(signal.name())).toList());
  }

  /// Beams, told of weighed signals, beside the catalogue ranked at once.
  private record Trial(
      IdentifierSearch search,
      OpenTermModel open,
      FittedFusion fusion,
      SignalProduct product,
      boolean repeats) {
    double scale() {
      return fusion.model().orElseThrow().value();
    }

    Scorer fused() {
      return new FusionScorer("fused", product, open.scorer().orElseThrow(), scale());
    }

    Recommender exhaustive() {
      return search.exhaustive(search.generator(open.fitted()), fused(), repeats, _ -> {});
    }

    Recommender beams(double slots) {
      var prior = new ItemPrior(scale(), slots, repeats, product::scores);
      IdentifierGenerator<?> generator = search.generator(open.with(prior).fitted());
      return search.constrained(
          IdentifierSearch.parted(generator, Optional.of(fused()), repeats), _ -> {});
    }
  }

  /// More than nothing is kept only where beams with it win, by more than their noise, over ranking
  /// the catalogue at once.
  private double slots(Trial trial, Map<String, Double> tried) {
    var evaluator =
        new Evaluator(
            trial.search().dataset(),
            EvaluationSettings.of(Split.VALIDATION, trial.repeats())
                .withWorkers(run.shared().workers())
                .withSample(SLOT_USERS, run.shared().seed()));
    double best = 0;
    Evaluation kept = evaluator.evaluate(trial.exhaustive());
    tried.put("0.0", kept.value(Metric.NDCG_10));
    for (double slots : SLOTS) {
      Evaluation other = evaluator.evaluate(trial.beams(slots));
      tried.put(Double.toString(slots), other.value(Metric.NDCG_10));
      if (Bootstrap.DEFAULT.difference(other, kept, Metric.NDCG_10).low() > 0) {
        best = slots;
        kept = other;
      }
    }
    return best;
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

  private void sayAdded(AddedWeights added) {
    if (added.weighedApart()) {
      run.listener()
          .message(
              String.format(
                  Locale.ROOT,
                  "for items that are added later, by %,d purchases of %,d items taken for new: %s; %.3f of them found, %.3f of the others",
                  added.purchases(),
                  added.items(),
                  String.join(", ", added.signals().stream().map(PriorStage::said).toList()),
                  added.found(),
                  added.others()));
    }
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
