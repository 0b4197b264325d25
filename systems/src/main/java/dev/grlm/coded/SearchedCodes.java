package dev.grlm.coded;

import dev.grlm.codebook.PrefixTitles;
import dev.grlm.codec.FittedModel;
import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.ground.ExactGrounder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.IdentifierSearch;
import dev.grlm.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The codes of a catalogue, or the words that name its items, as a model of any kind generates
/// them: their numbers, and how they are searched.
///
/// @param row name of the row with beams under the trie
/// @param file that says what items are called
/// @param among which codes one has its probability there
/// @param batch queries that are decoded together
/// @param lengthExponent α of log-probability / length^α, by which identifiers of several lengths
///   are ranked
public record SearchedCodes(
    String row,
    Path file,
    Dataset dataset,
    Identifiers identifiers,
    Among among,
    int batch,
    double lengthExponent) {
  private static final String SYMBOLS = "symbols.json";

  /// What `symbols.json` says: the codes of each level, in order of the model's numbers.
  private record Symbols(List<List<String>> slots, int maxSteps) {}

  /// Ranked by probability.
  public SearchedCodes(
      String row, Path file, Dataset dataset, Identifiers identifiers, Among among, int batch) {
    this(row, file, dataset, identifiers, among, batch, 0);
  }

  /// The same, ranked by another exponent.
  SearchedCodes ranked(double exponent) {
    return new SearchedCodes(row, file, dataset, identifiers, among, batch, exponent);
  }

  public static Path symbols(Path folder) {
    return folder.resolve(SYMBOLS);
  }

  /// @param maxSteps items of a history that are read
  public SlotCodec codec(int maxSteps) {
    return new SlotCodec(identifiers, new WordTable(List.of(), List.of(), 1), maxSteps);
  }

  /// Writes what the numbers of a model mean.
  public void writeSymbols(Path folder, int maxSteps) throws IOException {
    Json.write(symbols(folder), new Symbols(codec(maxSteps).symbolTables(), maxSteps));
  }

  /// How many items of a history the model of a folder reads.
  ///
  /// @throws IOException in one line, when its numbers mean other codes than these
  public int readSymbols(Path folder) throws IOException {
    Symbols symbols = Json.read(symbols(folder), Symbols.class);
    if (!codec(symbols.maxSteps()).symbolTables().equals(symbols.slots())) {
      throw new IOException(
          symbols(folder) + ": its codes are not those of " + file + "; run the train stage again");
    }
    return symbols.maxSteps();
  }

  /// The same for more items, of which nobody has taken the further ones.
  SearchedCodes grown(Catalog catalog, Identifiers all) {
    return new SearchedCodes(
        row,
        file,
        new Dataset(catalog, dataset.histories(), dataset.counts()),
        all,
        among,
        batch,
        lengthExponent);
  }

  IdentifierSearch search(DecodingConfig decoding) {
    return new IdentifierSearch(row, dataset, identifiers, decoding, batch);
  }

  /// Codes that no item has lead nowhere; items of one sequence come by training popularity.
  <C> IdentifierGenerator<C> generator(IdentifierSearch search, FittedModel<C> fitted) {
    var grounder = new ExactGrounder(identifiers, ItemOrder.byPopularity(dataset));
    return search.generator(fitted, grounder, among, lengthExponent);
  }

  /// What is generated freely is grounded as the run says: words that an item has some of say
  /// something of it.
  <C> IdentifierGenerator<C> grounded(IdentifierSearch search, FittedModel<C> fitted) {
    return search.generator(
        fitted, search.decoding().grounder(dataset, identifiers), among, lengthExponent);
  }

  /// Beams under the trie on the job's sample of validation users.
  ///
  /// @param fitted the model in training
  public <C> Trainer.Validation validation(FittedModel<C> fitted, TrainingJob job) {
    IdentifierSearch search = search(job.shared().decoding());
    IdentifierGenerator<C> generator = generator(search, fitted);
    return _ -> job.validation().applyAsDouble(search.constrained(generator, _ -> {}));
  }

  PrefixTitles titles() {
    return new PrefixTitles(identifiers, dataset.catalog(), ItemOrder.byPopularity(dataset));
  }
}
