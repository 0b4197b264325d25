package dev.grlm.systems.floor;

import dev.grlm.baseline.FloorTuner;
import dev.grlm.baseline.ItemGraphRecommender;
import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.baseline.TermSimilarityRecommender;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.FusionConfig;
import dev.grlm.fusion.FusionFit;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Identifying;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/// What every row is compared with: popularity, Markov, Term IDs in common, the item graph, the
/// graph with Term IDs (docs/decisions/0004), and what is counted, multiplied
/// (docs/decisions/0018). It learns nothing and so has no stages; it takes the Term IDs of the
/// first system that has any among those it is handed, which come in the order of the house;
/// without one it has no rows of terms.
public final class FloorSystem implements RecommenderSystem<FloorSystem.Settings> {
  public static final String NAME = "floor";

  /// The row of signals multiplied.
  public static final String LOG_LINEAR = "log-linear";

  /// There is nothing to be told.
  public record Settings() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.FLOOR;
  }

  @Override
  public SequencedMap<String, Settings> recipes() {
    return new LinkedHashMap<>(Map.of("default", new Settings()));
  }

  @Override
  public void require(SystemRun<Settings> run) {}

  @Override
  public List<Stage> stages(SystemRun<Settings> run) {
    return List.of();
  }

  @Override
  public FittedSystem open(SystemRun<Settings> run, List<FittedSystem> opened) throws IOException {
    Dataset dataset = run.dataset();
    Optional<Identifiers> terms =
        opened.stream()
            .filter(Identifying.class::isInstance)
            .map(system -> ((Identifying) system).identifiers())
            .findFirst();
    var rows = new ArrayList<Row>();
    rows.add(Row.of(PopularityRecommender.fit(dataset)));
    rows.add(Row.of(MarkovRecommender.fit(dataset)));
    terms.ifPresent(ids -> rows.add(Row.of(TermSimilarityRecommender.fit(dataset.catalog(), ids))));
    rows.add(Row.of(ItemGraphRecommender.fit(dataset)));
    if (terms.isPresent()) {
      rows.add(Row.of(ItemGraphTermsRecommender.fit(dataset, terms.get())));
    }
    if (run.shared().evaluation().tuneFloor()) {
      rows.addAll(chosen(run, terms));
    }
    return new Floor(rows);
  }

  /// The rows that are chosen on validation, the better one there last: it is the floor that others
  /// are compared with.
  private static List<Row> chosen(SystemRun<Settings> run, Optional<Identifiers> terms)
      throws IOException {
    Dataset dataset = run.dataset();
    RunSettings shared = run.shared();
    boolean repeats = run.tables().repeats(shared.evaluation());
    var validation =
        new Evaluator(
            dataset,
            EvaluationSettings.of(Split.VALIDATION, repeats)
                .withWorkers(shared.workers())
                .withSample(FloorTuner.MAXIMUM_USERS, shared.seed()));
    ToDoubleFunction<Recommender> objective = validation.objective(Metric.NDCG_10);
    var all =
        new SignalSet(
            Signals.all(dataset, terms, run.tables().languages(shared), shared.textFields()));
    Recommender weighed = logLinear(dataset, all, shared, repeats);
    var rows = new ArrayList<>(List.of(Row.chosen(weighed)));
    if (terms.isPresent()) {
      FloorTuner.Tuning tuning = FloorTuner.DEFAULT.tune(dataset, terms.get(), objective);
      boolean better = tuning.best().score() > objective.applyAsDouble(weighed);
      var tuned = ItemGraphTermsRecommender.tuned(dataset, terms.get(), tuning.settings());
      rows.add(better ? 1 : 0, Row.chosen(tuned));
    }
    return rows;
  }

  /// Signals multiplied, their exponents fitted to validation: the product of experts in which no
  /// model takes part.
  private static Recommender logLinear(
      Dataset dataset, SignalSet signals, RunSettings shared, boolean repeats) {
    FittedFusion fitted =
        new FusionFit(FusionConfig.DEFAULT, signals, Optional.empty(), repeats)
            .fit(dataset, shared.seed());
    var product = new SignalProduct(signals, fitted.signals(), dataset.catalog().size());
    return new ScoringRecommender(product.scorer(LOG_LINEAR), ItemOrder.of(dataset.catalog()));
  }

  private record Floor(List<Row> rows) implements FittedSystem {
    private Floor {
      rows = List.copyOf(rows);
    }

    @Override
    public Recommender recommender() {
      return rows.getLast().recommender();
    }

    @Override
    public void close() {}
  }
}
