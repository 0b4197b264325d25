package dev.grlm.export;

import dev.grlm.recommend.GeneratingRecommender;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row of a run, open, with the systems that it needs. Closing it closes them.
record FittedRow(Row row, List<FittedSystem> opened) implements AutoCloseable {
  FittedRow {
    opened = List.copyOf(opened);
  }

  /// The floor is opened for a row of its own only: some of what it has is chosen when it is opened
  /// and takes its time.
  ///
  /// @param name of the row; empty for the first one of a system that learns
  /// @throws IOException in one line, naming the rows that there are
  static FittedRow open(RunStages stages, Optional<String> name) throws IOException {
    List<FittedSystem> learned = stages.openLearned();
    Optional<Row> found = find(learned, name);
    if (found.isPresent()) {
      return new FittedRow(found.get(), learned);
    }
    learned.forEach(FittedSystem::close);
    List<FittedSystem> all = stages.openFitted();
    Optional<Row> ofFloor = find(all, name);
    if (ofFloor.isPresent()) {
      return new FittedRow(ofFloor.get(), all);
    }
    List<String> names = rows(all).stream().map(Row::name).toList();
    all.forEach(FittedSystem::close);
    throw new IOException(
        "%s: the run has no row '%s'; it has %s"
            .formatted(stages.folder().root(), name.orElse(""), String.join(", ", names)));
  }

  /// What the row is made by, where that generates.
  ///
  /// @throws IOException in one line, naming the rows that do, when this one does not
  GeneratingRecommender generating() throws IOException {
    if (row.recommender() instanceof GeneratingRecommender generating && row.rates().isPresent()) {
      return generating;
    }
    List<String> others =
        rows(opened).stream().filter(one -> one.rates().isPresent()).map(Row::name).toList();
    throw new IOException(
        "the row '%s' generates no identifiers and has no beams; %s"
            .formatted(
                row.name(),
                others.isEmpty()
                    ? "no row of this run does"
                    : "those that do: " + String.join(", ", others)));
  }

  private static Optional<Row> find(List<FittedSystem> systems, Optional<String> name) {
    return rows(systems).stream()
        .filter(row -> name.isEmpty() || row.name().equals(name.get()))
        .findFirst();
  }

  private static List<Row> rows(List<FittedSystem> systems) {
    var rows = new ArrayList<Row>();
    systems.forEach(system -> rows.addAll(system.rows()));
    return rows;
  }

  @Override
  public void close() {
    opened.forEach(FittedSystem::close);
  }
}
