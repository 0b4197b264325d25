package dev.grlm.systems.grlm.small;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.systems.grlm.model.CollaborativeConfig;
import java.util.List;

/// The `small` preset: a two-level term decoder trained from scratch.
///
/// @param width D
/// @param layers of the transformer over items
/// @param heads of attention
/// @param hidden width of the feed-forward nets
/// @param slotHidden width of the hidden layer of each slot's net
/// @param maxSteps items of a history that are read; the paper's code shows 20
/// @param dropout inside layers and slot nets
/// @param inputDropout of the summed item embeddings
/// @param stepDropout chance that an item's own embedding is hidden in training
/// @param stepLoss weight of the loss over whole items beside the loss over terms
/// @param naming weight of a GTI sample's loss; 0 trains USP only
/// @param labelSmoothing of the terms' targets
/// @param itemNumbers whether an item also has an embedding of its own, so that items are more than
///   the sum of their terms
/// @param lookahead whether the known items below a prefix take part in choosing the next term
/// @param minimumWordItems items that a word of metadata must occur in to be read
/// @param collaborative the task item → nearest items, each of these a target after a history of
///   the item alone
/// @param training how long and how fast
public record SmallConfig(
    int width,
    int layers,
    int heads,
    int hidden,
    int slotHidden,
    int maxSteps,
    double dropout,
    double inputDropout,
    double stepDropout,
    double stepLoss,
    double naming,
    double labelSmoothing,
    boolean itemNumbers,
    boolean lookahead,
    int minimumWordItems,
    CollaborativeConfig collaborative,
    TrainingConfig training) {

  /// Chosen on Beauty's validation split; docs/results/beauty.md has the figures.
  public static final SmallConfig DEFAULT =
      new SmallConfig(
          128,
          2,
          4,
          512,
          256,
          20,
          0.3,
          0.3,
          0,
          1,
          0.5,
          0,
          true,
          true,
          2,
          CollaborativeConfig.OFF,
          new TrainingConfig(10, 1_024, 2e-3, 0.05, 0.9, 0.98, 0.05, 1, 2, 4));

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public SmallConfig {
    if (lookahead && !itemNumbers) {
      throw new IllegalArgumentException(
          "lookahead=true needs itemNumbers=true: it compares items by their own embeddings");
    }
    var _ =
        new TwoLevelConfig(
            List.of(1),
            itemNumbers ? 1 : 0,
            1,
            width,
            layers,
            heads,
            hidden,
            slotHidden,
            maxSteps,
            dropout,
            inputDropout,
            stepDropout,
            lookahead);
    var _ = new TwoLevelObjective.Weights(stepLoss, naming, labelSmoothing);
  }
}
