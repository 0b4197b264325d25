package dev.grlm.coded;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The encoder–decoder of a catalogue's codes, after the papers; its folder is a Hugging Face
/// folder.
record EncoderDecoderCodes(EncoderDecoderConfig config) implements CodeModel<T5Context> {
  /// Whole histories, so that no item is generated from fewer than there are.
  @Override
  public List<Task> tasks() {
    return List.of(new UserSequencePrediction(Integer.MAX_VALUE, false));
  }

  @Override
  public Object exampleSettings() {
    return Map.of("histories", "whole");
  }

  @Override
  public Object settings() {
    return config;
  }

  @Override
  public boolean onCard() {
    return true;
  }

  /// As published: what it gives to codes that lead nowhere falls to none that do.
  @Override
  public Among among() {
    return Among.ALL;
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    SlotCodec slots = codes.codec(config.maxItems());
    T5Config shape = config.shape(slots.slotSizes());
    var tokens = new HistoryTokens(slots, shape, config.maxItems());
    try (var model = new T5(shape, run.seed(), run.placement())) {
      TrainingResult result =
          job.train(
              new HistoryObjective(model, tokens, config.labelSmoothing()),
              config.trainer(run, tokens.length()),
              examples.stream().map(HistoryPrefix::of).flatMap(List::stream).toList(),
              codes.validation(new FittedModel<>(model, tokens, () -> {}), job));
      if (job.writes()) {
        model.save(folder);
        codes.writeSymbols(folder, config.maxItems());
      }
      return result;
    }
  }

  @Override
  public OpenCodes<T5Context> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    int maxItems = codes.readSymbols(folder);
    SlotCodec slots = codes.codec(maxItems);
    T5 model = T5.load(folder, run.placement());
    if (!model.config().levels().equals(slots.slotSizes())) {
      List<Integer> levels = model.config().levels();
      model.close();
      throw new IOException(
          "%s: its levels %s are not those of symbols.json, %s; run the train stage again"
              .formatted(folder.resolve("config.json"), levels, slots.slotSizes()));
    }
    var fitted =
        new FittedModel<>(model, new HistoryTokens(slots, model.config(), maxItems), model::close);
    return new OpenCodes<>(
        fitted,
        slots.symbolTables(),
        (_, all) -> new HistoryTokens(slots.grown(all), model.config(), maxItems));
  }
}
