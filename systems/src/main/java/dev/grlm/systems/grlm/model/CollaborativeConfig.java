package dev.grlm.systems.grlm.model;

import dev.grlm.baseline.GraphNeighbors;
import dev.grlm.baseline.GraphSettings;
import dev.grlm.data.Dataset;
import dev.grlm.io.Fingerprint;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.neighbor.AnchorFile;
import dev.grlm.task.CollaborativeNeighborhood;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The collaborative task beside the two of the paper: an item → the items that people take beside
/// it. The authors' code has it since after the paper, by neighbors of a SASRec; ours goes by the
/// item graph of the training positions unless it is given a file.
///
/// @param neighbors that are learnt for each item; 0 leaves the task out
/// @param weight of the loss of its samples relative to that of the others
/// @param file of neighbors in GRAM's format; empty for those of the item graph
public record CollaborativeConfig(int neighbors, double weight, String file) {
  /// The task is not taught.
  public static final CollaborativeConfig OFF = new CollaborativeConfig(0, 1, "");

  /// @throws IllegalArgumentException naming the settings and their values
  public CollaborativeConfig {
    if (neighbors < 0 || !(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "collaborative neighbors must not be negative, their weight above 0: "
              + neighbors
              + ", "
              + weight);
    }
  }

  public boolean on() {
    return neighbors > 0;
  }

  /// @throws IOException in one line, when there is no such file
  void require() throws IOException {
    if (on() && !file.isEmpty() && !Files.isRegularFile(Path.of(file))) {
      throw new IOException(
          file
              + ": no such file; it was to say which items are near each other (collaborative.file)");
    }
  }

  /// What examples depend on; only to be told where the task is taught.
  SortedMap<String, Object> told() throws IOException {
    var told = new TreeMap<String, Object>(Map.of("neighbors", neighbors));
    if (!file.isEmpty()) {
      told.put("file", Fingerprint.sha256(Path.of(file)));
    }
    return told;
  }

  /// The sample of an example, with the task's weight where it is of this task.
  public TokenSample weighed(Example example, TokenSample sample) {
    return example.task().equals(CollaborativeNeighborhood.NAME)
        ? sample.times((float) weight)
        : sample;
  }

  /// The task, where it is taught.
  ///
  /// @throws IOException naming the file, when it is broken
  Optional<Task> task(Dataset dataset) throws IOException {
    if (!on()) {
      return Optional.empty();
    }
    int[][] nearest =
        file.isEmpty()
            ? GraphNeighbors.of(dataset, GraphSettings.DEFAULT, neighbors)
            : AnchorFile.read(Path.of(file), dataset.catalog(), neighbors);
    return Optional.of(new CollaborativeNeighborhood(nearest));
  }
}
