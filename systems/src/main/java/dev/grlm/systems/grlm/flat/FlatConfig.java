package dev.grlm.systems.grlm.flat;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.systems.grlm.model.CollaborativeConfig;

/// The `flat` preset: a Qwen3-architecture decoder in miniature over a vocabulary of whole terms
/// and words, trained from scratch.
///
/// @param hidden width of the model
/// @param layers number of blocks
/// @param heads query heads
/// @param keyValueHeads key and value heads (grouped-query attention)
/// @param headSize width of one head
/// @param intermediate width of the SwiGLU net
/// @param historyItems items of a history that are shown; the paper's code shows 20
/// @param dropout of embeddings and residuals
/// @param naming whether GTI samples are trained beside USP
/// @param minimumWordItems items that a word of metadata must occur in to be read
/// @param collaborative the task item → nearest items
/// @param training how long and how fast; a batch counts predicted tokens
public record FlatConfig(
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediate,
    int historyItems,
    double dropout,
    boolean naming,
    int minimumWordItems,
    CollaborativeConfig collaborative,
    TrainingConfig training) {

  /// Sized so that a fit on Beauty ends within the time of the `small` preset.
  public static final FlatConfig DEFAULT =
      new FlatConfig(
          128,
          2,
          4,
          2,
          32,
          384,
          20,
          0.2,
          true,
          5,
          CollaborativeConfig.OFF,
          new TrainingConfig(4, 2_048, 2e-3, 0.05, 0.9, 0.98, 0.05, 1, 1, 4));

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public FlatConfig {
    var _ =
        new Qwen3Config(
            1,
            hidden,
            intermediate,
            layers,
            heads,
            keyValueHeads,
            headSize,
            1,
            1,
            Qwen3Config.NORM_EPSILON,
            Qwen3Config.INITIALIZER_RANGE,
            true,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID);
    if (historyItems < 1 || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "historyItems must be at least 1 and dropout in 0…1: " + historyItems + ", " + dropout);
    }
  }
}
