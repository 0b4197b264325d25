package dev.grlm.coded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.system.LaterSettings;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A two-level decoder over codes: an item is one step, and its codes alone say which. It has no
/// number of its own, and the known items take no part in choosing a code: neither is TIGER's or
/// LETTER's.
///
/// @param width D
/// @param layers of the transformer over items
/// @param heads of attention
/// @param hidden width of the feed-forward nets
/// @param slotHidden width of the hidden layer of the net of each level of codes
/// @param maxSteps items of a history that are read
/// @param dropout of the summed codes, inside layers and nets
/// @param labelSmoothing of the codes' targets
/// @param among which codes of a level one has its probability under the trie
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
    Among among,
    TrainingConfig training)
    implements CodeDecoder, CodeDecoderConfigBuilder.With {

  private static final String AMONG = "among";

  /// Chosen on Scientific's validation split, with TIGER's codes; docs/results/semantic-ids.md.
  public static final CodeDecoderConfig DEFAULT =
      new CodeDecoderConfig(
          128,
          2,
          4,
          512,
          512,
          20,
          .3,
          .2,
          Among.BRANCHES,
          new TrainingConfig(20, 512, 3e-3, .05, .9, .999, .05, 1, 2, 3));

  /// What a search chooses between, around the defaults.
  ///
  /// @param path of this group within the system's
  public static List<String> variations(String path) {
    return Stream.of(
            "width=64,128,192",
            "layers=1,2,3",
            "dropout=0.1,0.2,0.3,0.4",
            "slotHidden=256,512",
            "labelSmoothing=0,0.1,0.2",
            "training.learningRate=1e-3,2e-3,3e-3,5e-3",
            "training.batch=256,512,1024",
            "training.epochs=15,20,30")
        .map(variation -> path + "." + variation)
        .toList();
  }

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public CodeDecoderConfig {
    var _ = shape(List.of(1), width, layers, heads, hidden, slotHidden, maxSteps, dropout);
    var _ = new TwoLevelObjective.Weights(0, 0, labelSmoothing);
  }

  /// What a training says of these settings.
  ObjectNode told() {
    return among == Among.BRANCHES ? taught() : LaterSettings.told(this, Set.of());
  }

  /// The settings without what decides of a search alone.
  public ObjectNode taught() {
    return LaterSettings.told(this, Set.of(AMONG));
  }

  /// What of these settings decides how a trained one answers.
  public Map<String, Object> asked() {
    return among == Among.BRANCHES ? Map.of() : Map.of(AMONG, among);
  }

  /// The keys that decide nothing of that.
  ///
  /// @param path of this group within the system's
  public static Set<String> notAsked(String path) {
    return Arrays.stream(CodeDecoderConfig.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(key -> !key.equals(AMONG))
        .map(key -> path + "." + key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// @param sizes how many codes each level has
  public TwoLevelConfig shape(List<Integer> sizes) {
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

  public TwoLevelObjective.Weights weights() {
    return new TwoLevelObjective.Weights(0, 0, labelSmoothing);
  }
}
