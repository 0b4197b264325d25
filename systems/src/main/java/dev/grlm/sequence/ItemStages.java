package dev.grlm.sequence;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The stages of a system whose model reads item numbers alone: training positions → samples → the
/// model. Stateless.
public final class ItemStages {
  private ItemStages() {}

  /// Trains a model and writes it.
  @FunctionalInterface
  public interface Training {
    /// @param samples items of one user each, oldest first
    /// @param folder of the model
    TrainingResult train(Catalog catalog, List<int[]> samples, TrainingJob job, Path folder)
        throws IOException;
  }

  /// @param length items of a sample; a longer history gives several, so that no position is lost
  /// @param files what the training leaves in the model's folder
  public static List<Stage> of(SystemRun<?> run, int length, List<Path> files, Training training) {
    return List.of(examples(run, length), training(run, files, training));
  }

  private static Stage examples(SystemRun<?> run, int length) {
    return Stage.of(
        run.stage("examples"),
        Map.of("window", length),
        run.datasetFiles(),
        List.of(run.examples()),
        () -> {
          Dataset dataset = run.dataset();
          return ExampleFile.write(
              run.examples(),
              dataset,
              List.of(new UserSequencePrediction(length, false)),
              new ItemRendering(dataset.catalog()));
        });
  }

  private static Stage training(SystemRun<?> run, List<Path> files, Training training) {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.add(run.examples());
    var stage = new TrainingStage(run, run::settings, inputs, () -> files, false);
    return stage.stage(job -> {
      Catalog catalog = run.dataset().catalog();
      List<int[]> samples =
          ExampleFile.read(run.examples(), catalog).stream().map(Example::items).toList();
      return training.train(catalog, samples, job, run.model());
    });
  }
}
