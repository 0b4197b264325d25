package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exchanges of foreign servers, written from their documentation; each file names its source.
class RecordedExchangesTest {
  private static JsonNode exchange(String name) throws IOException {
    try (InputStream file = RecordedExchangesTest.class.getResourceAsStream(name + ".json")) {
      byte[] bytes = Objects.requireNonNull(file).readAllBytes();
      return Json.parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static String lines(JsonNode list) {
    return String.join(
        "\n", StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "vllm, false", "vllm, true",
    "llama-cpp, false", "llama-cpp, true",
    "ollama, false", "ollama, true"
  })
  void isReadAsDocumented(String server, boolean stream) throws IOException {
    JsonNode exchange = exchange(server);
    assertThat(exchange.get("source").asText()).contains("https://");
    String body = stream ? lines(exchange.get("events")) + "\n" : Json.line(exchange.get("whole"));
    try (var endpoint = new CannedEndpoint(_ -> CannedEndpoint.Canned.of(stream, body));
        var client = EndpointChat.open(endpoint.config().stream(stream).build())) {
      Reply reply = client.answer(List.of(ChatClientContract.ask("a prompt"))).getFirst();
      long read = exchange.get("promptTokens").asLong();
      long written = exchange.get("newTokens").asLong();
      assertThat(reply).isEqualTo(new Reply.Text(exchange.get("text").asText(), read, written));
      EndpointChat.Usage usage = client.usage();
      assertThat(usage.thoughts()).isEqualTo(exchange.get("thought").asBoolean() ? 1 : 0);
      assertThat(usage.promptTokens()).isEqualTo(read);
      assertThat(usage.newTokens()).isEqualTo(written);
      assertThat(usage.calls()).isEqualTo(1);
    }
  }
}
