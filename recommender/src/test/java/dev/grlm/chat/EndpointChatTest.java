package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.chat.CannedEndpoint.Canned;
import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.chat.ChatClient.Reply;
import dev.grlm.io.Json;
import dev.grlm.testkit.ChatAnswers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent, what is sent again, and what is not.
class EndpointChatTest {
  private static final Ask ASK = new Ask("Name a \"cream\"\n保湿 🙂", 40, 0.7, -5, 3);
  private static final Canned GOOD = Canned.of(false, ChatAnswers.whole("[a, b, c]", 9, 7));

  /// First `bad`, `times` times, then good.
  private static CannedEndpoint after(int times, Canned bad) throws IOException {
    var calls = new AtomicInteger();
    return new CannedEndpoint(_ -> calls.getAndIncrement() < times ? bad : GOOD);
  }

  private static Reply reply(EndpointChat client) {
    return client.answer(List.of(ASK)).getFirst();
  }

  @Test
  void sendsWhatWasAskedInTheProtocolsWords() throws IOException {
    try (var endpoint = after(0, GOOD);
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(reply(client)).isEqualTo(new Reply.Text("[a, b, c]", 9, 7));
      JsonNode sent = endpoint.requests.getFirst();
      assertThat(Json.line(sent))
          .isEqualTo(
              Json.line(
                  Json.parse(
                      """
                      {"model": "test",
                       "messages": [{"role": "user", "content": "Name a \\"cream\\"\\n保湿 🙂"}],
                       "max_tokens": 40, "stream": false,
                       "response_format": {"type": "json_schema", "json_schema": {
                         "name": "terms", "strict": true, "schema": {"type": "object",
                         "properties": {"terms": {"type": "array", "items": {"type": "string"},
                           "minItems": 3, "maxItems": 3}},
                         "required": ["terms"], "additionalProperties": false}}},
                       "chat_template_kwargs": {"enable_thinking": false},
                       "reasoning_effort": "none", "seed": 2147483643, "temperature": 0.7}\
                      """)));
      assertThat(endpoint.keys).containsExactly("[]");
    }
  }

