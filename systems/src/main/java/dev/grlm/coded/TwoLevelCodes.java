package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The two-level decoder of a catalogue's codes.
///
/// @param losses what it is trained on beside the next codes
/// @param start where it starts, if not anew
record TwoLevelCodes(CodeDecoderConfig config, DecoderLosses losses, Optional<Refinement> start)
    implements WindowedCodes<StepContext> {
  @Override
  public int window() {
    return config.maxSteps();
  }

  /// The decoder's alone where there is nothing else: trainings from before are as they were.
  @Override
  public Object settings() {
    var further = losses.settings();
    // In one order: what Map.of has is another in every process, and with it the fingerprint.
    return further.isEmpty()
        ? config.told()
        : new TreeMap<>(Map.of("decoder", config.told(), "losses", further));
  }

  @Override
  public List<Path> inputs() {
    var inputs = new ArrayList<>(losses.inputs());
    start.flatMap(Refinement::weights).ifPresent(inputs::add);
    return inputs;
  }

  @Override
  public Among among() {
    return config.among();
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    SlotCodec codec = codes.codec(config.maxSteps());
    List<StepLoss> further = losses.losses(codec.steps());
    TwoLevelConfig shape = config.shape(codec.slotSizes());
    try (var decoder = new TwoLevelDecoder(shape, List.of(), run.seed(), further)) {
      if (start.isPresent()) {
        start.get().start(decoder, codec.symbolTables());
      }
      var objective = new TwoLevelObjective(decoder, config.weights(), further);
      TrainingResult result =
          job.train(
              codec.ends() ? objective.ending(SlotCodec.END) : objective,
              config.training().trainer(run.workers(), run.seed()),
              examples.stream().map(example -> sample(example, codec)).toList(),
              codes.validation(new FittedModel<>(decoder, codec, () -> {}), job));
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
  public OpenCodes<StepContext> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    SlotCodec codec = codes.codec(codes.readSymbols(folder));
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, List.of());
    var fitted = new FittedModel<>(decoder.frozen(), codec, decoder::close);
    return new OpenCodes<>(fitted, codec.symbolTables(), (_, all) -> codec.grown(all));
  }
}
