package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.io.Json;
import dev.grlm.sequence.ItemModelFolder;
import dev.grlm.sequence.SasRecConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [TriCdr] as a folder, and in it `domains.json` (see [TargetDomains]). Stateless and
/// thread-safe.
final class TriCdrFolder {
  private static final ItemModelFolder FOLDER = new ItemModelFolder(TriCdrScorer.NAME);
  private static final String DOMAINS = "domains.json";

  private TriCdrFolder() {}

  static List<Path> files(Path folder) {
    var files = new ArrayList<>(ItemModelFolder.files(folder));
    files.add(folder.resolve(DOMAINS));
    return files;
  }

  /// @param catalog the items it was fitted to
  static void save(TriCdr model, Catalog catalog, Path folder) throws IOException {
    FOLDER.save(model.config(), model.parameters(), catalog, folder);
    Json.write(folder.resolve(DOMAINS), model.domains());
  }

  /// @throws IOException in one line naming the file, when it is missing or broken, or was fitted
  ///   to other items or domains than those of `catalog`
  static TriCdr load(Path folder, Catalog catalog) throws IOException {
    SasRecConfig config = FOLDER.config(folder, catalog);
    var model = new TriCdr(config, domains(folder.resolve(DOMAINS), catalog), catalog, 0);
    try {
      FOLDER.fill(model.parameters(), folder);
      return model;
    } catch (IOException | RuntimeException failure) {
      model.close();
      throw failure;
    }
  }

  private static TargetDomains domains(Path file, Catalog catalog) throws IOException {
    TargetDomains domains = Json.read(file, TargetDomains.class);
    List<String> names = TargetDomains.names(catalog);
    if (!domains.names().equals(names)) {
      throw new IOException(
          "%s: the model was fitted to the domains %s, the items are of %s; run the train stage again"
              .formatted(file, domains.names(), names));
    }
    return domains;
  }
}
