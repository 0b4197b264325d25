package dev.grlm.systems.sasrec;

import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.sequence.ItemRendering;
import dev.grlm.sequence.SasRecFolder;
import dev.grlm.sequence.SasRecScorer;
import dev.grlm.sequence.SasRecSettings;
import dev.grlm.sequence.SasRecTraining;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.UserSequencePrediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// [dev.grlm.sequence.SasRec] as a system: the users' training items become samples, samples a
/// model, and the model ranks the catalogue. It reads item numbers alone, so that it neither names
/// nor explains, and an item that came after the fit is not in its lists and is passed over in
/// histories.
public final class SasRecSystem implements RecommenderSystem<SasRecSettings> {
  @Override
  public String name() {
    return SasRecScorer.NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, SasRecSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", SasRecSettings.DEFAULT));
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return verb.equals("evaluate") ? Set.of("") : Set.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return SasRecSettings.VARIATIONS;
  }

  @Override
  public void require(SystemRun<SasRecSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<SasRecSettings> run) {
    return List.of(examples(run), training(run));
  }

  /// Training positions → samples, so that none is lost: a long history gives several.
  private static Stage examples(SystemRun<SasRecSettings> run) {
    int length = run.settings().length();
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

  /// Samples → the model.
  private static Stage training(SystemRun<SasRecSettings> run) {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.add(run.examples());
    var stage =
        new TrainingStage(run, run::settings, inputs, () -> SasRecFolder.files(run.model()), false);
    return stage.stage(job -> {
      var training = new SasRecTraining(run.settings(), run.dataset().catalog());
      List<int[]> samples =
          ExampleFile.read(run.examples(), run.dataset().catalog()).stream()
              .map(Example::items)
              .toList();
      return training.train(samples, job, run.model());
    });
  }

  @Override
  public FittedSystem open(SystemRun<SasRecSettings> run, List<FittedSystem> opened)
      throws IOException {
    Dataset dataset = run.dataset();
    Curve curve = Curve.read(run.curve());
    return new FittedSasRec(
        SasRecFolder.load(run.model(), dataset.catalog()), dataset.catalog(), curve);
  }
}
