package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.RunListener;
import dev.grlm.live.Experiment;
import dev.grlm.live.Feedback;
import dev.grlm.live.FeedbackSettings;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What comes of what is shown, by two runs side by side, and what is scraped of it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnlineTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

  @TempDir private static Path folder;
  private static Experiment experiment;
  private static LiveRun live;
  private static GrlmService service;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    FittedShop shop = FittedShop.fit(folder);
    Path other = copied(shop.run(), folder.resolve("run-2"));
    experiment = new Experiment("spring", other, 0.5);
    live = open(shop.run(), folder.resolve("journal"), experiment);
    service = GrlmService.start(live, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT);
    client = Client.of(service);
  }

  private static LiveRun open(Path run, Path journal, Experiment experiment) throws IOException {
    return LiveRun.open(
        Systems.ALL, run, journal, LiveSettings.DEFAULT, experiment, RunListener.silent());
  }

  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  private static JsonNode asked(String user) throws Exception {
    return client.post("/v1/recommendations", "{\"user\":\"" + user + "\"}").json();
  }

  private static Client.Answer happened(
      Client of, JsonNode answer, String user, String item, String kind) throws Exception {
    return of.post(
        "/v1/events",
        "{\"events\":[{\"user\":\"%s\",\"item\":\"%s\",\"kind\":%s,\"recommendationId\":\"%s\"}]}"
            .formatted(
                user,
                item,
                kind.isEmpty() ? "null" : "\"" + kind + "\"",
                answer.path("recommendationId").asText()));
  }

  private static String item(JsonNode answer, int place) {
    return answer.path("items").get(place).path("id").asText();
  }

  private static int historyOf(String user) throws Exception {
    return client.get("/v1/users/" + user).json().path("history").size();
  }

  @Test
  @Order(1)
  void aClickCountsAndStandsInNoHistory() throws Exception {
    JsonNode answer = asked("u1");
    int before = historyOf("u1");
    Client.Answer told = happened(client, answer, "u1", item(answer, 2), "click");
    assertThat(told.body()).isEqualTo("{\"accepted\":1,\"repeated\":0}");
    assertThat(happened(client, answer, "u1", item(answer, 2), "click").body())
        .isEqualTo("{\"accepted\":0,\"repeated\":1}");
    assertThat(historyOf("u1")).isEqualTo(before);
    assertThat(happened(client, answer, "u1", item(answer, 0), "").status()).isEqualTo(200);
    assertThat(historyOf("u1")).isEqualTo(before + 1);
    JsonNode figures = figures(answer.path("arm").asText());
    assertThat(figures.path("shown").asInt()).isEqualTo(1);
    assertThat(figures.path("clicked").asInt()).isEqualTo(1);
    assertThat(figures.path("bought").asInt()).isEqualTo(1);
    assertThat(figures.path("clickPlaces").get(2).asInt()).isEqualTo(1);
    assertThat(figures.path("hitPlaces").get(0).asInt()).isEqualTo(1);
    assertThat(figures.path("run").asText()).isEqualTo(answer.path("run").asText());
    assertThat(figures.path("experiment").asText()).isEqualTo("spring");
  }

  private static JsonNode figures(String arm) throws Exception {
    for (JsonNode one : client.get("/v1/experiments").json().path("figures")) {
      if (one.path("arm").asText().equals(arm)) {
        return one;
      }
    }
    throw new AssertionError("no figures of " + arm);
  }

  @Test
  @Order(2)
  void bothArmsAnswerAndAreComparedInWords() throws Exception {
    for (int i = 1; i <= 12; i++) {
      JsonNode answer = asked("u" + i);
      boolean second = answer.path("arm").asText().equals("B");
      assertThat(answer.path("run").asText()).isEqualTo(second ? "run-2" : "run");
    }
    JsonNode all = client.get("/v1/experiments").json();
    assertThat(all.path("experiment").path("b").asText()).isEqualTo("run-2");
    assertThat(all.path("figures")).hasSize(2);
    assertThat(all.path("compared")).hasSize(3);
    all.path("compared")
        .forEach(one ->
            assertThat(one.path("words").asText()).isEqualTo("A and B are not told apart yet"));
    assertThat(figures("A").path("shown").asInt() + figures("B").path("shown").asInt())
        .isEqualTo(13);
  }

  @Test
  @Order(3)
  void oneEventThatCannotBeTakenRefusesAll() throws Exception {
    JsonNode answer = asked("u2");
    int before = historyOf("u2");
    for (String bad :
        new String[] {
          "{\"user\":\"u2\",\"item\":\"none\",\"kind\":\"click\"}",
          "{\"user\":\"u2\",\"item\":\"i1\",\"kind\":\"look\"}",
          "{\"user\":\"u2\",\"item\":\"i1\",\"recommendationId\":\"\"}"
        }) {
      String events = "{\"events\":[{\"user\":\"u2\",\"item\":\"i1\"}," + bad + "]}";
      assertThat(client.post("/v1/events", events).status()).isEqualTo(400);
    }
    assertThat(historyOf("u2")).isEqualTo(before);
    assertThat(happened(client, answer, "u2", "i1", "purchase").status()).isEqualTo(200);
  }

  @Test
  @Order(4)
  void clicksStandInHistoriesWhereTheServiceWasToldSo() throws Exception {
    var operations =
        new Operations(
            Duration.ZERO,
            Feedback.inMemory(FeedbackSettings.DEFAULT, Clock.systemUTC()),
            true,
            Traces.none());
    try (GrlmService other =
        GrlmService.start(
            live, ANY_PORT, Edge.of(Tokens.none()), ServiceSettings.DEFAULT, operations)) {
      int before = historyOf("u3");
      JsonNode answer = asked("u3");
      assertThat(happened(Client.of(other), answer, "u3", "i1", "click").status()).isEqualTo(200);
      assertThat(historyOf("u3")).isEqualTo(before + 1);
    }
  }

  /// As they are scraped, with their types.
  @Test
  @Order(5)
  void metricsHaveTheNamesAndTypesOfTheField() throws Exception {
    client.post("/v1/recommendations:explain", "{\"user\":\"u1\"}");
    String text = client.get("/metrics").body();
    var types = new TreeMap<String, String>();
    TYPE.matcher(text).results().forEach(one -> types.put(one.group(1), one.group(2)));
    assertThat(types)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("process_cpu_seconds_total", "counter"),
                Map.entry("process_open_fds", "gauge"),
                Map.entry("process_max_fds", "gauge"),
                Map.entry("process_resident_memory_bytes", "gauge"),
                Map.entry("process_start_time_seconds", "gauge"),
                Map.entry("jvm_memory_used_bytes", "gauge"),
                Map.entry("jvm_buffer_pool_used_bytes", "gauge"),
                Map.entry("jvm_gc_collection_seconds", "summary"),
                Map.entry("jvm_threads_current", "gauge"),
                Map.entry("jvm_runtime_info", "gauge"),
                Map.entry("grlm_http_requests_seconds", "histogram"),
                Map.entry("grlm_queue_wait_seconds", "histogram"),
                Map.entry("grlm_decode_seconds", "histogram"),
                Map.entry("grlm_batch_questions", "histogram"),
                Map.entry("grlm_queue_length", "gauge"),
                Map.entry("grlm_run_age_seconds", "gauge"),
                Map.entry("grlm_run_info", "gauge"),
                Map.entry("grlm_answers_total", "counter"),
                Map.entry("grlm_answer_items_total", "counter"),
                Map.entry("grlm_feedback_events_total", "counter"),
                Map.entry("grlm_feedback_shown_total", "counter"),
                Map.entry("grlm_feedback_clicked_total", "counter"),
                Map.entry("grlm_feedback_bought_total", "counter"),
                Map.entry("grlm_feedback_purchases_total", "counter"),
                Map.entry("grlm_feedback_hits_total", "counter"),
                Map.entry("grlm_feedback_lists", "gauge"),
                Map.entry("grlm_feedback_lists_dropped_total", "counter")));
    assertThat(text)
        .contains("grlm_answers_total{arm=\"A\",basis=\"model\"}")
        .contains("grlm_answer_items_total{source=\"exact\"}")
        .contains("grlm_run_age_seconds{arm=\"B\"}")
        .contains("grlm_feedback_events_total{kind=\"click\",outcome=\"hit\"} 1")
        .contains("grlm_feedback_shown_total{arm=\"B\",experiment=\"spring\",run=\"run-2\"}");
    assertThat(value(text, "process_resident_memory_bytes")).isGreaterThan(10e6);
    assertThat(value(text, "grlm_queue_wait_seconds_count")).isEqualTo(15);
    assertThat(value(text, "grlm_batch_questions_sum")).isEqualTo(15);
  }

  private static JsonNode named(String arm, String user) throws Exception {
    String body = "{\"user\":\"%s\",\"arm\":\"%s\"}".formatted(user, arm);
    return client.post("/v1/recommendations", body).json();
  }

  /// Who compares the runs sees what users see, and changes no figure.
  @Test
  @Order(7)
  void anArmThatIsNamedAnswersAndCountsNowhere() throws Exception {
    JsonNode drawn = asked("u4");
    String before = client.get("/v1/experiments").body();
    String counted = counters(client.get("/metrics").body());
    JsonNode a = named("A", "u4");
    JsonNode b = named("B", "u4");
    assertThat(a.path("run").asText()).isEqualTo("run");
    assertThat(a.path("arm").asText()).isEqualTo("A");
    assertThat(b.path("run").asText()).isEqualTo("run-2");
    assertThat(b.path("arm").asText()).isEqualTo("B");
    assertThat(a.path("recommendationId").isNull()).isTrue();
    assertThat(b.path("recommendationId").isNull()).isTrue();
    assertThat((drawn.path("arm").asText().equals("A") ? a : b).path("items"))
        .isEqualTo(drawn.path("items"));
    JsonNode explained =
        client.post("/v1/recommendations:explain", "{\"user\":\"u4\",\"arm\":\"B\"}").json();
    assertThat(explained.path("answer").path("run").asText()).isEqualTo("run-2");
    assertThat(explained.path("answer").path("recommendationId").isNull()).isTrue();
    String both =
        "{\"requests\":[{\"history\":[\"i1\"],\"arm\":\"B\"},{\"history\":[\"i1\"],\"arm\":\"A\"}]}";
    JsonNode answers = client.post("/v1/recommendations:batch", both).json().path("answers");
    assertThat(answers.get(0).path("run").asText()).isEqualTo("run-2");
    assertThat(answers.get(1).path("run").asText()).isEqualTo("run");
    assertThat(client.get("/v1/experiments").body()).isEqualTo(before);
    assertThat(counters(client.get("/metrics").body())).isEqualTo(counted);
  }

  private static String counters(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("grlm_answer") || line.startsWith("grlm_feedback"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  @Order(8)
  void anArmThatThereIsNotIsRefused() throws Exception {
    Client.Answer refused = client.post("/v1/recommendations", "{\"user\":\"u1\",\"arm\":\"C\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").asText()).isEqualTo("'arm' must be A or B, is 'C'");
    assertThat(client.get("/v1/health").json().path("against").asText()).isEqualTo("run-2");
  }

  private static double value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  @Test
  @Order(6)
  void refusedQuestionsAreCounted() throws Exception {
    var settings = ServiceSettings.DEFAULT.withMostExplained(0);
    try (GrlmService other = GrlmService.start(live, ANY_PORT, Tokens.none(), settings)) {
      Client of = Client.of(other);
      assertThat(of.post("/v1/recommendations:explain", "{\"user\":\"u1\"}").status())
          .isEqualTo(429);
      assertThat(value(of.get("/metrics").body(), "grlm_answers_refused_total{status=\"429\"}"))
          .isEqualTo(1);
    }
  }
}
