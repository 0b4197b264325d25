package dev.grlm.run;

import dev.grlm.chat.ChatClient;
import dev.grlm.identifier.term.TermConfig;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the language model that names items. The one place where clients are made.
@FunctionalInterface
public interface ChatClients {
  /// @param terms whose generator is no extractive one
  /// @param config device and precision of a checkpoint
  /// @param log where answers are kept, so that none is asked for twice
  /// @return to be closed by the caller
  /// @throws IOException in one line, when it cannot be opened
  ChatClient open(TermConfig terms, GrlmConfig config, Path log) throws IOException;

  /// Those that the configuration names.
  static ChatClients configured() {
    return (terms, _, _) -> {
      throw new IOException(
          "the generator " + terms.generator().word() + " is not part of this build");
    };
  }
}
