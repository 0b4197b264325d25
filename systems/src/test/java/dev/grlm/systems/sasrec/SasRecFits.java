package dev.grlm.systems.sasrec;

import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.sequence.FittedScorer;
import dev.grlm.sequence.SasRec;
import dev.grlm.sequence.SasRecFolder;
import dev.grlm.sequence.SasRecScorer;
import dev.grlm.sequence.SasRecSettings;
import dev.grlm.sequence.SasRecTraining;
import dev.grlm.system.Curve;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;

/// The system fitted without a run.
final class SasRecFits {
  private SasRecFits() {}

  /// Fitted on the training positions of `dataset`, through the files in `folder`.
  static FittedScorer fitted(Dataset dataset, SasRecSettings settings, Path folder)
      throws IOException {
    var job =
        new TrainingJob(
            RunSettings.DEFAULT,
            _ -> 0,
            Checkpoints.none(),
            TrainingProgress.silent(),
            GradientExchange.alone());
    var task = new UserSequencePrediction(settings.length(), false);
    new SasRecTraining(settings, dataset.catalog())
        .train(task.examples(dataset).map(Example::items).toList(), job, folder);
    SasRec model = SasRecFolder.load(folder, dataset.catalog());
    return new FittedScorer(new SasRecScorer(model), model::close, dataset.catalog(), Curve.EMPTY);
  }
}
