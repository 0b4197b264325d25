package dev.grlm.run;

import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.process.ProcessGroup;
import dev.grlm.process.ProcessSettings;
import dev.grlm.recommend.IdentifierGenerator;
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
import org.jspecify.annotations.Nullable;

/// The stage `train`: dataset and identifiers → RUN/model. Confined to one thread.
final class TrainStage {
  private final Stages stages;
  private final StageRunner runner;
  private final RunListener listener;
  private final RunFolder folder;
  private final GrlmConfig config;

  TrainStage(Stages stages, StageRunner runner, RunListener listener) {
    this.stages = stages;
    this.runner = runner;
    this.listener = listener;
    this.folder = stages.folder();
    this.config = stages.config();
  }

  /// @param from run whose weights the training starts from, null to draw them
  /// @param processes the place of this process among several; empty for the only one
  void run(@Nullable Path from, Optional<ProcessSettings> processes) throws IOException {
    CheckpointModel.require(config);
    RunFolder before = from == null ? null : new RunFolder(from);
    int size = processes.map(ProcessSettings::size).orElse(1);
    SortedMap<String, Object> settings = trainingSettings(before, size);
    StageRunner.Work work =
        () -> {
          TrainingResult result = trained(before, Json.line(settings), processes);
          return new TreeMap<>(Map.of("best epoch", (long) result.bestEpoch()));
        };
    if (processes.map(ProcessSettings::rank).orElse(0) == 0) {
      runner.stage("train", settings, stages.dataAndIdentifiers(), this::modelFiles, work);
    } else {
      runner.follow("train", settings, stages.dataAndIdentifiers(), work);
    }
  }

  /// What a trained model depends on beside its inputs, the same in every process.
  private SortedMap<String, Object> trainingSettings(@Nullable RunFolder before, int processes)
      throws IOException {
    Object modelConfig =
        switch (config.preset()) {
          case SMALL -> config.small();
          case FLAT -> config.flat();
          case QWEN3, QWEN3_PARITY -> config.checkpoint();
        };
    var settings =
        new TreeMap<String, Object>(
            Map.of(
                "preset", config.preset(),
                "model", modelConfig,
                "textFields", config.textFields(),
                "seed", config.seed(),
                "workers", config.workers(),
                "beams", config.decoding().beams(),
                "validationUsers", config.evaluation().validationUsers(),
                "repeats", config.evaluation().repeats()));
    if (processes > 1) {
      settings.put("processes", processes);
    }
    if (config.tunesCheckpoint()) {
      Path checkpoint = Path.of(config.checkpoint().checkpoint());
      settings.put("checkpoint", Fingerprint.sha256(checkpoint.resolve("config.json")));
      settings.put("placement", config.placement().toString());
    }
    if (before != null) {
      settings.put("from", Fingerprint.sha256(before.model().resolve("model.safetensors")));
    }
    return settings;
  }

  private TrainingResult trained(
      @Nullable RunFolder before, String settings, Optional<ProcessSettings> processes)
      throws IOException {
    // What is wrong with the data is known before anybody is waited for.
    ModelValidation validation = validation();
    if (processes.isEmpty()) {
      return trained(before, settings, validation, config, GradientExchange.alone());
    }
    GrlmConfig here = config.onCardOf(processes.get());
    Device device = here.tunesCheckpoint() ? here.placement().device() : Device.CPU;
    try (ProcessGroup group = ProcessGroup.join(processes.get(), device)) {
      return trained(before, settings, validation, here, group);
    }
  }

  private TrainingResult trained(
      @Nullable RunFolder before,
      String settings,
      ModelValidation validation,
      GrlmConfig here,
      GradientExchange exchange)
      throws IOException {
    String fingerprint = settings + runner.inputs(stages.dataAndIdentifiers());
    var job =
        new TrainingJob(
            validation,
            new FileCheckpoints(folder.training(), fingerprint, listener::message),
            new TrainingReporter(listener, trainingConfig().epochs()),
            exchange);
    TrainingResult result =
        ModelFolder.train(stages.data(), stages.ids(), here, before, job, folder.model());
    if (job.writes()) {
      Json.write(stages.curveFile(), Curve.of(result));
    }
    return result;
  }

  private List<Path> modelFiles() {
    var files = new ArrayList<>(ModelFolder.files(folder.model(), config.preset()));
    files.add(stages.curveFile());
    return files;
  }

  private TrainingConfig trainingConfig() {
    return switch (config.preset()) {
      case SMALL -> config.small().training();
      case FLAT -> config.flat().training();
      case QWEN3, QWEN3_PARITY -> config.checkpoint().training();
    };
  }

  /// NDCG@10 of constrained beams on a fixed sample of users.
  private ModelValidation validation() throws IOException {
    var settings =
        EvaluationSettings.of(Split.VALIDATION, stages.repeats())
            .withWorkers(config.workers())
            .withSample(config.evaluation().validationUsers(), config.seed());
    var evaluator = new Evaluator(stages.data(), settings);
    if (evaluator.users().isEmpty()) {
      throw new IOException(
          folder.dataset().resolve("interactions.tsv")
              + ": no user has a validation target (by leave-one-out that takes "
              + Split.MINIMUM_LENGTH
              + " items), so that nothing can be chosen or tested");
    }
    var grounder = Popularity.grounder(stages.data(), stages.ids(), config);
    Identifiers all = stages.ids();
    return model -> {
      var generator = new IdentifierGenerator(model.model(), model.codec(), all, grounder);
      return evaluator.evaluate(Rows.constrained(generator, config, _ -> {})).value(Metric.NDCG_10);
    };
  }
}
