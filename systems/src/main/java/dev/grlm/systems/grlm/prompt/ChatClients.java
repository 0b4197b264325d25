package dev.grlm.systems.grlm.prompt;

import dev.grlm.chat.ChatClient;
import dev.grlm.chat.CheckpointChat;
import dev.grlm.chat.EndpointChat;
import dev.grlm.chat.LoggedChat;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.naming.PromptedTermConfig;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.io.IOException;
import java.nio.file.Path;

/// Opens the language model that names items. The one place where clients are made.
@FunctionalInterface
public interface ChatClients {
  /// Prompts that a checkpoint reads together.
  int BATCH = 8;

  /// @param terms whose generator is no extractive one
  /// @param run device and precision of a checkpoint
  /// @param log where answers are kept, so that none is asked for twice
  /// @return to be closed by the caller
  /// @throws IOException in one line, when it cannot be opened
  ChatClient open(TermConfig terms, RunSettings run, Path log) throws IOException;

  /// Those that the configuration names.
  static ChatClients configured() {
    return (terms, run, log) -> {
      ChatClient client = client(terms, run);
      try {
        return LoggedChat.open(client, log);
      } catch (IOException | RuntimeException failure) {
        client.close();
        throw failure;
      }
    };
  }

  private static ChatClient client(TermConfig terms, RunSettings run) throws IOException {
    PromptedTermConfig prompted = terms.prompted();
    return switch (terms.generator()) {
      case CHECKPOINT ->
          CheckpointChat.open(Path.of(prompted.checkpoint()), run.placement(), BATCH);
      case ENDPOINT -> endpoint(prompted);
      case EXTRACTIVE ->
          throw new IllegalArgumentException("extracted terms take no language model");
    };
  }

  private static ChatClient endpoint(PromptedTermConfig prompted) throws IOException {
    try {
      return EndpointChat.open(prompted.calls().endpoint(prompted.endpoint(), prompted.model()));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }
}
