package dev.grlm.systems.gram;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.coded.OpenCodes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.coded.WindowedCodes;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.t5.FusionInDecoder;
import dev.grlm.lm.t5.PassagesContext;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.system.RunSettings;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The encoder–decoder of the paper over prompts, each encoded alone, taught and opened; its folder
/// is a Hugging Face folder.
///
/// @param similar where the items come from whose names stand beside an item
/// @param texts where the words of texts come from
record PromptCodes(
    SystemRun<?> run,
    PromptConfig prompts,
    EncoderDecoderConfig t5,
    SimilarItems similar,
    PromptTexts texts)
    implements WindowedCodes<PassagesContext> {
  private static final int BATCH = 16;

  @Override
  public int window() {
    return t5.maxItems();
  }

  @Override
  public Object settings() {
    return new TreeMap<>(Map.of("prompts", prompts, "similar", similar.config().shown(), "t5", t5));
  }

  @Override
  public List<Path> inputs() {
    var inputs = new ArrayList<>(similar.files());
    inputs.add(texts.file());
    return inputs;
  }

  @Override
  public boolean onCard() {
    return true;
  }

  /// As published: what it gives to words that lead nowhere falls to none that do.
  @Override
  public Among among() {
    return Among.ALL;
  }

  /// A question is some thousand states of prompts for each layer.
  @Override
  public int batch() {
    return BATCH;
  }

  private PromptCodec.Sources sources() throws IOException {
    return PromptCodec.Sources.of(similar.read(), texts.read());
  }

  private T5Config shape(SlotCodec slots, PromptCodec.Sources sources, int maxItems) {
    return PromptCodec.shape(t5.shape(slots.slotSizes()), sources, maxItems);
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings shared = job.shared();
    int maxItems = t5.maxItems();
    SlotCodec slots = codes.codec(maxItems);
    PromptCodec.Sources sources = sources();
    T5Config shape = shape(slots, sources, maxItems);
    var codec = new PromptCodec(slots, sources, prompts, shape, maxItems);
    try (var model = new T5(shape, shared.seed(), shared.placement())) {
      var reader = new FusionInDecoder(model);
      TrainingResult result =
          job.train(
              new PromptObjective(reader, codec, t5.labelSmoothing()),
              t5.trainer(shared, 1),
              examples,
              codes.validation(new FittedModel<>(reader, codec, () -> {}), job));
      if (job.writes()) {
        model.save(folder);
        codes.writeSymbols(folder, maxItems);
      }
      return result;
    }
  }

  @Override
  public OpenCodes<PassagesContext> open(SearchedCodes codes, Path folder, RunSettings shared)
      throws IOException {
    int maxItems = codes.readSymbols(folder);
    SlotCodec slots = codes.codec(maxItems);
    PromptCodec.Sources sources = sources();
    T5Config shape = shape(slots, sources, maxItems);
    T5 model = T5.load(folder, shared.placement());
    if (!model.config().equals(shape)) {
      T5Config found = model.config();
      model.close();
      throw new IOException(
          "%s: it is made for %s, not for %s; run the train stage again"
              .formatted(folder.resolve("config.json"), found, shape));
    }
    var codec = new PromptCodec(slots, sources, prompts, shape, maxItems);
    return new OpenCodes<>(
        new FittedModel<>(new FusionInDecoder(model), codec, model::close),
        slots.symbolTables(),
        (_, all) -> new PromptCodec(slots.grown(all), sources, prompts, shape, maxItems));
  }
}
