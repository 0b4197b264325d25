package dev.grlm.paper;

import dev.grlm.codebook.CodesFile;
import dev.grlm.identifier.Identifiers;
import dev.grlm.run.Grlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The identifiers that the system of a run generates, be they terms or codes.
final class FittedIdentifiers {
  private FittedIdentifiers() {}

  static Identifiers of(Grlm run) throws IOException {
    Path codes = run.folder().system(run.system()).resolve("codes.tsv");
    return Files.exists(codes)
        ? CodesFile.read(codes, run.catalog()).identifiers()
        : run.identifiers();
  }
}
