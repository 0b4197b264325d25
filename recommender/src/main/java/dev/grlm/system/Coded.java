package dev.grlm.system;

import dev.grlm.codebook.CodeTables;
import java.io.IOException;

/// Ability: has identifiers that are codes out of code books.
public interface Coded {
  /// The codes of the fitted items, read from the run's files.
  ///
  /// @throws IOException in one line, when one is missing or broken
  CodeTables codes() throws IOException;
}
