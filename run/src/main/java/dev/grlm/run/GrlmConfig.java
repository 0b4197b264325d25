package dev.grlm.run;

import dev.grlm.embed.CheckpointEncoderConfig;
import dev.grlm.embed.LsaConfig;
import dev.grlm.neighbor.NeighborConfig;
import dev.grlm.process.ProcessSettings;
import dev.grlm.systems.grlm.extract.TermConfig;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.util.List;

/// Everything a run can be told. A JSON file or `--set` changes single values; see [ConfigFile].
///
/// @param seed of weights, shuffling and dropout
/// @param workers Java threads for training and evaluation; part of what makes a run repeatable
/// @param textFields further item fields whose text is read
/// @param device where checkpoints are computed: cpu, cuda, cuda:0, … or auto; the presets that are
///   trained from scratch always use the host
/// @param precision of a checkpoint's weights: fp32, bf16, fp16 or auto (bf16 on a card, else fp32)
/// @param embedding the encoder that needs no checkpoint
/// @param encoder the encoder that is one
public record GrlmConfig(
    Preset preset,
    long seed,
    int workers,
    List<String> textFields,
    String device,
    String precision,
    LsaConfig embedding,
    CheckpointEncoderConfig encoder,
    NeighborConfig neighbors,
    TermConfig terms,
    SmallConfig small,
    FlatConfig flat,
    CheckpointConfig qwen3,
    CheckpointConfig qwen3Parity,
    DecodingConfig decoding,
    EvaluationConfig evaluation) {

  /// Used by every run unless told otherwise.
  public static final long SEED = 42;

  /// The smallest machine that is promised has two cores.
  public static final int WORKERS = 2;

  private static final String AUTO = "auto";

  public static final GrlmConfig DEFAULT =
      new GrlmConfig(
          Preset.SMALL,
          SEED,
          WORKERS,
          List.of(),
          AUTO,
          AUTO,
          LsaConfig.DEFAULT,
          CheckpointEncoderConfig.NONE,
          NeighborConfig.DEFAULT,
          TermConfig.DEFAULT,
          SmallConfig.DEFAULT,
          FlatConfig.DEFAULT,
          CheckpointConfig.RECOMMENDED,
          CheckpointConfig.PARITY,
          DecodingConfig.DEFAULT,
          EvaluationConfig.DEFAULT);

  public GrlmConfig {
    textFields = List.copyOf(textFields);
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, is " + workers);
    }
  }

  /// Where a checkpoint's weights go on this machine.
  ///
  /// @throws IllegalArgumentException in one line, when the device is not there
  public Placement placement() {
    Device found = Device.parse(device);
    Precision held =
        precision.equals(AUTO)
            ? found.cuda() ? Precision.BFLOAT16 : Precision.FLOAT32
            : Precision.parse(precision);
    return new Placement(found, held);
  }

  /// For one of several processes of a training: where they use cards, each takes the one of its
  /// number on this host, whichever card was named.
  ///
  /// @throws IllegalArgumentException in one line, when the device is not there
  GrlmConfig onCardOf(ProcessSettings process) {
    return process.size() > 1 && tunesCheckpoint() && placement().device().cuda()
        ? withPlacement("cuda:" + process.localRank(), precision)
        : this;
  }

  /// Whether the preset fine-tunes a checkpoint.
  boolean tunesCheckpoint() {
    return preset == Preset.QWEN3 || preset == Preset.QWEN3_PARITY;
  }

  /// The settings of the checkpoint that the preset fine-tunes.
  ///
  /// @throws IllegalStateException when the preset is trained from scratch
  CheckpointConfig checkpoint() {
    return switch (preset) {
      case QWEN3 -> qwen3;
      case QWEN3_PARITY -> qwen3Parity;
      case SMALL, FLAT -> throw new IllegalStateException(preset + " has no checkpoint");
    };
  }

  public GrlmConfig withPreset(Preset other) {
    return new GrlmConfig(
        other,
        seed,
        workers,
        textFields,
        device,
        precision,
        embedding,
        encoder,
        neighbors,
        terms,
        small,
        flat,
        qwen3,
        qwen3Parity,
        decoding,
        evaluation);
  }

  public GrlmConfig withPlacement(String otherDevice, String otherPrecision) {
    return new GrlmConfig(
        preset,
        seed,
        workers,
        textFields,
        otherDevice,
        otherPrecision,
        embedding,
        encoder,
        neighbors,
        terms,
        small,
        flat,
        qwen3,
        qwen3Parity,
        decoding,
        evaluation);
  }
}
