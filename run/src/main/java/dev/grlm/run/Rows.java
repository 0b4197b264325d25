package dev.grlm.run;

import dev.grlm.baseline.FloorTuner;
import dev.grlm.baseline.ItemGraphRecommender;
import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.baseline.TermSimilarityRecommender;
import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Generated;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.recommend.Recommender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The recommenders that stand in a report, the floor first.
final class Rows {
  static final String GRLM = "grlm";
  static final String GRLM_FREE = "grlm-free";

  private Rows() {}

  /// Rows without learning, in the order of the report.
  static List<Recommender> floor(
      Dataset dataset, Identifiers identifiers, GrlmConfig config, boolean repeats) {
    var rows = new ArrayList<Recommender>();
    rows.add(PopularityRecommender.fit(dataset));
    rows.add(MarkovRecommender.fit(dataset));
    rows.add(TermSimilarityRecommender.fit(dataset.catalog(), identifiers));
    rows.add(ItemGraphRecommender.fit(dataset));
    rows.add(ItemGraphTermsRecommender.fit(dataset, identifiers));
    if (config.evaluation().tuneFloor()) {
      var validation =
          new Evaluator(
              dataset,
              EvaluationSettings.of(Split.VALIDATION, repeats)
                  .withWorkers(config.workers())
                  .withSample(FloorTuner.MAXIMUM_USERS, config.seed()));
      FloorTuner.Tuning tuning =
          FloorTuner.DEFAULT.tune(dataset, identifiers, validation.objective(Metric.NDCG_10));
      rows.add(ItemGraphTermsRecommender.tuned(dataset, identifiers, tuning.settings()));
    }
    return rows;
  }

  static GenerativeRecommender constrained(
      IdentifierGenerator generator, GrlmConfig config, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        GRLM,
        generator,
        IdentifierGenerator.Mode.CONSTRAINED,
        config.decoding().beams(),
        batch(config),
        listener);
  }

  static GenerativeRecommender free(
      IdentifierGenerator generator, GrlmConfig config, Consumer<List<Generated>> listener) {
    return new GenerativeRecommender(
        GRLM_FREE,
        generator,
        IdentifierGenerator.Mode.FREE,
        config.decoding().freeBeams(),
        batch(config),
        listener);
  }

  private static int batch(GrlmConfig config) {
    return config.tunesCheckpoint() ? config.checkpoint().requests() : GenerativeRecommender.BATCH;
  }
}
