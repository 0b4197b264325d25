package dev.grlm.run;

import dev.grlm.baseline.ItemGraphRecommender;
import dev.grlm.baseline.ItemGraphTermsRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.recommend.Recommender;
import dev.grlm.stage.Manifest;
import dev.grlm.stage.OpenSystem;
import dev.grlm.stage.OpenSystems;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A run as it was fitted, open: what stays the same however its catalogue grows and however it is
/// asked, and what is closed once for all who share it. Thread-safe.
///
/// @param system that answers
/// @param identifiers of the dataset's catalogue, see [Grlm#identifiers]
/// @param repeats whether items of a history may be recommended again
/// @param fallbacks what fills short lists, made when first asked
record OpenedRun(
    RunFolder folder,
    RunConfig config,
    String system,
    Dataset dataset,
    Identifiers identifiers,
    FittedSystem fitted,
    boolean repeats,
    List<LazyRecommender> fallbacks,
    OpenSystems systems,
    AtomicBoolean closed)
    implements AutoCloseable {
  /// As [Grlm#configOf].
  static RunConfig configOf(List<RecommenderSystem<?>> house, Path run) throws IOException {
    Manifest manifest = Manifest.read(new RunFolder(run).manifest());
    if (manifest.stages().isEmpty()) {
      throw new IOException(run + ": not a run folder, it has no run.json; make one with grlm fit");
    }
    return RunConfig.stored(house, manifest.config());
  }

  /// As [Grlm#withOthersOf].
  static RunConfig withOthersOf(RunConfig config, Path run) throws IOException {
    Manifest manifest = Manifest.read(new RunFolder(run).manifest());
    return manifest.stages().isEmpty()
        ? config
        : config.beside(RunConfig.stored(config.house(), manifest.config()));
  }

  /// Without the items that were added since.
  ///
  /// @throws IOException in one line, when the run is not fitted so far or a file is not intact;
  ///   then nothing stays open
  static OpenedRun open(RunStages stages, String system) throws IOException {
    OpenSystems systems = stages.open(system); // first: it looks whether the files are intact
    try {
      return of(stages, system, systems);
    } catch (IOException | RuntimeException failure) {
      systems.close();
      throw failure;
    }
  }

  private static OpenedRun of(RunStages stages, String system, OpenSystems systems)
      throws IOException {
    Dataset dataset = stages.tables().dataset();
    boolean repeats = stages.tables().repeats(stages.config().shared().evaluation());
    FittedSystem fitted =
        systems.all().stream()
            .filter(one -> one.name().equals(system))
            .map(OpenSystem::fitted)
            .findFirst()
            .orElseThrow();
    Identifiers readable = readable(stages, fitted);
    return new OpenedRun(
        stages.folder(),
        stages.config(),
        system,
        dataset,
        fitted instanceof Growing growing ? growing.identifiers() : readable,
        fitted,
        repeats,
        fallbacks(dataset, readable),
        systems,
        new AtomicBoolean());
  }

  /// Those of the system, else the words of the first other one of the house that has some, else
  /// none.
  private static Identifiers readable(RunStages stages, FittedSystem fitted) throws IOException {
    if (fitted instanceof Identifying identifying) {
      return identifying.identifiers();
    }
    Catalog catalog = stages.tables().dataset().catalog();
    for (RecommenderSystem<?> other : stages.config().house()) {
      if (stages.config().fitted().contains(other.name())) {
        Optional<Path> file = stages.words(other.name()).filter(Files::exists);
        if (file.isPresent()) {
          stages.requireIntact(file.get());
          return TermIdFile.identifiersOfAnyLength(file.get(), catalog);
        }
      }
    }
    return Identifiers.none(catalog.size());
  }

  private static List<LazyRecommender> fallbacks(Dataset dataset, Identifiers identifiers) {
    return List.of(
        new LazyRecommender(
            () -> new FittedItems(graph(dataset, identifiers), dataset.catalog().size())),
        new LazyRecommender(() -> PopularityRecommender.fit(dataset)));
  }

  private static Recommender graph(Dataset dataset, Identifiers identifiers) {
    return identifiers.length() == 0
        ? ItemGraphRecommender.fit(dataset)
        : ItemGraphTermsRecommender.fit(dataset, identifiers);
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the run " + folder.root() + " is closed");
    }
  }

  /// Closing it again does nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      systems.close();
    }
  }
}
