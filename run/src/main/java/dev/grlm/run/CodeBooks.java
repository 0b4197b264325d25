package dev.grlm.run;

import dev.grlm.codebook.CodeTables;
import dev.grlm.system.CannotException;
import dev.grlm.system.Coded;
import java.io.IOException;

/// The codes that the systems of a run have given its items. Stateless.
public final class CodeBooks {
  private CodeBooks() {}

  /// Read from the files of its stages: no model is opened, and there need be none yet.
  ///
  /// @param system one that the run fits
  /// @throws CannotException where its identifiers are no codes
  /// @throws IOException in one line, when they are not made yet or a file is broken
  public static CodeTables of(RunStages run, String system) throws IOException {
    Coded coded =
        run.coded(system)
            .orElseThrow(
                () -> new CannotException(system, "tell its codes: its identifiers are none"));
    return coded.codes();
  }

  /// The first system of a run that gives its items codes, or the first there is.
  public static String first(RunStages run) {
    return run.config().fitted().stream()
        .filter(system -> run.coded(system).isPresent())
        .findFirst()
        .orElseGet(() -> run.config().fitted().getFirst());
  }
}
