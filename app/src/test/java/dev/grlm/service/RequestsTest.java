package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.journal.LiveEvent;
import dev.grlm.live.Ask;
import dev.grlm.live.Filter;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies against the limits that are set.
class RequestsTest {
  private static final ServiceSettings SETTINGS = ServiceSettings.DEFAULT.withLargestK(20);
  private static final long NOW = 1_700_000_000_000L;

  private static <T> T read(String json, Class<T> type) throws IOException {
    return Json.convertForeign(Json.parse(json.replace('\'', '"')), type);
  }

  private static Ask ask(String json) throws IOException {
    return read(json, Requests.Recommend.class).ask(SETTINGS);
  }

  private static List<LiveEvent> events(String json) throws IOException {
    return read(json, Requests.Events.class).events(SETTINGS, NOW).stream()
        .map(Happened::event)
        .toList();
  }

  @Test
  void aQuestionIsAnAsk() throws IOException {
    assertThat(ask("{'user':'u1','k':3}")).isEqualTo(Ask.forUser("u1", 3));
    assertThat(ask("{'history':['i1','i2']}")).isEqualTo(Ask.after(List.of("i1", "i2"), 10));
    assertThat(ask("{'history':[]}").history()).isEmpty();
    assertThat(ask("{'user':'u1','filter':{}}").filter()).isEqualTo(Filter.NONE);
    assertThat(
            ask("{'user':'u1','filter':{'categories':['a'],'exclude':['b'],'available':[]}}")
                .filter())
        .isEqualTo(new Filter(List.of("a"), List.of(), List.of("b"), List.of()));
  }

  @Test
  void whereFewerThanTenMayBeAskedForFewerCome() throws IOException {
    var few = ServiceSettings.DEFAULT.withLargestK(4);
    assertThat(read("{'user':'u1'}", Requests.Recommend.class).ask(few).k()).isEqualTo(4);
  }

  @Test
  void limitsAreMetExactly() throws IOException {
    String ids = "'x'" + ",'x'".repeat(SETTINGS.longestHistory() - 1);
    assertThat(ask("{'history':[" + ids + "]}").history()).hasSize(SETTINGS.longestHistory());
    assertThatThrownBy(() -> ask("{'history':[" + ids + ",'x']}"))
        .hasMessage("'history' has 1001 ids, at most 1000");
    String question = "{'user':'u'}";
    String questions = question + ("," + question).repeat(SETTINGS.largestBatch() - 1);
    assertThat(read("{'requests':[" + questions + "]}", Requests.Batch.class).asks(SETTINGS))
        .hasSize(SETTINGS.largestBatch());
    assertThatThrownBy(() ->
            read("{'requests':[" + questions + "," + question + "]}", Requests.Batch.class)
                .asks(SETTINGS))
        .hasMessage("'requests' must hold 1 to 64, has 65");
    String longest = "x".repeat(SETTINGS.longestId());
    assertThat(ask("{'user':'" + longest + "'}").user()).isEqualTo(longest);
    assertThatThrownBy(() -> ask("{'user':'x" + longest + "'}"))
        .hasMessageStartingWith("'user' must have 1 to 256 characters");
  }

  @Test
  void anEventWithoutATimeHasThatOfItsArrival() throws IOException {
    assertThat(
            events(
                "{'events':[{'user':'u','item':'i','timestamp':1600000000000},"
                    + "{'user':'u','item':'i'},{'user':'u','item':'i','timestamp':null}]}"))
        .containsExactly(
            new LiveEvent("u", "i", 1_600_000_000_000L),
            LiveEvent.arrived("u", "i", NOW),
            LiveEvent.arrived("u", "i", NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                         | there is no 'events'",
        "{'events':null}                            | there is no 'events'",
        "{'events':[]}                              | 'events' must hold 1 to 10000, has 0",
        "{'events':[null]}                          | 'events' has a null in it",
        "{'events':[{'user':'u'}]}                  | an event needs 'user' and 'item'",
        "{'events':[{'item':'i'}]}                  | an event needs 'user' and 'item'",
        "{'events':[{'user':'','item':'i'}]}        | 'user' must have 1 to 256 characters",
        "{'events':[{'user':'u','item':' '}]}       | 'item' must have 1 to 256 characters",
        "{'events':[{'user':'u','item':'\\u007f'}]} | 'item' has a control character",
        "{'events':[{'user':'u','item':'\\udc00'}]} | half a surrogate pair",
        "{'events':[{'user':'u','item':'i','timestamp':7}]} | 'timestamp' must be whole",
      })
  void anEventThatCannotBeIsRefused(String body, String reason) {
    assertThatThrownBy(() -> events(body))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(400))
        .hasMessageContaining(reason.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'requests':[]}                     | 'requests' must hold 1 to 64, has 0",
        "{}                                  | there is no 'requests'",
        "{'requests':[{'user':'u'},null]}    | 'requests' has a null in it",
        "{'requests':[{'user':'u'},{}]}      | exactly one of 'user' and 'history'",
        "{'requests':[{'user':'u','k':21}]}  | 'k' must be 1 to 20, is 21",
        "{'requests':[{'history':['a',null]}]} | 'history' has a null in it",
        "{'requests':[{'user':'u','filter':{'exclude':['']}}]} | 'exclude' must have",
        "{'requests':[{'user':'u','filter':{'available':[null]}}]} | 'available' has a null",
      })
  void oneWrongQuestionRefusesTheBatch(String body, String reason) {
    assertThatThrownBy(() -> read(body, Requests.Batch.class).asks(SETTINGS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(reason.strip());
  }
}
