package dev.grlm.systems.grlm;

import dev.grlm.fusion.FusionConfig;
import dev.grlm.systems.grlm.checkpoint.CheckpointConfig;
import dev.grlm.systems.grlm.flat.FlatConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.systems.grlm.small.SmallConfig;

/// Everything that GRLM can be told. The recipe says which of the models is used; what the others
/// are told changes nothing.
///
/// @param terms how items are named
/// @param prior what is weighed beside the model, where that scores whole items
public record GrlmSettings(
    TermConfig terms,
    FusionConfig prior,
    SmallConfig small,
    FlatConfig flat,
    CheckpointConfig qwen3,
    CheckpointConfig qwen3Parity) {
  public static final GrlmSettings DEFAULT =
      new GrlmSettings(
          TermConfig.DEFAULT,
          FusionConfig.DEFAULT,
          SmallConfig.DEFAULT,
          FlatConfig.DEFAULT,
          CheckpointConfig.RECOMMENDED,
          CheckpointConfig.PARITY);
}
