package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The two-level decoder of a catalogue's codes.
record TwoLevelCodes(CodeDecoderConfig config) implements CodeModel<StepContext> {
  /// None is lost: a long history gives several.
  @Override
  public Task task() {
    return new UserSequencePrediction(config.maxSteps(), false);
  }

  @Override
  public Object exampleSettings() {
    return Map.of("window", config.maxSteps());
  }

  @Override
  public boolean onCard() {
    return false;
  }

  @Override
  public Among among() {
    return Among.BRANCHES;
  }

  @Override
  public List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        SearchedCodes.symbols(folder));
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    SlotCodec codec = codes.codec(config.maxSteps());
    try (var decoder = new TwoLevelDecoder(config.shape(codec.slotSizes()), run.seed())) {
      var trainer =
          new Trainer<>(
              new TwoLevelObjective(decoder, config.weights()),
              config.training().trainer(run.workers(), run.seed()),
              job.progress(),
              job.exchange());
      TrainingResult result =
          trainer.train(
              examples.stream().map(example -> sample(example, codec)).toList(),
              codes.validation(new FittedModel<>(decoder, codec, () -> {}), job),
              job.checkpoints());
      if (job.writes()) {
        decoder.save(folder);
        codes.writeSymbols(folder, config.maxSteps());
      }
      return result;
    }
  }

  private static TwoLevelSample sample(Example example, SlotCodec codec) {
    return new TwoLevelSample.Sequence(
        Arrays.stream(example.items()).mapToObj(codec.steps()::get).toList());
  }

  @Override
  public FittedModel<StepContext> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    SlotCodec codec = codes.codec(codes.readSymbols(folder));
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, List.of());
    return new FittedModel<>(decoder.frozen(), codec, decoder::close);
  }
}
