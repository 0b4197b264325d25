package dev.grlm.coded;

import dev.grlm.codebook.PrefixTitles;
import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.ground.ExactGrounder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The two-level decoder of a catalogue's codes: how it is trained, searched, written and read.
///
/// @param row name of the row with beams under the trie
record CodeModel(String row, CodeDecoderConfig config, Dataset dataset, Identifiers identifiers) {
  private static final String SYMBOLS = "symbols.json";

  /// What `symbols.json` says: the codes of each level, in order of the model's numbers.
  private record Symbols(List<List<String>> slots, int maxSteps) {}

  static List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        folder.resolve(SYMBOLS));
  }

  private SlotCodec codec(int maxSteps) {
    return new SlotCodec(identifiers, new WordTable(List.of(), List.of(), 1), maxSteps);
  }

  IdentifierSearch search(DecodingConfig decoding) {
    return new IdentifierSearch(row, dataset, identifiers, decoding, GenerativeRecommender.BATCH);
  }

  /// Codes that no item has lead nowhere; items of one sequence come by training popularity.
  IdentifierGenerator<StepContext> generator(
      IdentifierSearch search, FittedModel<StepContext> fitted) {
    return search.generator(fitted, new ExactGrounder(identifiers, order()));
  }

  private ItemOrder order() {
    return ItemOrder.of(
        dataset.catalog().items().stream().map(Item::id).toList(), dataset.popularity());
  }

  PrefixTitles titles() {
    return new PrefixTitles(identifiers, dataset.catalog(), order());
  }

  /// Trains a decoder and writes it.
  ///
  /// @param start where it starts, if not anew
  TrainingResult train(
      List<Example> examples, Optional<Refinement> start, TrainingJob job, Path folder)
      throws IOException {
    RunSettings run = job.shared();
    SlotCodec codec = codec(config.maxSteps());
    try (var decoder = new TwoLevelDecoder(config.shape(codec.slotSizes()), run.seed())) {
      if (start.isPresent()) {
        start.get().start(decoder, codec.symbolTables());
      }
      var trainer =
          new Trainer<>(
              new TwoLevelObjective(decoder, config.weights()),
              config.training().trainer(run.workers(), run.seed()),
              job.progress(),
              job.exchange());
      IdentifierSearch search = search(run.decoding());
      var fitted = new FittedModel<>(decoder, codec, () -> {});
      IdentifierGenerator<StepContext> generator = generator(search, fitted);
      TrainingResult result =
          trainer.train(
              examples.stream().map(example -> sample(example, codec)).toList(),
              _ -> job.validation().applyAsDouble(search.constrained(generator, _ -> {})),
              job.checkpoints());
      if (job.writes()) {
        decoder.save(folder);
        Json.write(folder.resolve(SYMBOLS), new Symbols(codec.symbolTables(), config.maxSteps()));
      }
      return result;
    }
  }

  private static TwoLevelSample sample(Example example, SlotCodec codec) {
    return new TwoLevelSample.Sequence(
        Arrays.stream(example.items()).mapToObj(codec.steps()::get).toList());
  }

  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or is of other codes
  FittedModel<StepContext> open(Path folder) throws IOException {
    Symbols symbols = Json.read(folder.resolve(SYMBOLS), Symbols.class);
    SlotCodec codec = codec(symbols.maxSteps());
    if (!codec.symbolTables().equals(symbols.slots())) {
      throw new IOException(
          folder.resolve(SYMBOLS)
              + ": its codes are not those of codes.tsv; run the train stage again");
    }
    TwoLevelDecoder decoder = TwoLevelDecoder.load(folder, List.of());
    return new FittedModel<>(decoder.frozen(), codec, decoder::close);
  }
}
