package dev.grlm.systems.gram;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.coded.OpenCodes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.coded.WindowedCodes;
import dev.grlm.decode.Among;
import dev.grlm.embed.Embeddings;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.latefusion.FusionContext;
import dev.grlm.lm.latefusion.FusionObjective;
import dev.grlm.lm.latefusion.FusionSample;
import dev.grlm.lm.latefusion.LateFusion;
import dev.grlm.lm.latefusion.LateFusionConfig;
import dev.grlm.lm.latefusion.Passages;
import dev.grlm.system.RunSettings;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The decoder of passages, taught and opened.
///
/// @param similar where the items come from that are shown beside an item
record GramCodes(SystemRun<?> run, GramDecoderConfig config, SimilarItems similar)
    implements WindowedCodes<FusionContext> {
  private static final int NO_END = -1;

  @Override
  public int window() {
    return config.maxItems();
  }

  @Override
  public Object settings() {
    return new TreeMap<>(Map.of("decoder", config.told(), "similar", similar.config().shown()));
  }

  @Override
  public List<Path> inputs() {
    var inputs = new ArrayList<>(similar.files());
    if (config.text()) {
      inputs.add(run.run().embeddings());
    }
    return inputs;
  }

  @Override
  public Among among() {
    return config.among();
  }

  /// What is seen of the items of a codec. Of those that came after the fit it is what they are
  /// called: nobody has taken them, and their texts are not at hand.
  private record Sources(int[][] similar, Embeddings texts) {
    int textWidth() {
      return texts.dimensions();
    }

    Passages passages(SlotCodec slots) {
      int items = slots.items();
      var symbols = new int[items][];
      for (int item = 0; item < items; item++) {
        symbols[item] =
            slots.step(item).isPresent()
                ? slots.steps().get(slots.step(item).getAsInt()).symbols()
                : new int[slots.length()];
      }
      int[][] others = Arrays.copyOf(similar, items);
      for (int item = similar.length; item < items; item++) {
        others[item] = new int[0];
      }
      float[] values = Arrays.copyOf(texts.values(), Math.multiplyExact(items, texts.dimensions()));
      return new Passages(symbols, others, texts.dimensions(), values);
    }
  }

  private Sources sources() throws IOException {
    int items = run.dataset().catalog().size();
    return new Sources(
        similar.read(),
        config.text() ? run.tables().embeddings() : new Embeddings(items, 0, new float[0]));
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    RunSettings shared = job.shared();
    SlotCodec slots = codes.codec(config.maxItems());
    Sources sources = sources();
    var codec = new PassageCodec(slots, sources.passages(slots), config.maxItems());
    LateFusionConfig shape =
        config.shape(slots.slotSizes(), similar.config().shown(), sources.textWidth());
    try (var model = new LateFusion(shape, shared.seed())) {
      var objective =
          new FusionObjective(
              model,
              codec.passages(),
              config.labelSmoothing(),
              slots.ends() ? SlotCodec.END : NO_END);
      TrainingResult result =
          job.train(
              objective,
              config.training().trainer(shared.workers(), shared.seed()),
              examples.stream().map(example -> new FusionSample(example.items())).toList(),
              codes.validation(new FittedModel<>(model, codec, () -> {}), job));
      if (job.writes()) {
        model.save(folder);
        codes.writeSymbols(folder, config.maxItems());
      }
      return result;
    }
  }

  @Override
  public OpenCodes<FusionContext> open(SearchedCodes codes, Path folder, RunSettings shared)
      throws IOException {
    int maxItems = codes.readSymbols(folder);
    SlotCodec slots = codes.codec(maxItems);
    Sources sources = sources();
    LateFusion model = LateFusion.load(folder);
    LateFusionConfig shape =
        config.shape(slots.slotSizes(), similar.config().shown(), sources.textWidth());
    if (!model.config().equals(shape)) {
      LateFusionConfig found = model.config();
      model.close();
      throw new IOException(
          "%s: it is made for %s, not for %s; run the train stage again"
              .formatted(folder.resolve("config.json"), found, shape));
    }
    var codec = new PassageCodec(slots, sources.passages(slots), maxItems);
    return new OpenCodes<>(
        new FittedModel<>(model, codec, model::close),
        slots.symbolTables(),
        (_, all) -> {
          SlotCodec larger = slots.grown(all);
          return new PassageCodec(larger, sources.passages(larger), maxItems);
        });
  }
}
