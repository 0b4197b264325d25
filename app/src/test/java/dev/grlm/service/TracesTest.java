package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.live.Feedback;
import dev.grlm.live.FeedbackSettings;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans as a collector gets them.
class TracesTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final String CALLER = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLERS_SPAN = "00f067aa0ba902b7";

  @TempDir private static Path folder;
  private static LiveRun live;

  @BeforeAll
  static void start() throws IOException {
    live = FittedShop.fit(folder).open(folder.resolve("journal"));
  }

  @AfterAll
  static void stop() throws IOException {
    live.close();
  }

  private static GrlmService service(Traces traces) throws IOException {
    var feedback = Feedback.inMemory(FeedbackSettings.DEFAULT, Clock.systemUTC());
    var operations = new Operations(Duration.ZERO, feedback, false, traces);
    return GrlmService.start(
        live, ANY_PORT, Edge.of(Tokens.none()), ServiceSettings.DEFAULT, operations);
  }

  private static Client.Answer traced(Client client, String path, String body, String flags)
      throws Exception {
    return client.send(
        client
            .request(path)
            .header("traceparent", "00-" + CALLER + "-" + CALLERS_SPAN + "-" + flags)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static Collector.Seen one(List<Collector.Seen> spans, String name) {
    List<Collector.Seen> named = spans.stream().filter(s -> s.name().equals(name)).toList();
    assertThat(named).as(name + " of " + spans).hasSize(1);
    return named.getFirst();
  }

  @Test
  void aRequestIsASpanOfItsCallerAndSaysWhereItsTimeWent() throws Exception {
    try (Collector collector = Collector.start()) {
      try (Traces traces = Traces.to(collector.url(), 1);
          GrlmService service = service(traces)) {
        Client client = Client.of(service);
        traced(client, "/v1/recommendations", "{\"user\":\"u1\"}", "01");
        client.post("/v1/recommendations:explain", "{\"user\":\"u1\"}");
        client.post("/v1/events", "{\"events\":[{\"user\":\"u1\",\"item\":\"i1\"}]}");
        client.get("/v1/users/u1");
        client.get("/nowhere/u1");
      }
      List<Collector.Seen> spans = collector.spans();
      Collector.Seen request = one(spans, "POST /v1/recommendations");
      assertThat(request.trace()).isEqualTo(CALLER);
      assertThat(request.parent()).isEqualTo(CALLERS_SPAN);
      long before = request.start();
      for (String name : List.of("queue wait", "decode", "answer")) {
        Collector.Seen part = one(spans, name);
        assertThat(part.trace()).isEqualTo(CALLER);
        assertThat(part.parent()).isEqualTo(request.id());
        assertThat(part.start()).isGreaterThanOrEqualTo(before);
        assertThat(part.end()).isBetween(part.start(), request.end());
        before = part.end();
      }
      Collector.Seen events = one(spans, "POST /v1/events");
      assertThat(events.parent()).isEmpty();
      assertThat(events.trace()).isNotEqualTo(CALLER);
      assertThat(one(spans, "journal append").parent()).isEqualTo(events.id());
      assertThat(one(spans, "explain").parent())
          .isEqualTo(one(spans, "POST /v1/recommendations:explain").id());
      one(spans, "GET /v1/users/{id}");
      one(spans, "HTTP"); // a path without a route is no name
      assertThat(spans).hasSize(10);
    }
  }

  @Test
  void theCallerDecidesWhetherItIsTraced() throws Exception {
    try (Collector collector = Collector.start()) {
      try (Traces traces = Traces.to(collector.url(), 0);
          GrlmService service = service(traces)) {
        Client client = Client.of(service);
        client.get("/v1/users/u1");
        traced(client, "/v1/recommendations", "{\"user\":\"u1\"}", "00");
        traced(client, "/v1/recommendations", "{\"user\":\"u2\"}", "01");
      }
      assertThat(collector.spans())
          .extracting(Collector.Seen::name)
          .containsExactlyInAnyOrder("queue wait", "decode", "answer", "POST /v1/recommendations");
    }
  }

  @Test
  void ofACollectorOnlyItsPlaceIsTold() {
    assertThat(TellingExporter.place(URI.create("https://me:secret@host:4318/key?token=x")))
        .isEqualTo("https://host:4318");
    assertThat(TellingExporter.place(URI.create("http://[::1]/key"))).isEqualTo("http://[::1]");
  }

  @Test
  void aCollectorThatIsNotThereKeepsNobodyWaiting() throws Exception {
    try (Traces traces = Traces.to(URI.create("http://127.0.0.1:1"), 1);
        GrlmService service = service(traces)) {
      Client client = Client.of(service);
      for (String caller : List.of("", "nonsense", "00-0-0-01")) {
        HttpRequest.Builder request = client.request("/v1/users/u1");
        if (!caller.isEmpty()) {
          request.header("traceparent", caller);
        }
        assertThat(client.send(request.build()).status()).isEqualTo(200);
      }
    }
  }
}
