package dev.grlm.train;

import dev.grlm.io.Json;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the newest state of one training in a folder: `state.json`, and the tensors it names.
///
/// The tensors go to a file of their epoch first; then `state.json`, which names that file and its
/// length, is replaced in one rename; then older tensor files are deleted. A kill at any moment
/// leaves a pair that belongs together. Confined to one training at a time.
public final class FileCheckpoints implements Checkpoints {
  private static final String STATE = "state.json";
  private static final String PREFIX = "tensors-";
  private static final String SUFFIX = ".safetensors";

  private final Path folder;
  private final String fingerprint;
  private final Consumer<String> messages;

  /// @param fingerprint of config and data: a state of another one is not taken up
  /// @param messages hears, in one line, what was resumed or why not
  public FileCheckpoints(Path folder, String fingerprint, Consumer<String> messages) {
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.messages = messages;
  }

  /// A state that cannot be used, because it belongs to another training or is damaged, is reported
  /// and left behind: training starts anew.
  @Override
  public TrainingState load(Parameters parameters, AdamW adam, WeightAverage average) {
    Path file = folder.resolve(STATE);
    if (Files.notExists(file)) {
      return TrainingState.start();
    }
    try {
      CheckpointState saved = CheckpointState.parse(file, Json.read(file));
      if (!saved.fingerprint().equals(fingerprint)) {
        messages.accept(file + " belongs to another config or other data; training starts anew");
        return TrainingState.start();
      }
      TrainingState state = restore(saved, parameters, adam, average);
      messages.accept("training goes on after epoch " + state.epoch() + " of " + file);
      return state;
    } catch (IOException damaged) {
      messages.accept("training starts anew: " + damaged.getMessage());
      return TrainingState.start();
    }
  }

  /// Changes nothing unless every tensor is there and fits.
  private TrainingState restore(
      CheckpointState saved, Parameters parameters, AdamW adam, WeightAverage average)
      throws IOException {
    Path path = folder.resolve(saved.tensors());
    SafeTensors.File file = SafeTensors.read(path);
    if (Files.size(path) != saved.bytes() || !metadata(saved.epoch()).equals(file.metadata())) {
      throw new IOException(path + " is not the file that " + STATE + " was written with");
    }
    int size = Math.toIntExact(parameters.size());
    float[] weights = floats(path, file, "weights", size);
    float[] first = floats(path, file, "firstMoment", size);
    float[] second = floats(path, file, "secondMoment", size);
    float[] averaged = floats(path, file, "average", size);
    float[] best = floats(path, file, "best", saved.bestEpoch() == 0 ? 0 : size);
    parameters.restore(weights);
    adam.restore(first, second, saved.optimizerSteps());
    average.restore(averaged, saved.averageUpdates());
    return saved.state(best);
  }

  private static float[] floats(Path path, SafeTensors.File file, String name, int size)
      throws IOException {
    float[] values = file.floats(name);
    if (values.length != size) {
      throw new IOException(
          "%s: tensor '%s' has %d values, %d expected".formatted(path, name, values.length, size));
    }
    return values;
  }

  @Override
  public void save(TrainingState state, Parameters parameters, AdamW adam, WeightAverage average)
      throws IOException {
    var tensors = new LinkedHashMap<String, Floats>();
    put(tensors, "weights", parameters.values());
    put(tensors, "firstMoment", adam.firstMoment());
    put(tensors, "secondMoment", adam.secondMoment());
    put(tensors, "average", average.values());
    put(tensors, "best", state.bestWeights());
    Path file = folder.resolve(PREFIX + state.epoch() + SUFFIX);
    SafeTensors.write(file, tensors, metadata(state.epoch()));
    var saved =
        new CheckpointState(
            fingerprint,
            file.getFileName().toString(),
            Files.size(file),
            state.epoch(),
            state.curve(),
            state.bestEpoch(),
            state.bestScore(),
            state.worseSince(),
            adam.steps(),
            average.updates());
    Json.write(folder.resolve(STATE), saved.tree());
    deleteOlder(file);
  }

  /// Tells apart files of equal name and length that two trainings wrote into one folder.
  private Map<String, String> metadata(int epoch) {
    return Map.of("fingerprint", fingerprint, "epoch", Integer.toString(epoch));
  }

  private static void put(Map<String, Floats> tensors, String name, float[] values) {
    tensors.put(name, new Floats(new long[] {values.length}, values));
  }

  private void deleteOlder(Path newest) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        if (!file.equals(newest)) {
          Files.delete(file);
        }
      }
    }
  }
}
