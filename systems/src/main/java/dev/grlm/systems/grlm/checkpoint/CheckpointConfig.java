package dev.grlm.systems.grlm.checkpoint;

import dev.grlm.codec.InstructionPrompts.Layout;
import dev.grlm.finetuning.FineTuning;
import dev.grlm.finetuning.Method;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.nn.LowRank;
import dev.grlm.systems.grlm.model.CollaborativeConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The presets `qwen3` and `qwen3-parity`: a published checkpoint, fine-tuned on both tasks (paper
/// §3.3).
///
/// @param checkpoint folder as Hugging Face publishes it
/// @param method what is trained
/// @param rank r of LoRA
/// @param alpha of LoRA; updates weigh alpha / r
/// @param targets projections that get adapters, by the last part of their name
/// @param layout of a history between the two turns
/// @param historyItems items of a history that are shown; the paper's code shows 20
/// @param titles whether titles stand beside identifiers
/// @param titlesAtInference whether they stand there, too, when the model is asked
/// @param titleWeight of title tokens in the loss; the paper's is 1 (docs/decisions/0013#8)
/// @param descriptionLength most characters of a description that GTI shows
/// @param naming whether GTI samples are trained beside USP
/// @param collaborative the task item → nearest items
/// @param longest tokens of a sample
/// @param gradientCheckpointing whether a layer's activations are computed again instead of kept
/// @param microTokens most tokens of one pass, padding included; a batch is as many passes as it
///   takes
/// @param requests queries that are decoded together
/// @param newTokens most tokens of an answer without the trie, 30 in the paper's code; 0 for two
///   more than the longest identifier (docs/decisions/0013#9)
/// @param checkpointEvery steps between checkpoints inside an epoch; 0 for none
/// @param training how long and how fast; here a batch counts samples
public record CheckpointConfig(
    String checkpoint,
    Method method,
    int rank,
    double alpha,
    List<String> targets,
    Layout layout,
    int historyItems,
    boolean titles,
    boolean titlesAtInference,
    double titleWeight,
    int descriptionLength,
    boolean naming,
    CollaborativeConfig collaborative,
    int longest,
    boolean gradientCheckpointing,
    int microTokens,
    int requests,
    int newTokens,
    int checkpointEvery,
    TrainingConfig training) {

  /// What GRLM's README recommends: betas .9/.95, clipping at 1, warm-up over a tenth.
  public static final CheckpointConfig RECOMMENDED =
      with(Layout.CONTINUATION, 0, new TrainingConfig(3, 128, 1e-4, 0.1, 0.9, 0.95, 0, 1, 1, 3));

  /// What GRLM's shell scripts set: no warm-up, AdamW's defaults, the layouts of training and
  /// inference as they are there, the last epoch kept, 30 tokens.
  public static final CheckpointConfig PARITY =
      with(Layout.LEGACY, 30, new TrainingConfig(3, 128, 1e-4, 0, 0.9, 0.999, 0, 1, 3, 3));

  private static CheckpointConfig with(Layout layout, int newTokens, TrainingConfig training) {
    return new CheckpointConfig(
        "",
        Method.FULL,
        16,
        32,
        LowRank.Config.TARGETS,
        layout,
        20,
        true,
        true,
        1,
        4_000,
        true,
        CollaborativeConfig.OFF,
        2_048,
        true,
        8_192,
        4,
        newTokens,
        200,
        training);
  }

  /// Keys of what a fitted model is asked by; the others are read when it is fitted.
  private static final Set<String> ASKED = Set.of("requests", "newTokens", "titlesAtInference");

  /// Keys that change nothing of a model that is fitted.
  public static Set<String> readByTraining() {
    return Arrays.stream(CheckpointConfig.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(key -> !ASKED.contains(key))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// @throws IllegalArgumentException naming the settings and their values
  public CheckpointConfig {
    targets = List.copyOf(targets);
    var _ = adapters(rank, alpha, targets);
    if (historyItems < 2 || requests < 1 || checkpointEvery < 0) {
      throw new IllegalArgumentException(
          "historyItems must be at least 2, requests at least 1, checkpointEvery not negative: "
              + historyItems
              + ", "
              + requests
              + ", "
              + checkpointEvery);
    }
    if (longest < 32 || microTokens < longest) {
      throw new IllegalArgumentException(
          "longest must be at least 32 and microTokens at least longest: "
              + longest
              + ", "
              + microTokens);
    }
    if (newTokens < 0) {
      throw new IllegalArgumentException("newTokens must not be negative: " + newTokens);
    }
    if (titleWeight < 0 || descriptionLength < 0) {
      throw new IllegalArgumentException(
          "titleWeight and descriptionLength must not be negative: "
              + titleWeight
              + ", "
              + descriptionLength);
    }
  }

  private static LowRank.Config adapters(int rank, double alpha, List<String> targets) {
    return new LowRank.Config(rank, alpha, 0, targets);
  }

  FineTuning tuning() {
    return new FineTuning(
        method,
        adapters(rank, alpha, targets),
        gradientCheckpointing,
        microTokens,
        checkpointEvery,
        training);
  }
}
