package dev.grlm.systems.etegrec;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.fitting.CodeSources;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Codes of what people take, and of no text. An item that nobody takes in training is a row of
/// zeros.
record PeopleVectors(SystemRun<EtegrecSettings> run) implements CodeSources {
  /// The stage that makes them.
  CollaborativeVectors stage() {
    return new CollaborativeVectors(
        run, run.settings().collaborative(), run.settings().vectorWidth(), "");
  }

  @Override
  public List<Path> inputs() {
    return stage().files();
  }

  @Override
  public ItemVectors vectors() throws IOException {
    return stage().read();
  }

  @Override
  public String blank() {
    return "items that nobody takes in training, quantised alike";
  }
}
