package dev.grlm.coded;

import dev.grlm.decode.Among;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.recommend.GenerativeRecommender;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.Task;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A model that generates codes: what it is taught, how it is trained, written and read.
///
/// @param <C> contexts of the model
public non-sealed interface CodeModel<C> extends CodeDecoder {
  /// What it is taught.
  List<Task> tasks();

  /// How it sees examples.
  ///
  /// @throws IOException in one line, when what it sees them by cannot be read
  default ExampleFile.Rendering rendering(SearchedCodes codes) throws IOException {
    return new CodeRendering(codes.identifiers());
  }

  /// What the examples of [#tasks] depend on beside dataset and codes; JSON values.
  Object exampleSettings() throws IOException;

  /// What its training depends on beside the samples; JSON values.
  Object settings() throws IOException;

  /// What its training reads beside dataset, codes and samples.
  default List<Path> inputs() {
    return List.of();
  }

  /// What is trained before it, on the same samples.
  default Optional<Earlier> earlier() {
    return Optional.empty();
  }

  /// A model in a stage, and a folder of the system's, of its own.
  ///
  /// @param name of both
  record Earlier(String name, CodeModel<?> model) {}

  /// Whether it is computed where the run's device is; else on the host.
  boolean onCard();

  /// Among which codes one has its probability under the trie.
  Among among();

  /// Queries that are decoded together.
  default int batch() {
    return GenerativeRecommender.BATCH;
  }

  /// What [#train] writes.
  default List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        SearchedCodes.symbols(folder));
  }

  /// Trains a model and writes it, where the job says that this process does.
  TrainingResult train(SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException;

  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or is of other codes
  OpenCodes<C> open(SearchedCodes codes, Path folder, RunSettings run) throws IOException;
}
