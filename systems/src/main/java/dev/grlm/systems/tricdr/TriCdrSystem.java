package dev.grlm.systems.tricdr;

import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.sequence.ItemRendering;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// [TriCdr] as a system: people's joined training items become samples, samples a net per domain
/// that is asked for, and these rank its items. Which items are of which domain the catalogue says;
/// of a catalogue of one domain the source is empty. It reads item numbers alone, so that it
/// neither names nor explains, and an item that came after the fit is not in its lists.
public final class TriCdrSystem implements RecommenderSystem<TriCdrSettings> {
  @Override
  public String name() {
    return TriCdrScorer.NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, TriCdrSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", TriCdrSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, TriCdrSettings settings) {
    ContrastConfig contrast = settings.contrast();
    var unread = new HashSet<String>();
    if (contrast.weight() == 0) {
      unread.addAll(
          Set.of(
              "contrast.mixSource",
              "contrast.mixTarget",
              "contrast.sourceTarget",
              "contrast.temperature"));
    }
    if (contrast.tripletWeight() == 0) {
      unread.add("contrast.margin");
    }
    return unread;
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return verb.equals("evaluate") ? Set.of("") : Set.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return TriCdrSettings.VARIATIONS;
  }

  @Override
  public void require(SystemRun<TriCdrSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<TriCdrSettings> run) {
    return List.of(examples(run), training(run));
  }

  private static Stage examples(SystemRun<TriCdrSettings> run) {
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

  private static Stage training(SystemRun<TriCdrSettings> run) {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.add(run.examples());
    var stage =
        new TrainingStage(run, run::settings, inputs, () -> TriCdrFolder.files(run.model()), false);
    return stage.stage(job -> {
      var training = new TriCdrTraining(run.settings(), run.dataset().catalog());
      List<int[]> samples =
          ExampleFile.read(run.examples(), run.dataset().catalog()).stream()
              .map(Example::items)
              .toList();
      return training.train(samples, job, run.model());
    });
  }

  @Override
  public FittedSystem open(SystemRun<TriCdrSettings> run, List<FittedSystem> opened)
      throws IOException {
    Dataset dataset = run.dataset();
    return new FittedTriCdr(
        TriCdrFolder.load(run.model(), dataset.catalog()),
        dataset.catalog(),
        Curve.read(run.curve()));
  }
}
