package dev.grlm.chat;

import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LoggedChatContractTest extends ChatClientContract {
  private static MisbehavingEndpoint server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  @SuppressWarnings("resource") // closed with the log
  ChatClient open() throws IOException {
    return LoggedChat.open(
        EndpointChat.open(EndpointConfig.of(server.url(), "test")), folder.resolve("log.jsonl"));
  }
}
