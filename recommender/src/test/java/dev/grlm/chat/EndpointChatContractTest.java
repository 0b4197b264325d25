package dev.grlm.chat;

import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EndpointChatContractTest extends ChatClientContract {
  private static MisbehavingEndpoint server;

  @BeforeAll
  static void start() throws IOException {
    server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  ChatClient open() throws IOException {
    return EndpointChat.open(EndpointConfig.of(server.url(), "test"));
  }
}
