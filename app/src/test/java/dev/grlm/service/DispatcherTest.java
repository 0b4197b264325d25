package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.io.NotANumberException;
import dev.grlm.journal.JournalFigures;
import dev.grlm.journal.JournalHealth;
import dev.grlm.journal.NotKeptException;
import dev.grlm.live.LiveStatus;
import dev.grlm.live.OverloadedException;
import dev.grlm.system.CannotException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a handler ends with becomes an answer, and is counted.
class DispatcherTest {
  /// Held so that its level stays.
  private static final Logger LOG = Logger.getLogger("dev.grlm.service");

  private static final JournalFigures FIGURES = new JournalFigures(11, 12, 13, 14, 15_500, 16);

  private static final LiveStatus STATUS =
      new LiveStatus("r", 1, 2, 3, 4, 5, 6, JournalHealth.GOOD, FIGURES);

  private final ServiceMetrics metrics = new ServiceMetrics();

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    LOG.setLevel(null);
  }

  private Reply answer(Route.Handler handler, String method, String path, List<String> accept) {
    var routes =
        new Routes(
            List.of(
                Route.get("/tasks/{id}", List.of("limit"), handler),
                Route.open("/open", "", handler)));
    return new Dispatcher(
            routes, Edge.of(Tokens.none()), ServiceSettings.DEFAULT, metrics, Traces.none())
        .answer(
            new Dispatcher.Incoming(
                method,
                path.replaceFirst("\\?.*", ""),
                path.contains("?") ? path.substring(path.indexOf('?') + 1) : "",
                null,
                accept,
                List.of(),
                null,
                "192.0.2.1",
                _ -> new byte[0]));
  }

  /// Who changed something and is told 503 would change it again; what was only asked is asked
  /// again, and counts as what it was.
  @Test
  void whatWasChangedIsToldEvenWithoutRoom() {
    Route.Handler handler = _ -> Reply.json("x".repeat(LargeBodies.SMALL));
    var full =
        new Call.BodySource() {
          @Override
          public byte[] read(int most) {
            return new byte[0];
          }

          @Override
          public void answer(int bytes) {
            if (bytes > LargeBodies.SMALL) {
              throw Problem.later(503, "too many large bodies at once", Duration.ofSeconds(1));
            }
          }
        };
    var routes =
        new Routes(
            List.of(
                Route.put("/told", handler),
                Route.post("/asked", Scope.READ, handler),
                Route.open("/page", "", _ -> Reply.shared("", new byte[1 << 20], Map.of()))));
    var dispatcher =
        new Dispatcher(
            routes, Edge.of(Tokens.none()), ServiceSettings.DEFAULT, metrics, Traces.none());
    Map<String, Integer> expected = Map.of("PUT /told", 200, "POST /asked", 503, "GET /page", 200);
    expected.forEach((asked, status) -> {
      String[] words = asked.split(" ", -1);
      var request =
          new Dispatcher.Incoming(
              words[0], words[1], "", null, List.of(), List.of(), null, "192.0.2.1", full);
      assertThat(dispatcher.answer(request).status()).as(asked).isEqualTo(status);
    });
    assertThat(new String(metrics.text(STATUS), StandardCharsets.UTF_8))
        .containsPattern("grlm_http_requests_seconds_count\\{.*/asked.*503.*} 1");
  }

  private Reply thrown(Exception failure) {
    return answer(
        _ -> {
          throw failure;
        },
        "GET",
        "/tasks/7",
        List.of());
  }

  static Stream<Arguments> failures() {
    Duration soon = Duration.ofSeconds(2);
    return Stream.of(
        Arguments.of(Problem.of(418, "a teapot"), 418, "a teapot", ""),
        Arguments.of(new CannotException("sasrec", "explain"), 409, "'sasrec' cannot explain", ""),
        Arguments.of(new OverloadedException("x", true, soon), 429, "too much is waiting", "2"),
        Arguments.of(
            new OverloadedException("x", false, soon), 503, "the answer took too long", "2"),
        Arguments.of(
            new NotANumberException(Double.NaN, "secret"),
            500,
            "the scores are no numbers; id ",
            ""),
        Arguments.of(new IOException("/secret"), 503, "could not be read or stored; id ", "5"),
        Arguments.of(
            new NotKeptException("/secret", "nothing of it is kept", null),
            503,
            "nothing of it is kept; id ",
            "5"),
        Arguments.of(new IllegalStateException("secret"), 500, "unexpected failure; id ", ""),
        Arguments.of(new NullPointerException("secret"), 500, "unexpected failure; id ", ""));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsAProblem(Exception failure, int status, String detail, String after)
      throws IOException {
    Reply reply = thrown(failure);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.mediaType()).isEqualTo(Problem.MEDIA_TYPE);
    String body = new String(reply.body(), StandardCharsets.UTF_8);
    assertThat(Json.parse(body).path("detail").asText()).contains(detail);
    assertThat(body).doesNotContain("secret");
    assertThat(reply.headers().getOrDefault("Retry-After", "")).isEqualTo(after);
  }

  @Test
  void aStackThatOverflowsOrAHeapThatIsFullIsAProblemToo() {
    for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError("secret"))) {
      Reply reply =
          answer(
              _ -> {
                throw error;
              },
              "GET",
              "/open",
              List.of());
      assertThat(reply.status()).isEqualTo(500);
    }
  }

  @Test
  void anAnswerThatIsRefusedForItsScoresIsCounted() {
    assertThat(new String(metrics.text(STATUS), StandardCharsets.UTF_8))
        .doesNotContain("grlm_answers_refused_total");
    var _ = thrown(new NotANumberException(Double.NaN, "an item"));
    assertThat(new String(metrics.text(STATUS), StandardCharsets.UTF_8))
        .contains("grlm_answers_refused_total{status=\"500\"} 1.0");
  }

  @Test
  void anInterruptionStaysOneAndIsToldAsTheEnd() {
    Reply reply = thrown(new InterruptedException());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("is stopping");
  }

  @Test
  void aClientThatHasGoneGetsNoAnswer() {
    var gone = new CloseConnectionException("gone");
    assertThatThrownBy(() -> thrown(gone)).isSameAs(gone);
  }

  @Test
  void whatIsNotAcceptedIsNotWorkedOut() {
    Route.Handler never =
        _ -> {
          throw new AssertionError("worked out");
        };
    assertThat(answer(never, "GET", "/tasks/7", List.of("text/html")).status()).isEqualTo(406);
    assertThat(answer(never, "GET", "/tasks/7?x=1", List.of()).status()).isEqualTo(400);
  }

  @Test
  void aPageOverlooksItsQuery() {
    assertThat(answer(_ -> Reply.nothing(), "GET", "/open?utm=x", List.of()).status())
        .isEqualTo(204);
  }

  @Test
  void countsGoByTemplateAndNeverByWhatAClientSends() {
    answer(call -> Reply.json(call.path("id")), "GET", "/tasks/7", List.of());
    answer(_ -> Reply.nothing(), "GET", "/tasks/8?limit=1", List.of());
    answer(_ -> Reply.nothing(), "BREW", "/tasks/8", List.of());
    answer(_ -> Reply.nothing(), "GET", "/nowhere/8", List.of());
    String text = new String(metrics.text(STATUS), StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> line.startsWith("grlm_http_requests_seconds_count")))
        .containsExactlyInAnyOrder(
            count("GET", "/tasks/{id}", 200),
            count("GET", "/tasks/{id}", 204),
            count("other", "none", 405),
            count("other", "none", 404));
    assertThat(text).doesNotContain("nowhere", "BREW", "/tasks/7");
  }

  private static String count(String method, String route, int status) {
    return "grlm_http_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"} 1"
        .formatted(method, route, status);
  }

  @Test
  void howItStandsIsSaidAnewEachTime() {
    String first = new String(metrics.text(STATUS), StandardCharsets.UTF_8);
    assertThat(first)
        .contains(
            "grlm_run_info{run=\"r\"} 1",
            "grlm_queue_length 6",
            "grlm_live{kind=\"items\"} 1",
            "grlm_live{kind=\"users\"} 2",
            "grlm_live{kind=\"events\"} 3",
            "grlm_live{kind=\"added_items\"} 4",
            "grlm_live{kind=\"deleted_items\"} 5",
            "grlm_journal_up 1",
            "grlm_journal_unfolded_events 11",
            "grlm_journal_size_bytes{part=\"log\"} 12",
            "grlm_journal_size_bytes{part=\"users\"} 13",
            "grlm_journal_waiting_entries 14",
            "grlm_journal_last_sync_timestamp_seconds 15.5",
            "grlm_journal_users_being_erased 16");
    var down = new JournalHealth(false, "the disk is full");
    var later = new LiveStatus("s", 7, 2, 3, 4, 5, 0, down, FIGURES);
    assertThat(new String(metrics.text(later), StandardCharsets.UTF_8))
        .contains(
            "grlm_run_info{run=\"s\"} 1",
            "grlm_live{kind=\"items\"} 7",
            "grlm_queue_length 0",
            "grlm_journal_up 0")
        .doesNotContain("run=\"r\"");
  }
}
