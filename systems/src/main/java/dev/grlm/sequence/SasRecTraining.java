package dev.grlm.sequence;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.system.RunSettings;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Trains a [SasRec] and writes it.
public record SasRecTraining(SasRecSettings settings, Catalog catalog) {
  /// Scores of a pass, 32 MiB of float32: larger blocks are given back to the system after every
  /// pass, which costs more than the products.
  private static final int MOST_SCORES = 1 << 23;

  /// @param samples items of one user each, oldest first
  public TrainingResult train(List<int[]> samples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    try (var model = new SasRec(settings.shape(catalog.size()), run.seed())) {
      Recommender ranking = new ScoringRecommender(new SasRecScorer(model), ItemOrder.of(catalog));
      TrainingResult result =
          job.train(
              new SasRecObjective(model, settings.negativesOf(catalog.size())),
              trainer(run),
              samples,
              _ -> job.validation().applyAsDouble(ranking));
      if (job.writes()) {
        SasRecFolder.save(model, catalog, folder);
      }
      return result;
    }
  }

  private TrainerConfig trainer(RunSettings run) {
    int negatives = settings.negativesOf(catalog.size());
    int scored = negatives == 0 ? catalog.size() : negatives + 1;
    // At least one whole sample, which is never cut; 0 would mean no limit.
    int positions = Math.max(settings.length(), MOST_SCORES / scored);
    return settings
        .training()
        .trainer(run.workers(), run.seed())
        .withFootprint(new TrainerConfig.Footprint(positions, 1));
  }
}
