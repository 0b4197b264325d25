package dev.grlm.finetuning;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.NewTokens;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.LowRank;
import dev.grlm.system.RunSettings;
import dev.grlm.tensor.Placement;
import dev.grlm.train.Trainable;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// How a checkpoint is fine-tuned, whatever it is taught.
///
/// @param adapters those of [Method#LORA]
/// @param gradientCheckpointing whether a layer's activations are computed again instead of kept
/// @param microTokens most tokens of one pass, padding included
/// @param checkpointEvery steps between checkpoints inside an epoch; 0 for none
/// @param training how long and how fast; here a batch counts samples
public record FineTuning(
    Method method,
    LowRank.Config adapters,
    boolean gradientCheckpointing,
    int microTokens,
    int checkpointEvery,
    TrainingConfig training) {

  /// What training on these samples takes.
  public MemoryUse memory(Iterable<TokenSample> samples) {
    return memory(samples, 0);
  }

  /// As [#memory(Iterable)], of a model that learns new tokens.
  public MemoryUse memory(Iterable<TokenSample> samples, NewTokens tokens) {
    return memory(samples, tokens.count());
  }

  private MemoryUse memory(Iterable<TokenSample> samples, int trainedRows) {
    int longest = 1;
    long tokens = 0;
    long targets = 0;
    for (TokenSample sample : samples) {
      longest = Math.max(longest, sample.tokens().length);
      tokens += sample.tokens().length;
      targets += sample.targets();
    }
    int pass = (int) Math.max(longest, Math.min(microTokens, tokens));
    int predicted = (int) Math.min(pass, Math.ceilDiv(pass * targets, Math.max(1, tokens)));
    var shape = new MemoryUse.Pass(pass, longest, predicted, gradientCheckpointing, 1);
    return switch (method) {
      case FULL -> new MemoryUse.Full(shape);
      case LORA ->
          new MemoryUse.Lora(adapters.rank(), Set.copyOf(adapters.targets()), trainedRows, shape);
    };
  }

  /// Puts the adapters beside a model of which not all weights are trained.
  public void adapt(Qwen3 model, long seed) {
    if (method == Method.LORA) {
      model.adapt(adapters, seed);
    }
  }

  /// As [#adapt(Qwen3, long)], of a model that learns new tokens: their rows are trained in either
  /// case.
  public void adapt(Qwen3 model, NewTokens tokens, long seed) {
    if (method == Method.LORA) {
      model.adapt(adapters, tokens, seed);
    }
  }

  /// One worker with all the cores in its products: gradients and activations of a checkpoint are
  /// too large to be held once for each.
  ///
  /// @param objective of a model that was adapted
  /// @param run whose workers are the native threads
  public <S> TrainingResult train(
      Trainable<S> objective,
      List<S> samples,
      Trainer.Validation validation,
      TrainingJob job,
      RunSettings run)
      throws IOException {
    Placement placement = job.shared().placement();
    double targets = samples.stream().mapToInt(objective::weight).average().orElse(1);
    int batch = (int) Math.max(1, Math.round(training.batch() * targets));
    int threads = placement.device().cuda() ? 1 : run.workers();
    TrainerConfig config =
        training
            .withBatch(batch)
            .trainer(1, run.seed())
            .withCheckpointSteps(checkpointEvery)
            .withFootprint(new TrainerConfig.Footprint(microTokens, threads));
    return job.train(objective, config, samples, validation);
  }

  /// Writes a trained model with what its adapters learnt in its weights, so that whoever reads the
  /// folder needs to know of no adapters.
  public void save(Qwen3 model, Path folder) throws IOException {
    if (method == Method.LORA) {
      model.merge();
    }
    model.save(folder);
  }
}
