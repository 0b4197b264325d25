package dev.grlm.systems.idgenrec;

import dev.grlm.chat.ChatClient;
import dev.grlm.chat.EndpointChat;
import dev.grlm.chat.LoggedChat;
import dev.grlm.chat.TextToTextChat;
import dev.grlm.system.RunSettings;
import java.io.IOException;
import java.nio.file.Path;

/// Opens who writes names. The one place where such clients are made.
@FunctionalInterface
interface TagClients {
  /// Tokens of a text that a T5 reads, as in the paper's code.
  int READ = 256;

  /// Texts that a T5 reads together.
  int BATCH = 8;

  /// @param shared device and precision of a T5
  /// @param log where answers are kept, so that none is asked for twice
  /// @return to be closed by the caller
  /// @throws IOException in one line, when it cannot be opened
  ChatClient open(TagConfig config, RunSettings shared, Path log) throws IOException;

  /// Those that the settings name.
  static TagClients configured() {
    return (config, shared, log) -> {
      ChatClient client =
          config.checkpoint().isEmpty()
              ? endpoint(config)
              : TextToTextChat.open(
                  Path.of(config.checkpoint()), shared.placement(), READ, config.names(), BATCH);
      try {
        return LoggedChat.open(client, log);
      } catch (IOException | RuntimeException failure) {
        client.close();
        throw failure;
      }
    };
  }

  /// Nothing is sent before it is asked.
  ///
  /// @throws IOException in one line, when it is no URL, or its key is not to be had
  static ChatClient endpoint(TagConfig config) throws IOException {
    try {
      return EndpointChat.open(config.calls().endpoint(config.endpoint(), config.model()));
    } catch (IllegalArgumentException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }
}
