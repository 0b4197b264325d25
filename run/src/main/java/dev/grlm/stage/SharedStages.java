package dev.grlm.stage;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.ShuffledTies;
import dev.grlm.data.Split;
import dev.grlm.embed.CheckpointEncoder;
import dev.grlm.embed.CoPurchases;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.embed.PartialEmbeddings;
import dev.grlm.embed.WordlessEncoder;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.ClusteredNeighbors;
import dev.grlm.neighbor.ExactNeighbors;
import dev.grlm.neighbor.NeighborConfig;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.NeighborFinder;
import dev.grlm.neighbor.NeighborRecall;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.TieOrder;
import dev.grlm.words.Languages;
import dev.grlm.words.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The stages that all systems of a run share.
///
/// @param tables what the first of them made, for the others
/// @param listener hears how long work goes on
public record SharedStages(
    RunFolder folder, RunSettings settings, RunTables tables, RunListener listener) {
  /// Items whose approximate neighbors are compared with the exact ones.
  private static final int RECALL_SAMPLE = 1_000;

  /// Foreign folder → RUN/dataset.
  ///
  /// @param data folder in the native or GRLM's own layout
  /// @throws IOException in one line, when there is nothing that can be read
  public Stage dataset(Path data) throws IOException {
    return Stage.of(
        "dataset",
        shuffles() ? Map.of("ties", drawn()) : Map.of(),
        DatasetReader.files(data),
        List.of(folder.items(), folder.interactions(), folder.split()),
        () -> {
          Dataset read = DatasetReader.read(data);
          Dataset dataset = shuffles() ? shuffled(read, data) : read;
          DatasetFiles.write(folder.dataset(), dataset);
          return dataset.counts();
        });
  }

  private boolean shuffles() {
    return settings.ties() == TieOrder.SHUFFLE;
  }

  /// The order of the input is not named: runs that were made before there was another are as they
  /// were.
  private SortedMap<String, Object> drawn() {
    return new TreeMap<>(Map.of("order", settings.ties().word(), "seed", settings.seed()));
  }

  /// Where only what lies between events is known, that is known of no event of the run.
  private Dataset shuffled(Dataset read, Path data) throws IOException {
    Dataset timed = read.timed() ? read : DatasetReader.readGaps(data);
    if (!timed.timed()) {
      throw new IOException(
          data
              + ": ties=shuffle needs to know which events of a user are at one time: interactions.tsv with whole numbers in a column 'timestamp', or 'gap_seconds' since the event before; ties=keep needs none");
    }
    Dataset shuffled = ShuffledTies.of(timed, settings.seed());
    return read.timed() ? shuffled : shuffled.untimed();
  }

  /// Item texts → RUN/encoder, RUN/embeddings.safetensors.
  public Stage embed() {
    boolean fitted = settings.encoder().checkpoint().isEmpty();
    var inputs = new ArrayList<>(List.of(folder.items()));
    if (!fitted) {
      inputs.add(Path.of(settings.encoder().checkpoint()).resolve("config.json"));
    }
    return new Stage(
        "embed",
        () -> encoding(fitted),
        inputs,
        this::embedded,
        () -> {
          List<String> texts = texts();
          return fitted ? fitAndEncode(texts) : encode(texts, Json.line(encoding(false)));
        });
  }

  private List<Path> embedded() {
    var outputs = new ArrayList<>(Encoders.files(folder.encoder(), settings.encoder()));
    outputs.add(folder.embeddings());
    return outputs;
  }

  private List<String> texts() throws IOException {
    return tables.dataset().catalog().texts(settings.textFields());
  }

  /// English alone is not named: runs that were made before there were others are as they were.
  private SortedMap<String, Object> encoding(boolean fitted) throws IOException {
    var values = new TreeMap<String, Object>(Map.of("textFields", settings.textFields()));
    if (fitted) {
      values.put("lsa", settings.embedding());
      Languages languages = tables.languages(settings);
      if (!languages.onlyEnglish()) {
        values.put("languages", languages.codes());
      }
      if (tables.wordless(settings)) {
        values.put("log", Fingerprint.sha256(folder.interactions()));
      }
    } else {
      values.put("checkpoint", settings.encoder());
      values.put("precision", settings.placement().precision());
    }
    return values;
  }

  private SortedMap<String, Long> fitAndEncode(List<String> texts) throws IOException {
    if (tables.wordless(settings)) {
      return encodeByLog();
    }
    Languages languages = tables.languages(settings);
    LsaEncoder encoder = LsaEncoder.fit(texts, settings.embedding(), languages);
    Encoders.save(folder.encoder(), encoder);
    EmbeddingFiles.write(folder.embeddings(), encoder, texts);
    var counts = new TreeMap<String, Long>();
    counts.put("dimensions", (long) encoder.dimensions());
    counts.put("words", (long) encoder.vocabularySize());
    if (encoder.minimumDocuments() < settings.embedding().minimumDocuments()) {
      counts.put(
          "words that one item alone has, read because no word is in %d items"
              .formatted(settings.embedding().minimumDocuments()),
          (long) encoder.vocabularySize());
    }
    for (String text : texts) {
      Scripts.of(text)
          .forEach(script -> counts.merge("items with " + languages.told(script), 1L, Long::sum));
    }
    return counts;
  }

  /// No item has a word: what is bought together stands for what is alike.
  private SortedMap<String, Long> encodeByLog() throws IOException {
    Dataset dataset = tables.dataset();
    var purchases =
        CoPurchases.of(
            dataset.catalog().size(), dataset.histories().stream().map(Split::training).toList());
    Embeddings embeddings = purchases.embeddings(settings.embedding());
    Encoders.save(folder.encoder(), new WordlessEncoder(embeddings.dimensions()));
    EmbeddingFiles.write(folder.embeddings(), embeddings);
    return new TreeMap<>(
        Map.of(
            "dimensions",
            (long) embeddings.dimensions(),
            "items without text, embedded by what is bought with them",
            dataset.catalog().size() - purchases.unseen(),
            "items without text that no training history has",
            purchases.unseen()));
  }

  /// What is done of a long catalogue is kept beside the result.
  private SortedMap<String, Long> encode(List<String> texts, String encoding) throws IOException {
    Files.createDirectories(folder.encoder());
    var partial =
        new PartialEmbeddings(
            folder.encoder().resolve("rows.partial"),
            encoding + Fingerprint.byName(List.of(folder.items())));
    try (CheckpointEncoder encoder =
        CheckpointEncoder.load(settings.encoder(), settings.placement())) {
      Embeddings embeddings =
          partial.encode(
              encoder, texts, done -> listener.progress("embed", done, texts.size(), "items"));
      EmbeddingFiles.write(folder.embeddings(), embeddings);
      Encoders.refer(folder.encoder(), settings.encoder());
      partial.delete();
      return new TreeMap<>(
          Map.of(
              "dimensions",
              (long) encoder.dimensions(),
              "texts cut to the longest length",
              encoder.textsCut()));
    }
  }

  /// Embeddings → RUN/neighbors.tsv.
  public Stage neighbors() {
    return Stage.of(
        "neighbors",
        settings.neighbors(),
        List.of(folder.embeddings(), folder.items()),
        List.of(folder.neighbors()),
        () -> {
          Catalog catalog = tables.dataset().catalog();
          return EmbeddingFiles.lend(
              folder.embeddings(), catalog.size(), rows -> neighbors(rows, catalog));
        });
  }

  private SortedMap<String, Long> neighbors(EmbeddingRows rows, Catalog catalog)
      throws IOException {
    NeighborConfig wanted = settings.neighbors();
    var counts = new TreeMap<String, Long>();
    if (rows.rows() <= wanted.approximateAbove()) {
      NeighborFiles.write(folder.neighbors(), ExactNeighbors.find(rows, wanted.k()), catalog);
      return counts;
    }
    NeighborFinder finder =
        new ClusteredNeighbors(
            wanted,
            settings.workers(),
            done -> listener.progress("neighbors", done, rows.rows(), "items"));
    Neighbors found = finder.find(rows, wanted.k());
    NeighborFiles.write(folder.neighbors(), found, catalog);
    NeighborRecall recall =
        NeighborRecall.measure(rows, found, wanted.k(), RECALL_SAMPLE, wanted.seed());
    counts.put("items that recall was measured on", (long) recall.rows());
    counts.put(
        "recall@" + wanted.k() + " of approximate neighbors, per mille",
        Math.round(1000 * recall.recall()));
    return counts;
  }
}
