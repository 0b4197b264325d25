package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.identifier.TermSurvey;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Surveys of Term IDs from files. Stateless.
public final class TermSurveys {
  private TermSurveys() {}

  /// Sets of Term IDs of one catalogue, side by side; a set is called by its file.
  ///
  /// @param run a run with neighbors: titles and neighbors come from it
  /// @param files of Term IDs, for every item of the run
  /// @throws IOException in one line, when a file is missing, broken or lacks an item
  public static List<TermSurvey> of(RunFolder run, List<Path> files, long seed) throws IOException {
    Catalog catalog = DatasetFiles.read(run.dataset()).catalog();
    Neighbors neighbors = NeighborFiles.read(run.neighbors(), catalog);
    var surveys = new ArrayList<TermSurvey>();
    for (Path file : files) {
      Identifiers identifiers = TermIdFile.identifiersOfAnyLength(file, catalog);
      surveys.add(TermSurvey.of(file.toString(), catalog, identifiers, neighbors, seed));
    }
    return List.copyOf(surveys);
  }

  /// As [#of(RunFolder, List, long)] of files alone: no titles, no neighbors, and each set has the
  /// items of its own file.
  public static List<TermSurvey> of(List<Path> files, long seed) throws IOException {
    var surveys = new ArrayList<TermSurvey>();
    for (Path file : files) {
      TermIdFile read = TermIdFile.readOfAnyLength(file);
      var catalog =
          new Catalog(read.byItem().keySet().stream().map(id -> Item.titled(id, "")).toList());
      var identifiers = Identifiers.ofAnyLength(List.copyOf(read.byItem().values()));
      Neighbors none = Neighbors.none(catalog.size());
      surveys.add(TermSurvey.of(file.toString(), catalog, identifiers, none, seed));
    }
    return List.copyOf(surveys);
  }
}
