package dev.grlm.systems.gencdr;

import dev.grlm.codec.FittedModel;
import dev.grlm.coded.CodeModel;
import dev.grlm.coded.OpenCodes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The decoder of [JointCodes], which stays as it is, with [DomainUpdates].
///
/// @param shared folder of the decoder
record UpdatedCodes(UpdateConfig config, JointCodes joint, Path shared)
    implements CodeModel<StepContext> {
  /// The last part of the name of the stage that trains the decoder, and the decoder's folder.
  static final String JOINT = "joint";

  private static final String CONFIG = "updates.json";
  private static final String TENSORS = "updates.safetensors";

  /// What `updates.json` says.
  private record Shape(List<String> domains, int rank) {}

  @Override
  public List<Task> tasks() {
    return joint.tasks();
  }

  @Override
  public Object exampleSettings() {
    return joint.exampleSettings();
  }

  @Override
  public Object settings() {
    return new TreeMap<>(Map.of("updates", config, "decoder", joint.settings()));
  }

  @Override
  public List<Path> inputs() {
    return joint.files(shared);
  }

  @Override
  public Optional<Earlier> earlier() {
    return Optional.of(new Earlier(JOINT, joint));
  }

  @Override
  public boolean onCard() {
    return joint.onCard();
  }

  @Override
  public Among among() {
    return joint.among();
  }

  @Override
  public List<Path> files(Path folder) {
    return List.of(folder.resolve(CONFIG), folder.resolve(TENSORS), SearchedCodes.symbols(folder));
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    DomainCodec codec = joint.codec(codes, joint.config().maxSteps());
    int domains = codec.domains().size();
    TwoLevelDecoder base = joint.load(codec, shared);
    try (var decoder =
        new AdaptedDecoder(base, DomainUpdates.create(base, domains, config.rank(), run.seed()))) {
      TrainingResult result =
          job.train(
              new UpdateObjective(decoder, joint.config().labelSmoothing(), config.balance()),
              config.training().trainer(run.workers(), run.seed()),
              JointCodes.samples(examples, codec),
              codes.validation(new FittedModel<>(decoder, codec, () -> {}), job));
      if (job.writes()) {
        AdapterFolder.write(decoder.updates().parameters(), folder.resolve(TENSORS));
        Json.write(folder.resolve(CONFIG), new Shape(codec.domains(), config.rank()));
        codes.writeSymbols(folder, joint.config().maxSteps());
      }
      return result;
    }
  }

  @Override
  public OpenCodes<StepContext> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    DomainCodec codec = joint.codec(codes, codes.readSymbols(folder));
    Shape shape = Json.read(folder.resolve(CONFIG), Shape.class);
    if (!shape.domains().equals(codec.domains())) {
      throw new IOException(
          "%s: the model was fitted to the domains %s, the items are of %s; run the train stage again"
              .formatted(folder.resolve(CONFIG), shape.domains(), codec.domains()));
    }
    TwoLevelDecoder base = joint.load(codec, shared);
    try {
      DomainUpdates updates =
          DomainUpdates.load(base, shape.domains().size(), shape.rank(), folder.resolve(TENSORS));
      var decoder = new AdaptedDecoder(base, updates);
      return new OpenCodes<>(
          new FittedModel<>(decoder, codec, decoder::close), codec.codes(), codec::grown);
    } catch (IOException | RuntimeException failure) {
      base.close();
      throw failure;
    }
  }
}
