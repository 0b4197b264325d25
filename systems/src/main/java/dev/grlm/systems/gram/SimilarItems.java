package dev.grlm.systems.gram;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.embed.Embeddings;
import dev.grlm.neighbor.ExactNeighbors;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The items that are like each item by what people take, from training positions alone: a SASRec
/// is fitted to these, and the nearest of its item vectors by cosine are kept.
record SimilarItems(SystemRun<?> run, SimilarConfig config) {
  static final String NAME = "similar";

  private CollaborativeVectors vectors() {
    return new CollaborativeVectors(
        run, config.collaborative(), config.width(), "; gram.similar.items=0 does without");
  }

  /// None where none are shown.
  List<Stage> stages() {
    if (!config.shown()) {
      return List.of();
    }
    CollaborativeVectors vectors = vectors();
    return List.of(
        vectors.stage(),
        Stage.of(
            run.stage(NAME),
            Map.of("items", config.items()),
            inputs(vectors),
            files(),
            this::find));
  }

  private List<Path> inputs(CollaborativeVectors vectors) {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.addAll(vectors.files());
    return inputs;
  }

  private Path file() {
    return run.folder().resolve("similar.tsv");
  }

  /// What is left for whoever reads it.
  List<Path> files() {
    return config.shown() ? List.of(file()) : List.of();
  }

  private SortedMap<String, Long> find() throws IOException {
    ItemVectors vectors = vectors().read().normalized();
    Neighbors found =
        ExactNeighbors.find(
            new Embeddings(vectors.items(), vectors.width(), vectors.values()), config.items());
    NeighborFiles.write(file(), found, run.dataset().catalog());
    var counts = new TreeMap<String, Long>();
    long without = Arrays.stream(found.items()).filter(others -> others.length == 0).count();
    if (without > 0) {
      counts.put("items without similar ones, which nobody takes in training", without);
    }
    return counts;
  }

  /// For each item of the catalogue, nearest first.
  int[][] read() throws IOException {
    return config.shown()
        ? NeighborFiles.read(file(), run.dataset().catalog()).items()
        : Neighbors.none(run.dataset().catalog().size()).items();
  }
}
