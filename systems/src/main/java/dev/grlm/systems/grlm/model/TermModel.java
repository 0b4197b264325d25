package dev.grlm.systems.grlm.model;

import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.identifier.Identifiers;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile.Rendering;
import dev.grlm.task.Task;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The language model of one recipe: what it is taught, how it is trained, and how a trained one
/// opens. Stateless but for its settings.
public interface TermModel {
  /// Queries that a small model answers together.
  int BATCH = 64;

  /// Refuses what can be known to fail before the first stage.
  void require() throws IOException;

  /// What a trained model depends on, as a value of JSON.
  Object settings() throws IOException;

  /// What its examples depend on, as a value of JSON.
  Object exampleSettings() throws IOException;

  /// Whether the model is computed where the run's device is; else on the host.
  boolean onCard();

  /// Queries that are decoded together.
  int batch();

  /// Items of the largest catalogue of which every identifier is scored for each user: some ten
  /// thousand rows of the model each time.
  default int mostExhaustive() {
    return 20_000;
  }

  /// Whether the model scores whole items, so that a prior over them can take part.
  boolean scoresItems();

  /// The collaborative task, taught or not.
  CollaborativeConfig collaborative();

  /// What it is taught beside the collaborative task.
  List<Task> tasks();

  /// All that it is taught.
  ///
  /// @throws IOException naming the file, when one that says what is near is broken
  default List<Task> tasks(Dataset dataset) throws IOException {
    var all = new ArrayList<>(tasks());
    collaborative().task(dataset).ifPresent(all::add);
    return List.copyOf(all);
  }

  /// Refuses what can be known to fail before the first stage, whatever the recipe.
  default void requireAll() throws IOException {
    collaborative().require();
    require();
  }

  /// What examples depend on as to the collaborative task; nothing where it is not taught, so that
  /// runs that were made before there was one are as they were.
  default Map<String, Object> collaborativeExamples() throws IOException {
    return collaborative().on() ? Map.of("collaborative", collaborative().told()) : Map.of();
  }

  /// What its answers hang on beside its files, where that is not as it always was.
  default Map<String, Object> asked() {
    return Map.of();
  }

  /// Keys within the recipe's own settings that are not read, such as they are.
  default Set<String> unread() {
    return collaborative().on() ? Set.of() : Set.of("collaborative.weight", "collaborative.file");
  }

  /// The key of the collaborative task's settings, where nothing is to be said of them.
  default Set<String> unsaid() {
    return collaborative().on() ? Set.of() : Set.of("collaborative");
  }

  /// How the model sees examples. Closed by the caller.
  Renderings renderings(Dataset dataset, Identifiers identifiers) throws IOException;

  /// @param earlier where the training starts from; empty to draw the weights
  /// @throws IOException when the earlier model cannot be started from, or a file cannot be written
  TrainingResult train(Lesson lesson, Optional<EarlierModel> earlier, TrainingJob job, Path folder)
      throws IOException;

  /// @throws IOException in one line, when a file is missing or is not of these identifiers
  OpenTermModel open(Path folder, Dataset dataset, Identifiers identifiers) throws IOException;

  /// The files of a trained model; asked for when it is written.
  List<Path> files(Path folder);

  /// For a model that cannot start from another one's weights.
  ///
  /// @throws IOException in one line, when it is asked to
  static void refuse(Optional<EarlierModel> earlier, String recipe) throws IOException {
    if (earlier.isPresent()) {
      throw new IOException(
          "%s: a model of the recipe %s cannot start another one; fit anew"
              .formatted(earlier.get().model(), recipe));
    }
  }

  /// What a model learns from.
  ///
  /// @param examples as they were written down
  record Lesson(Dataset dataset, Identifiers identifiers, List<Example> examples) {
    public Lesson {
      examples = List.copyOf(examples);
    }
  }

  /// A model of the same recipe of an earlier run.
  ///
  /// @param dataset folder of the dataset it was fitted on
  /// @param model its folder
  record EarlierModel(Path dataset, Path model) {}

  /// A rendering that may hold a tokenizer.
  interface Renderings extends Rendering, AutoCloseable {
    @Override
    void close();
  }
}
