package dev.grlm.run;

import dev.grlm.codebook.CodeTables;
import dev.grlm.stage.OpenSystem;
import dev.grlm.stage.OpenSystems;
import dev.grlm.system.CannotException;
import dev.grlm.system.Coded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The codes that the systems of a run have given its items. Stateless.
public final class CodeBooks {
  private CodeBooks() {}

  /// @param system one that the run fits
  /// @throws CannotException where its identifiers are no codes
  /// @throws IOException in one line, when it is not fitted or a file is broken
  public static CodeTables of(RunStages run, String system) throws IOException {
    try (OpenSystems opened = run.open(system)) {
      for (OpenSystem one : opened.all()) {
        if (one.name().equals(system) && one.fitted() instanceof Coded coded) {
          return coded.codes();
        }
      }
    }
    throw new CannotException(system, "tell its codes: its identifiers are none");
  }

  /// The first system of a run that gives its items codes, or the first there is.
  public static String first(RunStages run) {
    return run.config().fitted().stream()
        .filter(system -> Files.exists(file(run, system)))
        .findFirst()
        .orElseGet(() -> run.config().fitted().getFirst());
  }

  private static Path file(RunStages run, String system) {
    return run.folder().system(system).resolve("codes.tsv");
  }
}
