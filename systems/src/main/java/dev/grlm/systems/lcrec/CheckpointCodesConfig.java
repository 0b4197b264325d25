package dev.grlm.systems.lcrec;

import dev.grlm.finetuning.FineTuning;
import dev.grlm.finetuning.Method;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.nn.LowRank;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The recipe `qwen3`: a published checkpoint that learns the codes as new words.
///
/// @param checkpoint folder as Hugging Face publishes it
/// @param method what is trained; the rows of the new words in either case
/// @param rank r of LoRA
/// @param alpha of LoRA; updates weigh alpha / r
/// @param adapterDropout of what LoRA's adapters read in training
/// @param targets projections that get adapters, by the last part of their name
/// @param historyItems items of a history that are shown
/// @param itemToCodes whether the codes of an item are told from its texts
/// @param codesToItem whether the texts of an item are told from its codes
/// @param nextTitles most samples that tell the title of the next item; 0 for none
/// @param nextDescriptions most samples that tell its description; 0 for none
/// @param titleHistories most samples that tell its codes by the titles of a history; 0 for none
/// @param descriptionLength most characters of a description
/// @param longest tokens of a sample
/// @param gradientCheckpointing whether a layer's activations are computed again instead of kept
/// @param microTokens most tokens of one pass, padding included
/// @param requests queries that are decoded together
/// @param checkpointEvery steps between checkpoints inside an epoch; 0 for none
/// @param training how long and how fast; here a batch counts samples
@RecordBuilder
public record CheckpointCodesConfig(
    String checkpoint,
    Method method,
    int rank,
    double alpha,
    double adapterDropout,
    List<String> targets,
    int historyItems,
    boolean itemToCodes,
    boolean codesToItem,
    int nextTitles,
    int nextDescriptions,
    int titleHistories,
    int descriptionLength,
    int longest,
    boolean gradientCheckpointing,
    int microTokens,
    int requests,
    int checkpointEvery,
    TrainingConfig training)
    implements CheckpointCodesConfigBuilder.With {

  /// What LC-Rec's scripts set, as far as a Qwen3 has it.
  public static final CheckpointCodesConfig DEFAULT =
      new CheckpointCodesConfig(
          "",
          Method.FULL,
          8,
          32,
          .05,
          LowRank.Config.TARGETS,
          20,
          true,
          true,
          100_000,
          30_000,
          20_000,
          1_000,
          1_024,
          true,
          8_192,
          4,
          200,
          new TrainingConfig(4, 128, 5e-5, .01, .9, .999, .01, 1, 1, 4));

  /// What a search chooses between, around the defaults.
  ///
  /// @param path of this group within the system's
  static List<String> variations(String path) {
    return Stream.of(
            "historyItems=10,20",
            "nextTitles=0,100000",
            "nextDescriptions=0,30000",
            "titleHistories=0,20000",
            "training.learningRate=2e-5,5e-5,1e-4",
            "training.epochs=2,4")
        .map(variation -> path + "." + variation)
        .toList();
  }

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public CheckpointCodesConfig {
    targets = List.copyOf(targets);
    var _ = new LowRank.Config(rank, alpha, adapterDropout, targets);
    if (historyItems < 1 || requests < 1 || checkpointEvery < 0) {
      throw new IllegalArgumentException(
          "historyItems and requests must be at least 1, checkpointEvery not negative: %d, %d, %d"
              .formatted(historyItems, requests, checkpointEvery));
    }
    if (nextTitles < 0 || nextDescriptions < 0 || titleHistories < 0 || descriptionLength < 0) {
      throw new IllegalArgumentException(
          ("nextTitles, nextDescriptions, titleHistories and descriptionLength must not be"
                  + " negative: %d, %d, %d, %d")
              .formatted(nextTitles, nextDescriptions, titleHistories, descriptionLength));
    }
    if (longest < 32 || microTokens < longest) {
      throw new IllegalArgumentException(
          "longest must be at least 32 and microTokens at least longest: %d, %d"
              .formatted(longest, microTokens));
    }
  }

  /// The keys that decide nothing of what samples there are.
  ///
  /// @param path of this group within the system's
  static Set<String> notShown(String path) {
    return but(
        path,
        Set.of(
            "historyItems",
            "descriptionLength",
            "itemToCodes",
            "codesToItem",
            "nextTitles",
            "nextDescriptions",
            "titleHistories"));
  }

  /// The keys that decide nothing of how a trained one is asked: how many items of a history it is
  /// shown stands in its folder, and no text of an item is.
  ///
  /// @param path of this group within the system's
  static Set<String> notAsked(String path) {
    return but(path, Set.of("longest", "requests"));
  }

  private static Set<String> but(String path, Set<String> read) {
    return Arrays.stream(CheckpointCodesConfig.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(key -> !read.contains(key))
        .map(key -> path + "." + key)
        .collect(Collectors.toUnmodifiableSet());
  }

  FineTuning tuning() {
    return new FineTuning(
        method,
        new LowRank.Config(rank, alpha, adapterDropout, targets),
        gradientCheckpointing,
        microTokens,
        checkpointEvery,
        training);
  }
}
