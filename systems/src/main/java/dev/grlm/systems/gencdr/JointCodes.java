package dev.grlm.systems.gencdr;

import dev.grlm.codec.FittedModel;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.OpenCodes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.coded.WindowedCodes;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The decoder of the codes of all domains, a token of its domain in front of every item's. It is
/// what updates are added to, and answers itself where there are none.
record JointCodes(CodeDecoderConfig config) implements WindowedCodes<StepContext> {
  @Override
  public int window() {
    return config.maxSteps();
  }

  @Override
  public Object settings() {
    return config.among() == Among.BRANCHES
        ? config.taught()
        : LaterSettings.told(config, Set.of());
  }

  @Override
  public Among among() {
    return config.among();
  }

  DomainCodec codec(SearchedCodes codes, int maxSteps) {
    return DomainCodec.of(codes.dataset().catalog(), codes.identifiers(), maxSteps);
  }

  /// What it is trained on.
  static List<TwoLevelSample.Sequence> samples(List<Example> examples, DomainCodec codec) {
    return examples.stream()
        .map(example ->
            new TwoLevelSample.Sequence(
                Arrays.stream(example.items()).mapToObj(codec.steps()::get).toList()))
        .toList();
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    DomainCodec codec = codec(codes, config.maxSteps());
    try (var decoder = new TwoLevelDecoder(config.shape(codec.slotSizes()), run.seed())) {
      TrainingResult result =
          job.train(
              new TwoLevelObjective(decoder, config.weights()),
              config.training().trainer(run.workers(), run.seed()),
              List.copyOf(samples(examples, codec)),
              codes.validation(new FittedModel<>(decoder, codec, () -> {}), job));
      if (job.writes()) {
        decoder.save(folder);
        codes.writeSymbols(folder, config.maxSteps());
      }
      return result;
    }
  }

  /// The decoder of a folder; to be closed by the caller.
  ///
  /// @throws IOException in one line, when a file is missing or is of other codes or domains
  TwoLevelDecoder load(DomainCodec codec, Path folder) throws IOException {
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, List.of());
    if (!decoder.config().slotSizes().equals(codec.slotSizes())) {
      List<Integer> sizes = decoder.config().slotSizes();
      decoder.close();
      throw new IOException(
          "%s: made for %s symbols of domains and codes, there are %s; run the train stage again"
              .formatted(folder.resolve("config.json"), sizes, codec.slotSizes()));
    }
    return decoder;
  }

  @Override
  public OpenCodes<StepContext> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    DomainCodec codec = codec(codes, codes.readSymbols(folder));
    TwoLevelDecoder decoder = load(codec, folder);
    return new OpenCodes<>(
        new FittedModel<>(decoder.frozen(), codec, decoder::close), codec.codes(), codec::grown);
  }
}
