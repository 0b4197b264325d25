package dev.grlm.run;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.task.Example;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Training, saving and loading of the `small` preset.
final class SmallModel {
  /// Words of one item that are read; longer descriptions add little and cost time.
  private static final int LONGEST_TEXT = 64;

  /// `model_type` in config.json.
  static final String TYPE = "grlm-two-level";

  private static final String SYMBOLS = "symbols.json";

  private SmallModel() {}

  /// What `symbols.json` says: the tables that give the model's numbers a meaning.
  private record Symbols(
      List<List<String>> slots,
      List<String> words,
      List<String> textFields,
      int longestText,
      int maxSteps) {}

  /// Trains and writes the model with the weights of its best validation.
  static TrainingResult train(
      Dataset dataset,
      Identifiers identifiers,
      GrlmConfig config,
      @Nullable RunFolder before,
      TrainingJob job,
      Path folder)
      throws IOException {
    SmallConfig small = config.small();
    WordTable words =
        WordTable.of(
            dataset.catalog(), config.textFields(), small.minimumWordItems(), LONGEST_TEXT);
    var codec = new SlotCodec(identifiers, words, small.maxSteps());
    try (var decoder = new TwoLevelDecoder(shape(small, codec), codec.steps(), config.seed())) {
      if (before != null) {
        startFrom(before, decoder, codec, dataset);
      }
      var objective =
          new TwoLevelObjective(
              decoder,
              new TwoLevelObjective.Weights(
                  small.stepLoss(), small.naming(), small.labelSmoothing()));
      var trainer =
          new Trainer<>(
              objective,
              small.training().trainer(config.workers(), config.seed()),
              job.progress(),
              job.exchange());
      TrainingResult result =
          trainer.train(
              samples(dataset, codec, small),
              _ -> job.validation().score(new FittedModel(decoder, codec, () -> {})),
              job.checkpoints());
      if (job.writes()) {
        decoder.save(folder);
        writeSymbols(folder, codec, small.maxSteps());
      }
      return result;
    }
  }

  private static void startFrom(
      RunFolder before, TwoLevelDecoder decoder, SlotCodec codec, Dataset dataset)
      throws IOException {
    Symbols symbols = Json.read(before.model().resolve(SYMBOLS), Symbols.class);
    List<String> items = ids(DatasetFiles.read(before.dataset()));
    WarmStart.apply(
        before.model().resolve("model.safetensors"),
        new WarmStart.Names(symbols.slots(), symbols.words(), items),
        decoder,
        new WarmStart.Names(codec.symbolTables(), codec.words().words(), ids(dataset)));
  }

  private static List<String> ids(Dataset dataset) {
    return dataset.catalog().items().stream().map(Item::id).toList();
  }

  private static TwoLevelConfig shape(SmallConfig small, SlotCodec codec) {
    return new TwoLevelConfig(
        codec.slotSizes(),
        codec.steps().size(),
        small.naming() > 0 ? Math.max(1, codec.words().size()) : 0,
        small.width(),
        small.layers(),
        small.heads(),
        small.hidden(),
        small.slotHidden(),
        small.maxSteps(),
        small.dropout(),
        small.inputDropout(),
        small.stepDropout(),
        small.lookahead());
  }

  private static List<TwoLevelSample> samples(Dataset dataset, SlotCodec codec, SmallConfig small) {
    Stream<Example> sequences =
        new UserSequencePrediction(small.maxSteps(), false).examples(dataset);
    var samples = new ArrayList<TwoLevelSample>();
    sequences.forEach(example -> {
      List<Step> steps = Arrays.stream(example.items()).mapToObj(codec.steps()::get).toList();
      samples.add(new TwoLevelSample.Sequence(steps));
    });
    if (small.naming() > 0) {
      new TermInternalization()
          .examples(dataset)
          .mapToInt(example -> example.items()[0])
          .forEach(item ->
              samples.add(
                  new TwoLevelSample.Naming(
                      codec.words().numbers(dataset.catalog().item(item)),
                      codec.steps().get(item))));
    }
    return samples;
  }

  private static void writeSymbols(Path folder, SlotCodec codec, int maxSteps) throws IOException {
    WordTable words = codec.words();
    Json.write(
        folder.resolve(SYMBOLS),
        new Symbols(
            codec.symbolTables(), words.words(), words.textFields(), words.longest(), maxSteps));
  }

  /// @throws IOException when the folder's symbols are not those of `identifiers`
  static FittedModel load(Path folder, Identifiers identifiers) throws IOException {
    Symbols symbols = Json.read(folder.resolve(SYMBOLS), Symbols.class);
    var words = new WordTable(symbols.words(), symbols.textFields(), symbols.longestText());
    var codec = new SlotCodec(identifiers, words, symbols.maxSteps());
    if (!codec.symbolTables().equals(symbols.slots())) {
      throw new IOException(
          folder.resolve(SYMBOLS)
              + ": its terms are not those of identifiers.tsv; run the train stage again");
    }
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, codec.steps());
    return new FittedModel(decoder.frozen(), codec, decoder::close);
  }

  static List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        folder.resolve(SYMBOLS));
  }
}
