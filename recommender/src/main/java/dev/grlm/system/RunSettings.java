package dev.grlm.system;

import dev.grlm.embed.CheckpointEncoderConfig;
import dev.grlm.embed.LsaConfig;
import dev.grlm.neighbor.NeighborConfig;
import dev.grlm.process.ProcessSettings;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.words.Languages;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/// What a run is told that holds for all of its systems. Immutable.
///
/// @param seed of weights, shuffling and dropout
/// @param workers Java threads for training and evaluation; part of what makes a run repeatable
/// @param ties order of a user's events at one time
/// @param textFields further item fields whose text is read
/// @param language what items' texts are in: `auto`, or the code of a language, whose scripts are
///   then not looked at
/// @param device where checkpoints and T5 are computed: cpu, cuda, cuda:0, … or auto; what else is
///   trained from scratch uses the host
/// @param precision of a checkpoint's weights: fp32, bf16, fp16 or auto (bf16 on a card, else fp32)
/// @param embedding the encoder that needs no checkpoint
/// @param encoder the encoder that is one
@RecordBuilder
public record RunSettings(
    long seed,
    int workers,
    TieOrder ties,
    List<String> textFields,
    String language,
    String device,
    String precision,
    LsaConfig embedding,
    CheckpointEncoderConfig encoder,
    NeighborConfig neighbors,
    DecodingConfig decoding,
    EvaluationConfig evaluation)
    implements RunSettingsBuilder.With {

  /// Used by every run unless told otherwise.
  public static final long SEED = 42;

  /// The smallest machine that is promised has two cores.
  public static final int WORKERS = 2;

  private static final String AUTO = "auto";

  public static final RunSettings DEFAULT =
      new RunSettings(
          SEED,
          WORKERS,
          TieOrder.KEEP,
          List.of(),
          Languages.AUTO,
          AUTO,
          AUTO,
          LsaConfig.DEFAULT,
          CheckpointEncoderConfig.NONE,
          NeighborConfig.DEFAULT,
          DecodingConfig.DEFAULT,
          EvaluationConfig.DEFAULT);

  public RunSettings {
    textFields = List.copyOf(textFields);
    Languages.require(language);
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, is " + workers);
    }
  }

  /// Where a checkpoint's weights go on this machine.
  ///
  /// @throws IllegalArgumentException in one line, when the device is not there
  public Placement placement() {
    return placement(device, precision);
  }

  /// As [#placement()], for what the words say.
  public static Placement placement(String device, String precision) {
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
  public RunSettings onCardOf(ProcessSettings process) {
    return process.size() > 1 && placement().device().cuda()
        ? withDevice("cuda:" + process.localRank())
        : this;
  }
}