  @Test
  void asksForTextWhereNoTermsAreWantedOrTheConfigurationSaysSo() throws IOException {
    try (var endpoint = after(0, GOOD);
        var schema = EndpointChat.open(endpoint.config().build());
        var text =
            EndpointChat.open(endpoint.config().format(EndpointConfig.AnswerFormat.TEXT).build())) {
      schema.answer(List.of(new Ask("a", 1, 0, 0, 0)));
      text.answer(List.of(ASK));
      assertThat(endpoint.requests).hasSize(2).noneMatch(sent -> sent.has("response_format"));
      assertThat(text.identity()).isNotEqualTo(schema.identity());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void triesAgainAfterWhatPasses(int status) throws IOException {
    try (var endpoint = after(2, Canned.error(status, "busy"));
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      assertThat(endpoint.requests).hasSize(3);
      assertThat(client.usage().retries()).isEqualTo(2);
      assertThat(client.usage().promptTokens()).as("an error is not paid for").isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "[]", "{}", "{\"choices\": []}", "{\"error\": \"overloaded\"}"})
  void triesAgainAfterWhatIsNoCompletion(String body) throws IOException {
    try (var endpoint = after(1, Canned.of(false, body));
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      assertThat(endpoint.requests).hasSize(2);
    }
  }

  @Test
  void givesUpAfterItsRetries() throws IOException {
    try (var endpoint = after(99, Canned.error(500, "the engine\nis dead"));
        var client = EndpointChat.open(endpoint.config().retries(2).build())) {
      assertThat(reply(client))
          .isEqualTo(new Reply.Failed("status 500: the engine is dead; given up after 3 tries"));
      assertThat(endpoint.requests).hasSize(3);
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws IOException {
    var pace = new StandingPace();
    try (var endpoint = after(1, Canned.error(429, "slow", Map.of("Retry-After", "17")));
        var client = EndpointChat.open(endpoint.config().build(), _ -> "", pace)) {
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      Duration longest = endpoint.config().build().backoff();
      assertThat(pace.pauses())
          .singleElement()
          .satisfies(pause -> assertThat(pause.minusSeconds(17)).isBetween(Duration.ZERO, longest));
    }
  }

  @Test
  void doesNotWaitForHours() throws IOException {
    try (var endpoint = after(1, Canned.error(429, "quota", Map.of("Retry-After", "7200")));
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(reply(client))
          .isEqualTo(new Reply.Failed("status 429: quota; the server asks to wait 7200 s"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 402, 403, 404, 405, 410, 501})
  void stopsAtOnceWhereNoCallWillDo(int status) throws IOException {
    try (var endpoint = after(99, Canned.error(status, "no"));
        var client = EndpointChat.open(endpoint.config().concurrency(2).build())) {
      List<Ask> asks =
          IntStream.range(0, 50).mapToObj(i -> ChatClientContract.ask("a" + i)).toList();
      assertThat(client.answer(asks))
          .hasSize(50)
          .allMatch(reply -> reply.equals(new Reply.Refused("status " + status + ": no")));
      assertThat(endpoint.requests.size()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void aPromptThatIsRefusedFailsAlone() throws IOException {
    try (var endpoint =
            new CannedEndpoint(request ->
                Json.line(request).contains("too long")
                    ? Canned.error(400, "the context is too small")
                    : GOOD);
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(client.answer(List.of(ChatClientContract.ask("too long"), ASK)))
          .containsExactly(
              new Reply.Failed("status 400: the context is too small"),
              new Reply.Text("[a, b, c]", 9, 7));
      assertThat(endpoint.requests).hasSize(2);
    }
  }

  /// Bodies with which no waiting helps, whatever the status.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "400 | {'error': {'message': 'no model named test'}} | status 400: no model named test",
        "422 | {'detail': 'wrong'} | status 422: {'detail':'wrong'}",
        "200 | {'error': 'boo'} | status 200, but the server says: boo",
        "200 | {'error': {'message': 'who?', 'code': 401}} | status 200, but the server says: who?",
        "429 | {'error': {'message': 'You exceeded it', 'type': 'insufficient_quota'}} | status 429: You exceeded it",
        "200 | {'error': {'message': 'No', 'code': 'insufficient_quota'}} | status 200, but the server says: No",
        "400 | {'error': {'message': 'Your credit balance is too low'}} | status 400: Your credit balance is too low",
      })
  void stopsAtOnceWithTheServersWords(int status, String body, String reason) throws IOException {
    var canned = new Canned(status, "application/json", Map.of(), body.strip().replace('\'', '"'));
    try (var endpoint = after(99, canned);
        var client = EndpointChat.open(endpoint.config().concurrency(2).build())) {
      List<Ask> asks =
          IntStream.range(0, 50).mapToObj(i -> ChatClientContract.ask("a" + i)).toList();
      assertThat(client.answer(asks))
          .hasSize(50)
          .containsOnly(new Reply.Refused(reason.replace('\'', '"')));
      assertThat(endpoint.requests.size()).isLessThanOrEqualTo(2);
    }
  }

  /// What others were answered to is no fault of the request's form.
  @Test
  void aRefusalAfterAnAnswerIsThePromptsOwn() throws IOException {
    try (var endpoint =
            new CannedEndpoint(
                request -> Json.line(request).contains("odd") ? Canned.error(400, "no") : GOOD);
        var client = EndpointChat.open(endpoint.config().concurrency(1).build())) {
      assertThat(client.answer(List.of(ASK, ChatClientContract.ask("odd"), ASK)))
          .containsExactly(
              new Reply.Text("[a, b, c]", 9, 7),
              new Reply.Failed("status 400: no"),
              new Reply.Text("[a, b, c]", 9, 7));
    }
  }

  /// A server that dies under way is not asked for every prompt of a catalogue.
  @Test
  void afterManyPromptsInVainTheOthersAreNotAsked() throws IOException {
    try (var endpoint = after(9_999, Canned.error(503, "down"));
        var client = EndpointChat.open(endpoint.config().concurrency(1).retries(1).build())) {
      List<Ask> asks =
          IntStream.range(0, 100).mapToObj(i -> ChatClientContract.ask("a" + i)).toList();
      List<Reply> replies = client.answer(asks);
      String why = "status 503: down; given up after 2 tries";
      assertThat(replies.subList(0, EndpointChat.MOST_IN_VAIN)).containsOnly(new Reply.Failed(why));
      assertThat(replies.subList(EndpointChat.MOST_IN_VAIN, 100))
          .containsOnly(new Reply.Refused(why));
      assertThat(endpoint.requests).hasSize(2 * EndpointChat.MOST_IN_VAIN);
    }
  }

  @Test
  void anAnswerThatWasCutSaysSo() throws IOException {
    String whole = ChatAnswers.whole("[a, b", 9, 40);
    String cut =
        whole.replaceFirst("\"finish_reason\"\\s*:\\s*\"stop\"", "\"finish_reason\":\"length\"");
    assertThat(cut).as("the canned answer says how it ended").isNotEqualTo(whole);
    try (var endpoint = new CannedEndpoint(_ -> Canned.of(false, cut));
        var client = EndpointChat.open(endpoint.config().build())) {
      assertThat(reply(client)).isEqualTo(new Reply.Text("[a, b", 9, 40, true));
    }
  }

  @Test
  void leavesOutWhatTheServerRefusesAndRemembersIt() throws IOException {
    try (var endpoint =
            new CannedEndpoint(request -> {
              if (request.has("response_format")) {
                return Canned.error(400, "response_format: json_schema is not supported");
              }
              if (request.has("max_tokens")) {
                return Canned.error(
                    400, "'max_tokens' is unknown. Use 'max_completion_tokens' instead.");
              }
              return request.has("chat_template_kwargs")
                  ? Canned.error(422, "Extra inputs are not permitted: chat_template_kwargs")
                  : GOOD;
            });
        var client = EndpointChat.open(endpoint.config().retries(0).build())) {
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      assertThat(endpoint.requests).hasSize(4);
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      assertThat(endpoint.requests).hasSize(5);
      assertThat(endpoint.requests.getLast().get("max_completion_tokens").asInt()).isEqualTo(40);
      assertThat(client.usage().refused())
          .containsExactly("response_format", "chat_template_kwargs", "max_tokens");
    }
  }

  @Test
  void aTimeoutCountsToTheLastByte() throws IOException {
    try (var endpoint =
            new CannedEndpoint(_ -> {
              try {
                new CountDownLatch(1).await(); // until the endpoint is closed
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return GOOD;
            });
        var client =
            EndpointChat.open(
                endpoint.config().timeout(Duration.ofMillis(50)).retries(1).build())) {
      assertThat(reply(client))
          .isEqualTo(new Reply.Failed("no answer within 50 ms; given up after 2 tries"));
      assertThat(client.usage().newTokens()).as("nobody knows, so the most").isEqualTo(80);
    }
  }

  @Test
  void whereNobodyListensNothingIsTriedAgain() throws IOException {
    EndpointConfig config;
    try (var endpoint = after(0, GOOD)) {
      config = endpoint.config().retries(1).build();
    }
    try (var client = EndpointChat.open(config)) {
      assertThat(((Reply.Refused) reply(client)).reason())
          .startsWith("nobody listens at 127.0.0.1");
      assertThat(client.usage().retries()).isZero();
    }
  }

  @Test
  void theKeyIsSentAndNeverTold() throws IOException {
    try (var endpoint = after(1, Canned.error(401, "no such key: sk-secret-42"));
        var client =
            EndpointChat.open(
                endpoint.config().keyVariable("SHOP_KEY").build(), _ -> " sk-secret-42\n")) {
      assertThat(reply(client)).isEqualTo(new Reply.Refused("status 401: no such key: ***"));
      assertThat(endpoint.keys).containsExactly("[Bearer sk-secret-42]");
      assertThat(client.identity()).doesNotContain("secret");
    }
  }

  @Test
  void aKeyMustBeThereAndWhole() {
    var config = TestConfig.of("http://localhost/v1").keyVariable("SHOP_KEY").build();
    assertThatIOException()
        .isThrownBy(() -> EndpointChat.open(config, _ -> ""))
        .withMessageContaining("SHOP_KEY");
    assertThatIOException()
        .isThrownBy(() -> EndpointChat.open(config, _ -> "sk secret"))
        .withMessageContaining("SHOP_KEY")
        .withMessageNotContaining("secret");
  }

  @Test
  void readsAStreamHoweverItIsWritten() throws IOException {
    String events =
        ": a comment\r\nevent: message\r\n"
            + "data:{\"choices\":[{\"delta\":{\"content\":\"[a,\"}}]}\r\n\r\n"
            + "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\" b]\"},"
            + "\"finish_reason\":\"length\"}]}\n\n";
    try (var endpoint = new CannedEndpoint(_ -> Canned.of(true, events));
        var client = EndpointChat.open(endpoint.config().stream(true).build())) {
      assertThat(reply(client)).isEqualTo(new Reply.Text("[a, b]", 0, 0, true));
      assertThat(endpoint.requests.getFirst().at("/stream_options/include_usage").asBoolean())
          .isTrue();
      assertThat(client.usage().newTokens()).as("not told, so the most").isEqualTo(40);
    }
  }

  @Test
  void aCutStreamIsTriedAgain() throws IOException {
    String whole = ChatAnswers.events("[a, b, c]", 9, 7);
    try (var endpoint = after(1, Canned.of(true, whole.substring(0, whole.length() / 2)));
        var client = EndpointChat.open(endpoint.config().stream(true).build())) {
      assertThat(reply(client)).isInstanceOf(Reply.Text.class);
      assertThat(endpoint.requests).hasSize(2);
    }
  }
}
