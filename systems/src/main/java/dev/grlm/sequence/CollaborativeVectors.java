package dev.grlm.sequence;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.fitting.UnjudgedProgress;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the stage `SYSTEM/vectors`: a [SasRec] is trained on the training positions of all users
/// (of a history x₁ … xₙ that is x₁ … xₙ₋₂), and the rows of its item table are the vectors. They
/// are fitted once and serve validation and test alike.
///
/// @param run the system's part of the run
/// @param config how they are made
/// @param width of a vector
/// @param otherwise what a person can do where nothing can be learnt; the end of a message, with
///   what parts it from the rest of it
public record CollaborativeVectors(
    SystemRun<?> run, CollaborativeConfig config, int width, String otherwise) {
  /// The last part of the stage's name.
  public static final String NAME = "vectors";

  private Path folder() {
    return run.folder().resolve("vectors");
  }

  /// What the stage writes.
  public List<Path> files() {
    return SasRecFolder.files(folder());
  }

  public Stage stage() {
    return new Stage(run.stage(NAME), this::settings, run.datasetFiles(), this::files, this::work);
  }

  private SasRecSettings sasRec() {
    return config.sasRec(width);
  }

  private SortedMap<String, Object> settings() {
    return new TreeMap<>(
        Map.of(
            "collaborative",
            config,
            "width",
            width,
            "seed",
            run.shared().seed(),
            "workers",
            run.shared().workers()));
  }

  private SortedMap<String, Long> work() throws IOException {
    Dataset dataset = run.dataset();
    SasRecSettings sasRec = sasRec();
    List<int[]> samples =
        new UserSequencePrediction(sasRec.length(), false)
            .examples(dataset)
            .map(Example::items)
            .toList();
    if (samples.isEmpty()) {
      throw new IOException(
          run.run().interactions()
              + ": nobody has two items in training positions, so that nothing can be learnt of"
              + " what is taken together"
              + otherwise);
    }
    var job =
        new TrainingJob(run.shared(), _ -> 0, checkpoints(), progress(), GradientExchange.alone());
    var _ = new SasRecTraining(sasRec, dataset.catalog()).train(samples, job, folder());
    var counts = new TreeMap<>(Map.of("samples", (long) samples.size()));
    long unknown = Arrays.stream(dataset.popularity()).filter(count -> count == 0).count();
    if (unknown > 0) {
      counts.put("items without a vector, which nobody takes in training", unknown);
    }
    return counts;
  }

  private FileCheckpoints checkpoints() throws IOException {
    String fingerprint = Json.line(settings()) + Fingerprint.byName(run.datasetFiles());
    return new FileCheckpoints(
        run.folder().resolve("training-vectors"), fingerprint, run.listener()::message);
  }

  private TrainingProgress progress() {
    return new UnjudgedProgress(run.listener(), run.stage(NAME));
  }

  /// What the stage wrote; a row of zeros for an item that nobody takes in training, of which the
  /// model knows only that it was never a target.
  ///
  /// @throws IOException in one line, when it is missing or of another catalogue
  public ItemVectors read() throws IOException {
    Dataset dataset = run.dataset();
    float[] values;
    try (SasRec model = SasRecFolder.load(folder(), dataset.catalog())) {
      values = Tensors.toFloats(model.items());
    }
    long[] popularity = dataset.popularity();
    for (int item = 0; item < popularity.length; item++) {
      if (popularity[item] == 0) {
        Arrays.fill(values, item * width, (item + 1) * width, 0);
      }
    }
    return new ItemVectors(popularity.length, width, values);
  }
}
