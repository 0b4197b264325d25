package dev.grlm.run;

import dev.grlm.embed.LsaConfig;
import dev.grlm.identifier.term.TermConfig;
import dev.grlm.neighbor.NeighborConfig;
import java.util.List;

/// Everything a run can be told. A JSON file or `--set` changes single values; see [ConfigFile].
///
/// @param seed of weights, shuffling and dropout
/// @param workers Java threads for training and evaluation; part of what makes a run repeatable
/// @param textFields further item fields whose text is read
public record GrlmConfig(
    Preset preset,
    long seed,
    int workers,
    List<String> textFields,
    LsaConfig embedding,
    NeighborConfig neighbors,
    TermConfig terms,
    SmallConfig small,
    FlatConfig flat,
    DecodingConfig decoding,
    EvaluationConfig evaluation) {

  /// Used by every run unless told otherwise.
  public static final long SEED = 42;

  /// The smallest machine that is promised has two cores.
  public static final int WORKERS = 2;

  public static final GrlmConfig DEFAULT =
      new GrlmConfig(
          Preset.SMALL,
          SEED,
          WORKERS,
          List.of(),
          LsaConfig.DEFAULT,
          NeighborConfig.DEFAULT,
          TermConfig.DEFAULT,
          SmallConfig.DEFAULT,
          FlatConfig.DEFAULT,
          DecodingConfig.DEFAULT,
          EvaluationConfig.DEFAULT);

  public GrlmConfig {
    textFields = List.copyOf(textFields);
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, is " + workers);
    }
  }

  public GrlmConfig withPreset(Preset other) {
    return new GrlmConfig(
        other,
        seed,
        workers,
        textFields,
        embedding,
        neighbors,
        terms,
        small,
        flat,
        decoding,
        evaluation);
  }
}
