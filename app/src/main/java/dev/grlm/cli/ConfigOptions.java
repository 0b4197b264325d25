package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.run.UnreadSettings;
import dev.grlm.systems.Systems;
import dev.grlm.tensor.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options that change the configuration of a run.
final class ConfigOptions {
  /// What `--checkpoint` stands for.
  private static final List<String> CHECKPOINTS =
      List.of(
          "grlm.qwen3.checkpoint",
          "grlm.qwen3Parity.checkpoint",
          "lc-rec.languageModel.checkpoint");

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Recipe of the systems that have one of this name. GRLM's are small (default, two-level"
              + " decoder), flat (Qwen3 form in miniature), qwen3 and qwen3-parity (a checkpoint,"
              + " fine-tuned). lc-rec has a qwen3, too.")
  @Nullable String preset;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Folder of the Qwen3 checkpoint that qwen3 and qwen3-parity fine-tune.")
  @Nullable Path checkpoint;

  @Option(
      names = "--encoder",
      paramLabel = "DIR|NAME",
      description =
          "Folder of a Qwen3-Embedding checkpoint for the items' embeddings, or the name of a"
              + " pretrained encoder that this build has (minilm); default: an encoder fitted to"
              + " the items' words.")
  @Nullable String encoder;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "Where checkpoints are computed: cpu, cuda, cuda:0, … or auto (default).")
  @Nullable String device;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON file with values that differ from the defaults.")
  @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One value, for example small.training.epochs=10. May be repeated; wins over --config.")
  List<String> settings = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and shuffling.")
  @Nullable Long seed;

  @Option(
      names = "--text-fields",
      paramLabel = "NAME",
      split = ",",
      description = "Further item fields whose text is read.")
  List<String> textFields = new ArrayList<>();

  @Option(
      names = "--ties",
      paramLabel = "ORDER",
      description =
          "Events of a user at one time: keep (default) the input's order, or shuffle by the seed.")
  @Nullable String ties;

  @Option(
      names = "--collisions",
      paramLabel = "POLICY",
      description =
          "keep (default), separate or ask (the language model again): whether items may share a Term"
              + " ID.")
  @Nullable String collisions;

  @Option(
      names = "--repeats",
      paramLabel = "POLICY",
      description = "auto (default), allow or forbid: recommend items of the history again.")
  @Nullable String repeats;

  /// `base` with file, named options and single values laid over it, in this order.
  ///
  /// @throws ParameterException when one of them names or holds what there is not
  RunConfig over(RunConfig base) {
    return over(base, List.of());
  }

  /// As [#over(RunConfig)], with further named options before the single values.
  RunConfig over(RunConfig base, List<String> further) {
    try {
      return ConfigFile.over(base, config, named(further));
    } catch (IOException | IllegalArgumentException wrong) {
      throw new ParameterException(command.commandLine(), FailureLine.of(wrong), wrong);
    }
  }

  /// The defaults, fitting these systems; none for the one that is fitted by default.
  ///
  /// @throws ParameterException naming one that there is not, or that cannot be fitted
  RunConfig fitting(List<String> systems) {
    RunConfig defaults = RunConfig.defaults(Systems.ALL);
    try {
      return systems.isEmpty() ? defaults : defaults.fitting(systems);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), "--systems: " + wrong.getMessage(), wrong);
    }
  }

  /// Says of every value that was given and that `verb` does not read that it has no effect.
  ///
  /// @param chosen what [#over] gave
  void sayUnread(RunConfig chosen, String verb, ProgressPrinter progress) throws IOException {
    var keys = new ArrayList<>(ConfigFile.keys(chosen, config, named(List.of())));
    if (checkpoint != null) {
      // The option stands for several keys, of which a run reads one.
      if (UnreadSettings.notes(chosen, CHECKPOINTS, verb).size() < CHECKPOINTS.size()) {
        keys.removeAll(CHECKPOINTS);
      }
    }
    for (String note : UnreadSettings.notes(chosen, keys, verb)) {
      progress.say("note", note);
    }
  }

  private List<String> named(List<String> further) {
    var all = new ArrayList<>(further);
    if (preset != null) {
      all.add("preset=" + Json.line(preset));
    }
    if (checkpoint != null) {
      CHECKPOINTS.forEach(key -> all.add(key + "=" + Json.line(absolute(checkpoint))));
    }
    if (encoder != null) {
      all.add(encoderSetting(encoder));
    }
    if (device != null) {
      var _ = Device.parse(device); // a word that cannot be is to be known now
      all.add("device=\"" + device + "\"");
    }
    if (seed != null) {
      all.add("seed=" + seed);
    }
    if (!textFields.isEmpty()) {
      all.add("textFields=" + Json.line(textFields));
    }
    if (ties != null) {
      all.add("ties=" + Json.line(ties));
    }
    if (collisions != null) {
      all.add("terms.collisions=\"" + collisions + "\"");
    }
    if (repeats != null) {
      all.add("evaluation.repeats=\"" + repeats + "\"");
    }
    all.addAll(settings);
    return all;
  }

  /// A word that is no checkpoint here is the name of a pretrained encoder; some other folder may
  /// be called so, as one of the sources is.
  static String encoderSetting(String encoder) {
    Path folder = Path.of(encoder);
    boolean word = encoder.equals(String.valueOf(folder.getFileName()));
    return word && Files.notExists(folder.resolve("config.json"))
        ? "encoder.pretrained=" + Json.line(encoder)
        : "encoder.checkpoint=" + Json.line(absolute(folder));
  }

  /// A run is opened from anywhere.
  private static String absolute(Path folder) {
    return folder.toAbsolutePath().normalize().toString();
  }
}
