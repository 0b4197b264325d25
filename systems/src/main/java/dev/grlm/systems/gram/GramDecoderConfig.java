package dev.grlm.systems.gram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.lm.latefusion.LateFusionConfig;
import dev.grlm.system.LaterSettings;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The decoder that looks at the passages of a history.
///
/// @param text whether an item's text vector is one of its passages
/// @param width D
/// @param layers of the decoder
/// @param historyLayers of the transformer that reads the history as a whole; 0 for the mean of
///   what its items are called
/// @param heads of attention
/// @param hidden width of the feed-forward nets
/// @param maxItems of a history that are read
/// @param dropout of passages, of what the decoder reads, and inside layers
/// @param labelSmoothing of the words' targets
/// @param among which words of a slot one has its probability under the trie
/// @param training how long and how fast
@RecordBuilder
public record GramDecoderConfig(
    boolean text,
    int width,
    int layers,
    int historyLayers,
    int heads,
    int hidden,
    int maxItems,
    double dropout,
    double labelSmoothing,
    Among among,
    TrainingConfig training)
    implements GramDecoderConfigBuilder.With {
  private static final String AMONG = "among";

  public static final GramDecoderConfig DEFAULT =
      new GramDecoderConfig(
          true,
          128,
          2,
          2,
          4,
          512,
          20,
          .3,
          .2,
          Among.BRANCHES,
          new TrainingConfig(20, 512, 3e-3, .05, .9, .999, .05, 1, 2, 3));

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public GramDecoderConfig {
    var _ =
        new LateFusionConfig(
            List.of(1), false, 0, width, layers, historyLayers, heads, hidden, maxItems, dropout);
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException("labelSmoothing must be in 0…1: " + labelSmoothing);
    }
  }

  /// What a search chooses between, around the defaults.
  ///
  /// @param path of this group within the system's
  static List<String> variations(String path) {
    return Stream.of(
            "historyLayers=0,1,2",
            "layers=1,2,3",
            "dropout=0.1,0.2,0.3,0.4",
            "labelSmoothing=0,0.1,0.2",
            "training.learningRate=5e-4,1e-3,2e-3,3e-3",
            "training.batch=256,512,1024",
            "training.epochs=15,20,30")
        .map(variation -> path + "." + variation)
        .toList();
  }

  /// What a training says of these settings.
  ObjectNode told() {
    return LaterSettings.told(this, Set.of(AMONG));
  }

  /// What of these settings decides how a trained one answers.
  Map<String, Object> asked() {
    return among == Among.BRANCHES ? Map.of() : Map.of(AMONG, among);
  }

  /// The keys that decide nothing of that.
  ///
  /// @param path of this group within the system's
  static Set<String> notAsked(String path) {
    return Arrays.stream(GramDecoderConfig.class.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(key -> !key.equals(AMONG))
        .map(key -> path + "." + key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// @param sizes how many words each slot has
  /// @param similar whether the items that are like an item are a passage
  /// @param textWidth of a text vector
  LateFusionConfig shape(List<Integer> sizes, boolean similar, int textWidth) {
    return new LateFusionConfig(
        sizes,
        similar,
        text ? textWidth : 0,
        width,
        layers,
        historyLayers,
        heads,
        hidden,
        maxItems,
        dropout);
  }
}
