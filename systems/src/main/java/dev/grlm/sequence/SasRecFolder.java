package dev.grlm.sequence;

import dev.grlm.data.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A [SasRec] as a folder. Stateless and thread-safe.
public final class SasRecFolder {
  private static final ItemModelFolder FOLDER = new ItemModelFolder("sasrec");

  private SasRecFolder() {}

  public static List<Path> files(Path folder) {
    return ItemModelFolder.files(folder);
  }

  /// @param catalog the items it was fitted to
  public static void save(SasRec model, Catalog catalog, Path folder) throws IOException {
    FOLDER.save(model.config(), model.parameters(), catalog, folder);
  }

  /// @throws IOException in one line naming the file, when it is missing or broken, or was fitted
  ///   to other items than those of `catalog`
  public static SasRec load(Path folder, Catalog catalog) throws IOException {
    var model = new SasRec(FOLDER.config(folder, catalog), 0);
    try {
      FOLDER.fill(model.parameters(), folder);
      return model;
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }
}
