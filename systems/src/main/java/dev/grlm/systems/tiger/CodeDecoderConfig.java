package dev.grlm.systems.tiger;

import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/// A two-level decoder over codes: an item is one step, and its codes alone say which. It has no
/// number of its own, and the known items take no part in choosing a code: neither is TIGER's.
///
/// @param width D
/// @param layers of the transformer over items
/// @param heads of attention
/// @param hidden width of the feed-forward nets
/// @param slotHidden width of the hidden layer of the net of each level of codes
/// @param maxSteps items of a history that are read
/// @param dropout of the summed codes, inside layers and nets
/// @param labelSmoothing of the codes' targets
/// @param training how long and how fast
@RecordBuilder
public record CodeDecoderConfig(
    int width,
    int layers,
    int heads,
    int hidden,
    int slotHidden,
    int maxSteps,
    double dropout,
    double labelSmoothing,
    TrainingConfig training)
    implements CodeDecoderConfigBuilder.With {

  /// Where a search on two cores would begin; not yet chosen on any validation split.
  public static final CodeDecoderConfig DEFAULT =
      new CodeDecoderConfig(
          128,
          2,
          4,
          512,
          256,
          20,
          .3,
          .1,
          new TrainingConfig(20, 1_536, 1e-3, .05, .9, .999, .05, 1, 2, 3));

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public CodeDecoderConfig {
    var _ = shape(List.of(1), width, layers, heads, hidden, slotHidden, maxSteps, dropout);
    var _ = new TwoLevelObjective.Weights(0, 0, labelSmoothing);
  }

  /// @param sizes how many codes each level has
  TwoLevelConfig shape(List<Integer> sizes) {
    return shape(sizes, width, layers, heads, hidden, slotHidden, maxSteps, dropout);
  }

  private static TwoLevelConfig shape(
      List<Integer> sizes,
      int width,
      int layers,
      int heads,
      int hidden,
      int slotHidden,
      int maxSteps,
      double dropout) {
    return new TwoLevelConfig(
        sizes,
        0,
        0,
        width,
        layers,
        heads,
        hidden,
        slotHidden,
        maxSteps,
        dropout,
        dropout,
        0,
        false);
  }

  TwoLevelObjective.Weights weights() {
    return new TwoLevelObjective.Weights(0, 0, labelSmoothing);
  }
}
