package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a handler is given of a request.
class CallTest {
  private static final ServiceSettings SETTINGS = ServiceSettings.DEFAULT;

  private static Call call(String query, List<String> keys, byte[] body) {
    return new Call(
        Map.of("id", "i1"), query, List.of("query", "limit"), keys, _ -> body, "", SETTINGS);
  }

  private static Call asked(String query) {
    return call(query, List.of(), new byte[0]);
  }

  private static Call sent(String body) {
    return call("", List.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Call keyed(String... keys) {
    return call("", List.of(keys), new byte[0]);
  }

  @Test
  void aParameterThatIsNotGivenIsEmpty() {
    assertThat(asked("").query("query")).isEmpty();
    assertThat(asked("query").query("query")).isEmpty();
    assertThat(asked("query=a%26b+c=d&limit=3").query("query")).isEqualTo("a&b c=d");
    assertThat(asked("").path("id")).isEqualTo("i1");
  }

  @ParameterizedTest
  @CsvSource({"'', 20", "limit=1, 1", "limit=100, 100", "limit=%37, 7", "limit=007, 7"})
  void theLimitIsANumberOrTwenty(String query, int limit) {
    assertThat(asked(query).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "", "x", "1.5", "99999999999", "%20 1"})
  void anotherLimitIsRefused(String limit) {
    Call call = asked("limit=" + limit);
    assertThatThrownBy(call::limit)
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("'limit' must be 1 to 100, is '");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other=1          | unknown query parameter 'other'",
        "limit=1&limit=2  | the query parameter 'limit' stands twice",
        "limit=1&         | unknown query parameter ''",
        "=1               | unknown query parameter ''",
        "query=%          | half an escape",
      })
  void aQueryThatIsNotUnderstoodIsRefused(String query, String reason) {
    assertThatThrownBy(() -> asked(query)).isInstanceOf(Problem.class).hasMessageContaining(reason);
  }

  @Test
  void whatIsTooLongIsRefusedWithoutBeingRepeated() {
    assertThat(asked("query=" + "x".repeat(256)).query("query")).hasSize(256);
    assertThatThrownBy(() -> asked("query=" + "x".repeat(257)))
        .hasMessage("longer than 256 characters: " + "x".repeat(20) + "…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "order-4711   | order-4711",
        "\"quoted\"   | quoted",
        "a \"b\" c    | a \"b\" c",
        "a,b          | a,b",
      })
  void aKeyMayBeQuoted(String header, String key) {
    assertThat(keyed(header).idempotencyKey()).isEqualTo(key);
    assertThat(keyed().idempotencyKey()).as("where there is none").isEmpty();
  }

  @Test
  void aKeyThatIsNoneOrTwoIsRefused() {
    for (Call wrong :
        List.of(keyed(""), keyed(" "), keyed("\"\""), keyed("ü"), keyed("a\tb"), keyed("a", "b"))) {
      assertThatThrownBy(wrong::idempotencyKey)
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith("'Idempotency-Key' must stand once");
    }
    assertThat(keyed("x".repeat(256)).idempotencyKey()).hasSize(256);
    assertThatThrownBy(keyed("x".repeat(257))::idempotencyKey).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"events\":3}       | 'events' is of a wrong kind",
        "{\"event\":[]}       | unknown key 'event'",
        "{\"events\":[{\"user\":1}]} | 'events[0].user' is of a wrong kind",
        "[]                   | the body must be a JSON object",
        "\"x\"                | the body must be a JSON object",
        "``                   | broken JSON",
        "{\"events\":[]} {}   | broken JSON",
        "{\"events\":[],\"events\":[]} | broken JSON",
      })
  void aBodyOfAnotherShapeIsToldWithoutOurClasses(String body, String reason) {
    assertThatThrownBy(() -> sent(body).body(Requests.Events.class))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(400))
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("dev.grlm", "jackson", "\n");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    Call call = call("", List.of(), new byte[] {'"', (byte) 0xff, '"'});
    assertThatThrownBy(call::body).hasMessage("the body is not UTF-8");
  }

  @Test
  void depthIsLimited() throws IOException {
    String deepest = "[".repeat(SETTINGS.deepestJson()) + "]".repeat(SETTINGS.deepestJson());
    assertThat(sent(deepest).body().isArray()).isTrue();
    assertThatThrownBy(() -> sent("[" + deepest + "]").body())
        .hasMessage("broken JSON: nested deeper than " + SETTINGS.deepestJson());
  }
}
