package dev.grlm.train;

import dev.grlm.io.Json;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/// Keeps the newest state of one training and the weights of its best validation in a folder:
/// `state.json`, the `tensors-…` it names, and `best-…`, which has the weights by name and shape.
///
/// The tensors go to a file of their epoch and step first; then `state.json`, which names that file
/// and its length, is replaced in one rename; then older tensor files are deleted. A kill at any
/// moment leaves files that belong together. Tensors go between native memory and the disk without
/// a copy; for a moment the disk holds the old file beside the new one. Confined to one training at
/// a time, of which one rank writes.
public final class FileCheckpoints implements Checkpoints {
  private static final String STATE = "state.json";
  private static final String TENSORS = "tensors-";
  private static final String BEST = "best-";
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
  public TrainingState load(LearningState learning) throws IOException {
    Path file = folder.resolve(STATE);
    if (Files.notExists(file)) {
      return TrainingState.start();
    }
    CheckpointState saved;
    SafeTensors.File tensors;
    try {
      saved = CheckpointState.parse(file, Json.read(file));
      if (!saved.fingerprint().equals(fingerprint)) {
        messages.accept(file + " belongs to another config or other data; training starts anew");
        return TrainingState.start();
      }
      tensors = checked(saved, learning);
    } catch (IOException damaged) {
      messages.accept("training starts anew: " + damaged.getMessage());
      return TrainingState.start();
    }
    for (Map.Entry<String, Tensor> tensor : learning.tensors().entrySet()) {
      tensors.copyTo(tensor.getKey(), tensor.getValue());
    }
    learning.resumed(saved.optimizerSteps());
    TrainingState state = saved.state();
    String step = state.step() == 0 ? "" : ", step " + state.step();
    messages.accept("training goes on after epoch " + state.epoch() + step + " of " + file);
    return state;
  }

  /// The tensors of a state, once all files are known to be there, whole and those of this state.
  private SafeTensors.File checked(CheckpointState saved, LearningState learning)
      throws IOException {
    TrainingState state = saved.state();
    Path path = folder.resolve(saved.tensors());
    SafeTensors.File tensors = opened(path, saved.bytes(), state.epoch(), state.step());
    for (Map.Entry<String, Tensor> tensor : learning.tensors().entrySet()) {
      tensors.require(tensor.getKey(), tensor.getValue());
    }
    if (state.bestEpoch() > 0) {
      var _ = opened(bestFile(state), saved.bestBytes(), state.bestEpoch(), 0);
    }
    return tensors;
  }

  private SafeTensors.File opened(Path path, long bytes, int epoch, int step) throws IOException {
    SafeTensors.File file = SafeTensors.read(path);
    if (Files.size(path) != bytes || !metadata(epoch, step).equals(file.metadata())) {
      throw new IOException(path + " is not the file that " + STATE + " was written with");
    }
    return file;
  }

  @Override
  public void save(TrainingState state, LearningState learning) throws IOException {
    deleteUnfinished();
    Path file = folder.resolve(TENSORS + place(state.epoch(), state.step()) + SUFFIX);
    write(file, learning.tensors(), metadata(state.epoch(), state.step()));
    var saved =
        new CheckpointState(
            fingerprint,
            file.getFileName().toString(),
            Files.size(file),
            state.bestEpoch() == 0 ? 0 : Files.size(bestFile(state)),
            state,
            learning.adam().steps());
    Json.write(folder.resolve(STATE), saved.tree());
    delete(TENSORS, file);
    delete(BEST, bestFile(state));
  }

  @Override
  public BestWeights best(Parameters parameters) {
    return new BestWeights() {
      @Override
      public void keep(TrainingState state) throws IOException {
        deleteUnfinished();
        write(bestFile(state), byName(parameters), metadata(state.bestEpoch(), 0));
      }

      @Override
      public void restore(TrainingState state) throws IOException {
        SafeTensors.File file = SafeTensors.read(bestFile(state));
        for (Map.Entry<String, Tensor> weight : byName(parameters).entrySet()) {
          file.copyTo(weight.getKey(), weight.getValue());
        }
      }
    };
  }

  /// Without Java arrays: a training's state is larger than a Java heap.
  private static void write(
      Path file, SequencedMap<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    var sources = new LinkedHashMap<String, SafeTensors.Native>();
    tensors.forEach((name, tensor) -> sources.put(name, SafeTensors.Native.of(tensor)));
    SafeTensors.write(file, sources, metadata);
  }

  private static SequencedMap<String, Tensor> byName(Parameters parameters) {
    var tensors = new LinkedHashMap<String, Tensor>();
    for (String name : parameters.shapes().keySet()) {
      tensors.put(name, parameters.tensor(name));
    }
    return tensors;
  }

  private Path bestFile(TrainingState state) {
    return folder.resolve(BEST + place(state.bestEpoch(), 0) + SUFFIX);
  }

  private static String place(int epoch, int step) {
    return step == 0 ? Integer.toString(epoch) : epoch + "-" + step;
  }

  /// Tells apart files of equal name and length that two trainings wrote into one folder.
  private Map<String, String> metadata(int epoch, int step) {
    return Map.of("fingerprint", fingerprint, "at", place(epoch, step));
  }

  private void delete(String prefix, Path kept) throws IOException {
    delete(prefix + "*" + SUFFIX, List.of(kept));
  }

  /// What a killed training was writing; it may be as large as what is about to be written.
  private void deleteUnfinished() throws IOException {
    for (String prefix : List.of(TENSORS, BEST, STATE)) {
      delete("." + prefix + "*.tmp", List.of());
    }
  }

  private void delete(String pattern, List<Path> kept) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      for (Path file : files) {
        if (!kept.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException failure) {
      throw new IOException(
          "cannot delete old checkpoints in " + folder + ": " + failure.getMessage(), failure);
    }
  }
}
