package dev.grlm.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.codec.InstructionCodec;
import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.TokenCodec;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RUN/model: which kind of model it holds is what its `config.json` says.
final class ModelFolder {
  private ModelFolder() {}

  /// Every rank trains; the one that writes leaves the model in `folder`.
  ///
  /// @param before run whose weights the training starts from, null to draw them
  static TrainingResult train(
      Dataset dataset,
      Identifiers identifiers,
      GrlmConfig config,
      @Nullable RunFolder before,
      TrainingJob job,
      Path folder)
      throws IOException {
    return switch (config.preset()) {
      case SMALL -> SmallModel.train(dataset, identifiers, config, before, job, folder);
      case FLAT -> {
        refuse(before, config);
        yield FlatModel.train(dataset, identifiers, config, job, folder);
      }
      case QWEN3, QWEN3_PARITY -> {
        refuse(before, config);
        yield CheckpointModel.train(dataset, identifiers, config, job, folder);
      }
    };
  }

  private static void refuse(@Nullable RunFolder before, GrlmConfig config) throws IOException {
    if (before != null) {
      throw new IOException(
          "%s: a run of the preset %s cannot start another one; fit anew"
              .formatted(before.root(), config.preset().word()));
    }
  }

  /// @throws IOException in one line, when the model is missing or of an unknown kind
  static FittedModel load(Path folder, Dataset dataset, Identifiers identifiers, GrlmConfig run)
      throws IOException {
    Path file = folder.resolve("config.json");
    JsonNode config = Json.read(file);
    String type = config.path("model_type").asText();
    return switch (type) {
      case SmallModel.TYPE -> SmallModel.load(folder, identifiers);
      case FlatModel.TYPE ->
          CheckpointModel.isIn(folder)
              ? CheckpointModel.load(folder, dataset, identifiers, run)
              : FlatModel.load(folder, dataset, identifiers);
      default -> throw new IOException(file + ": unknown model_type '" + type + "'");
    };
  }

  /// The same model for a catalogue whose first items are those it was fitted on. Shares native
  /// memory with `fitted`, which must be closed later.
  ///
  /// @throws IllegalArgumentException when a further item has a term the model does not know
  static FittedModel grown(FittedModel fitted, Catalog catalog, Identifiers identifiers) {
    return switch (fitted.codec()) {
      case SlotCodec slots -> {
        SlotCodec codec = slots.grown(identifiers);
        var decoder = (TwoLevelDecoder) fitted.model();
        yield new FittedModel(decoder.withSteps(codec.steps()), codec, () -> {});
      }
      case TokenCodec tokens ->
          new FittedModel(
              fitted.model(), tokens.grown(tokens.prompts().grown(catalog, identifiers)), () -> {});
      case InstructionCodec asked ->
          new FittedModel(
              fitted.model(),
              asked.grown(asked.prompts().grown(catalog, identifiers), identifiers),
              () -> {});
      default ->
          throw new IllegalArgumentException(
              "a model of " + fitted.codec().getClass().getSimpleName() + " cannot grow");
    };
  }

  /// The files that a trained model consists of.
  static List<Path> files(Path folder, Preset preset) {
    return switch (preset) {
      case SMALL -> SmallModel.files(folder);
      case FLAT -> FlatModel.files(folder);
      case QWEN3, QWEN3_PARITY -> CheckpointModel.files(folder);
    };
  }
}
