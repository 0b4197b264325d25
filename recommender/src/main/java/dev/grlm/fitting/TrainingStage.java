package dev.grlm.fitting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.process.ProcessGroup;
import dev.grlm.process.ProcessSettings;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.Curve;
import dev.grlm.system.RunSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.tensor.Device;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.GradientExchange;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Makes the stage `SYSTEM/train`, or a further one, of what a system alone knows: it validates on
/// a sample of users, keeps checkpoints, works in one process or in several, and remembers the
/// curve.
///
/// @param run the system's part of the run
/// @param settings what the model depends on beside the run's own settings
/// @param inputs files that the training reads
/// @param outputs files of the model, asked for when it is written
/// @param onCard whether the model is computed where the run's device is; else on the host
/// @param part which of the system's trainings it is
public record TrainingStage(
    SystemRun<?> run,
    Stage.Settings settings,
    List<Path> inputs,
    Stage.Outputs outputs,
    boolean onCard,
    Part part) {
  /// The last part of the stage's name.
  public static final String NAME = "train";

  /// Trains, and leaves the model in the system's folder where the job says that this process
  /// writes.
  @FunctionalInterface
  public interface Training {
    TrainingResult train(TrainingJob job) throws IOException;
  }

  /// One of a system's trainings.
  ///
  /// @param name last part of the stage's
  /// @param folder of the model
  /// @param checkpoints folder
  public record Part(String name, Path folder, Path checkpoints) {
    /// The only one, or the one whose model answers.
    public static Part last(SystemRun<?> run) {
      return new Part(NAME, run.model(), run.training());
    }

    /// One before it.
    public static Part of(SystemRun<?> run, String name) {
      return new Part(name, run.folder().resolve(name), run.folder().resolve("training-" + name));
    }

    private Path curve(SystemRun<?> run) {
      return folder.resolve(run.curve().getFileName());
    }
  }

  /// The only training of a system.
  public TrainingStage(
      SystemRun<?> run,
      Stage.Settings settings,
      List<Path> inputs,
      Stage.Outputs outputs,
      boolean onCard) {
    this(run, settings, inputs, outputs, onCard, Part.last(run));
  }

  public TrainingStage {
    inputs = List.copyOf(inputs);
  }

  public Stage stage(Training training) {
    return new Stage(
        run.stage(part.name()),
        this::everything,
        inputs,
        this::files,
        () -> {
          TrainingResult result = trained(training);
          return new TreeMap<>(Map.of("best epoch", (long) result.bestEpoch()));
        });
  }

  /// What a trained model depends on beside its inputs, the same in every process.
  private SortedMap<String, Object> everything() throws IOException {
    RunSettings shared = run.shared();
    var all =
        new TreeMap<String, Object>(
            Map.of(
                "recipe", run.recipe(),
                "model", told(settings.value()),
                "textFields", shared.textFields(),
                "seed", shared.seed(),
                "workers", shared.workers(),
                "beams", shared.decoding().beams(),
                "validationUsers", shared.evaluation().validationUsers(),
                "repeats", shared.evaluation().repeats()));
    run.inputs()
        .process()
        .filter(process -> process.size() > 1)
        .ifPresent(process -> all.put("processes", process.size()));
    if (onCard) {
      all.put("placement", shared.placement().toString());
    }
    return all;
  }

  /// A schedule by epochs is not named: runs that were made before there was another are as they
  /// were.
  private static Object told(Object settings) {
    JsonNode tree = Json.tree(settings);
    tree.findParents("steps").stream()
        .filter(training -> training.has("epochs") && training.path("steps").asInt() == 0)
        .forEach(training -> ((ObjectNode) training).remove("steps"));
    return tree;
  }

  private List<Path> files() {
    var files = new ArrayList<>(outputs.files());
    files.add(part.curve(run));
    return files;
  }

  private TrainingResult trained(Training training) throws IOException {
    // What is wrong with the data is known before anybody is waited for.
    ToDoubleFunction<Recommender> validation = validation();
    Optional<ProcessSettings> process = run.inputs().process();
    if (process.isEmpty()) {
      return trained(training, validation, run.shared(), GradientExchange.alone());
    }
    RunSettings here = onCard ? run.shared().onCardOf(process.get()) : run.shared();
    Device device = onCard ? here.placement().device() : Device.CPU;
    try (ProcessGroup group = ProcessGroup.join(process.get(), device)) {
      return trained(training, validation, here, group);
    }
  }

  private TrainingResult trained(
      Training training,
      ToDoubleFunction<Recommender> validation,
      RunSettings here,
      GradientExchange exchange)
      throws IOException {
    String fingerprint = Json.line(everything()) + Fingerprint.byName(inputs);
    var job =
        new TrainingJob(
            here,
            validation,
            new FileCheckpoints(part.checkpoints(), fingerprint, run.listener()::message),
            new TrainingReporter(run.listener(), run.stage(part.name())),
            exchange);
    TrainingResult result = training.train(job);
    if (job.writes()) {
      Json.write(part.curve(run), Curve.of(result));
    }
    return result;
  }

  private ToDoubleFunction<Recommender> validation() throws IOException {
    Dataset dataset = run.dataset();
    RunSettings shared = run.shared();
    var settings =
        EvaluationSettings.of(Split.VALIDATION, run.tables().repeats(shared.evaluation()))
            .withWorkers(shared.workers())
            .withSample(shared.evaluation().validationUsers(), shared.seed());
    var evaluator = new Evaluator(dataset, settings);
    if (evaluator.users().isEmpty()) {
      throw new IOException(
          run.run().interactions()
              + ": no user has a validation target (by leave-one-out that takes "
              + Split.MINIMUM_LENGTH
              + " items), so that nothing can be chosen or tested");
    }
    return evaluator.objective(Metric.NDCG_10);
  }
}
