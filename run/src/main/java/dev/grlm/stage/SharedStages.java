package dev.grlm.stage;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.ShuffledTies;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.embed.PretrainedEncoders;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /// In their order.
  public static final List<String> NAMES = List.of("dataset", "embed", "neighbors");

  /// Items whose approximate neighbors are compared with the exact ones.
  private static final int RECALL_SAMPLE = 1_000;

  /// What can be known before any work.
  ///
  /// @throws IOException in one line, where an encoder is asked for that is not there
  public void require() throws IOException {
    switch (settings.encoder().kind()) {
      case FITTED -> {}
      case CHECKPOINT -> {
        Path config = Path.of(settings.encoder().checkpoint()).resolve("config.json");
        if (Files.notExists(config)) {
          throw new IOException(config + ": no such file");
        }
      }
      case PRETRAINED -> {
        var _ = PretrainedEncoders.named(settings.encoder().pretrained());
      }
    }
  }

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
    return new EmbedStage(folder, settings, tables, listener).stage();
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
