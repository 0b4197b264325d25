package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.cli.TinyShop;
import dev.grlm.io.Json;
import dev.grlm.live.Ask;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every route on a fitted run.
class ServiceTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);

  @TempDir private static Path folder;
  private static FittedShop shop;
  private static LiveRun live;
  private static GrlmService service;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    shop = FittedShop.fit(folder);
    live = shop.open(folder.resolve("journal"));
    service = GrlmService.start(live, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT);
    client = Client.of(service);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> ids(JsonNode items) {
    var ids = new ArrayList<String>();
    items.forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void withoutASecondRunNoArmCanBeAsked() throws Exception {
    for (String route : List.of("", ":explain")) {
      Client.Answer refused =
          client.post("/v1/recommendations" + route, "{\"user\":\"u1\",\"arm\":\"B\"}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("detail").asText())
          .isEqualTo("there is no second run beside run, so that arm B cannot be asked");
    }
    String batch = "{\"requests\":[{\"user\":\"u1\"},{\"user\":\"u1\",\"arm\":\"A\"}]}";
    assertThat(client.post("/v1/recommendations:batch", batch).status()).isEqualTo(400);
    assertThat(client.post("/v1/recommendations", "{\"user\":\"u1\",\"arm\":null}").status())
        .isEqualTo(200);
    assertThat(client.get("/v1/health").json().path("against").isNull()).isTrue();
  }

  @Test
  void recommendsForAHistoryAndSaysWhy() throws Exception {
    Client.Answer answer =
        client.post("/v1/recommendations", "{\"history\":[\"i1\",\"nothing\",\"i2\"],\"k\":3}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode json = answer.json();
    assertThat(json.path("run").asText()).isEqualTo("run");
    assertThat(json.path("basis").asText()).isEqualTo("model");
    assertThat(json.path("user").isNull()).isTrue();
    assertThat(texts(json.path("history"))).containsExactly("i1", "i2");
    assertThat(texts(json.path("ignored"))).containsExactly("nothing");
    assertThat(json.path("items")).hasSize(3);
    JsonNode first = json.path("items").get(0);
    assertThat(first.path("rank").asInt()).isEqualTo(1);
    assertThat(first.path("termId")).hasSize(5);
    assertThat(texts(first.path("termId"))).containsAll(texts(first.path("sharedTerms")));
  }

  @Test
  void tenItemsComeWhereNothingElseIsAsked() throws Exception {
    JsonNode json = client.post("/v1/recommendations", "{\"user\":\"u1\"}").json();
    assertThat(json.path("items")).hasSize(10);
    assertThat(json.path("user").asText()).isEqualTo("u1");
    assertThat(json.path("history")).hasSize(6);
  }

  @Test
  void aStrangerGetsWhatIsPopular() throws Exception {
    JsonNode json = client.post("/v1/recommendations", "{\"user\":\"stranger\"}").json();
    assertThat(json.path("basis").asText()).isEqualTo("popularity");
    assertThat(json.path("items")).hasSize(10);
  }

  @Test
  void theFilterHolds() throws Exception {
    JsonNode json =
        client
            .post(
                "/v1/recommendations",
                """
                {"history":["i1"],"k":4,"filter":{"categories":["MUG"],"domains":[],
                 "exclude":["i9"],"available":["i9","i10","i11","i5"]}}
                """)
            .json();
    assertThat(ids(json.path("items"))).containsExactlyInAnyOrder("i10", "i11");
  }

  @Test
  void anUnknownDomainIsNamedWithThoseThereAre() throws Exception {
    String question = "{\"user\":\"u4\",\"filter\":{\"domains\":[\"Toys\"]}}";
    for (String path : List.of("", ":explain")) {
      var answer = client.post("/v1/recommendations" + path, question);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("no item is of the domain 'Toys'; no item has a domain");
    }
    String batch = "{\"requests\":[{\"user\":\"u3\"}," + question + "]}";
    assertThat(client.post("/v1/recommendations:batch", batch).status()).isEqualTo(400);
  }

  @Test
  void aBatchAnswersInOrderAsSingleQuestionsDo() throws Exception {
    JsonNode batch =
        client
            .post(
                "/v1/recommendations:batch",
                "{\"requests\":[{\"user\":\"u4\"},{\"history\":[\"i7\"],\"k\":2}]}")
            .json()
            .path("answers");
    assertThat(batch).hasSize(2);
    assertThat(ids(batch.get(0).path("items")))
        .isEqualTo(
            ids(client.post("/v1/recommendations", "{\"user\":\"u4\"}").json().path("items")));
    assertThat(batch.get(1).path("items")).hasSize(2);
  }

  @Test
  void anExplanationHasTheBeamsOfItsAnswer() throws Exception {
    JsonNode json = client.post("/v1/recommendations:explain", "{\"user\":\"u3\",\"k\":5}").json();
    assertThat(json.path("answer").path("items")).hasSize(5);
    JsonNode generated = json.path("answer").path("items").get(0).path("generated");
    assertThat(texts(generated)).hasSize(5);
    JsonNode level = json.path("beams");
    for (JsonNode term : generated) {
      List<JsonNode> next = new ArrayList<>();
      level.forEach(beam -> {
        if (beam.path("term").equals(term)) {
          next.add(beam);
        }
      });
      assertThat(next).as("beam of " + term).hasSize(1);
      level = next.getFirst().path("children");
    }
  }

  /// Old clients do not ask, and are told nothing.
  @Test
  void reasonsAreGivenToWhoeverAsksAndWithEveryExplanation() throws Exception {
    String path = "/v1/recommendations";
    JsonNode plain = client.post(path, "{\"user\":\"u3\",\"k\":4}").json().path("items");
    assertThat(plain).hasSize(4).allMatch(item -> item.path("reasons").isNull());
    JsonNode asked =
        client.post(path, "{\"user\":\"u3\",\"k\":4,\"reasons\":true}").json().path("items");
    assertThat(asked)
        .hasSize(4)
        .allSatisfy(item -> {
          assertThat(item.path("reasons").findValuesAsText("expert")).contains("model");
          for (JsonNode reason : item.path("reasons")) {
            assertThat(reason.path("words").asText()).isNotBlank();
            assertThat(reason.path("added").isNumber()).isTrue();
          }
        });
    assertThat(ids(asked)).isEqualTo(ids(plain));
    JsonNode explained = client.post(path + ":explain", "{\"user\":\"u3\",\"k\":4}").json();
    assertThat(explained.path("answer").path("items")).isEqualTo(asked);
    assertThat(client.post(path, "{\"user\":\"u3\",\"reasons\":\"yes\"}").status()).isEqualTo(400);
  }

  @Test
  void anItemIsPutFoundRecommendedAndDeleted() throws Exception {
    String item =
        """
        {"id":"new/1","title":"red kettle of copper","brand":"Alder","categories":["Kitchen","kettle"],
         "moreCategories":["Copper"],"color":"red"}
        """;
    Client.Answer put = client.put("/v1/items", item);
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(put.json().path("added").asBoolean()).isTrue();
    assertThat(put.json().path("fields").path("color").asText()).isEqualTo("red");
    assertThat(texts(put.json().path("moreCategories"))).containsExactly("Copper");
    assertThat(put.json().path("neighbors")).isNotEmpty();
    assertThat(client.get("/v1/items/new%2F1").json()).isEqualTo(put.json());
    assertThat(ids(client.get("/v1/items?query=red+copper").json().path("items")))
        .containsExactly("new/1");
    String only = "{\"history\":[\"i1\"],\"filter\":{\"available\":[\"new/1\"]}}";
    assertThat(ids(client.post("/v1/recommendations", only).json().path("items")))
        .containsExactly("new/1");
    assertThat(client.delete("/v1/items/new%2F1").status()).isEqualTo(204);
    assertThat(client.delete("/v1/items/new%2F1").status()).isEqualTo(404);
    assertThat(client.get("/v1/items/new%2F1").status()).isEqualTo(404);
    assertThat(client.post("/v1/recommendations", only).json().path("items")).isEmpty();
  }

  @Test
  void eventsBecomeAHistoryThatCanBeErased() throws Exception {
    Client.Answer answer =
        client.post(
            "/v1/events",
            """
            {"events":[{"user":"fresh","item":"i4","timestamp":1700000000000},
                       {"user":"fresh","item":"i5"}]}
            """);
    assertThat(answer.json()).isEqualTo(Json.parse("{\"accepted\":2,\"repeated\":0}"));
    assertThat(texts(client.get("/v1/users?query=fre").json().path("users")))
        .containsExactly("fresh");
    JsonNode history = client.get("/v1/users/fresh").json();
    assertThat(ids(history.path("history"))).containsExactly("i4", "i5");
    assertThat(history.path("history").get(0).path("termId")).hasSize(5);
    assertThat(client.delete("/v1/users/fresh").status()).isEqualTo(204);
    assertThat(client.delete("/v1/users/fresh").status()).isEqualTo(404);
    assertThat(client.get("/v1/users/fresh").status()).isEqualTo(404);
  }

  @Test
  void eventsStandInTheOrderOfTheirTimesAndAreTakenOnce() throws Exception {
    String late = "{\"user\":\"queued\",\"item\":\"i5\",\"timestamp\":1700000002000}";
    String early = "{\"user\":\"queued\",\"item\":\"i4\",\"timestamp\":1700000001000}";
    String both = "{\"events\":[" + late + "," + early + "]}";
    assertThat(client.post("/v1/events", both).json().path("accepted").asInt()).isEqualTo(2);
    assertThat(client.post("/v1/events", both).json())
        .isEqualTo(Json.parse("{\"accepted\":0,\"repeated\":2}"));
    assertThat(ids(client.get("/v1/users/queued").json().path("history")))
        .containsExactly("i4", "i5");
  }

  @Test
  void aTimeInAnotherUnitIsRefusedInWords() throws Exception {
    for (String time : List.of("1700000000", "\"2023-11-14T22:13:20Z\"", "1700000000000000")) {
      Client.Answer answer =
          client.post(
              "/v1/events",
              "{\"events\":[{\"user\":\"odd\",\"item\":\"i4\",\"timestamp\":" + time + "}]}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().path("detail").asText())
          .contains("whole milliseconds since 1970", time, "in milliseconds it is 1700000000000");
    }
    assertThat(client.get("/v1/users/odd").status()).isEqualTo(404);
  }

  /// The connection stays good: what is refused is read to its end.
  @Test
  void aPackedBodyIsRefusedInWords() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"user\":\"u1\"}".getBytes(StandardCharsets.UTF_8));
    }
    for (String encoding : List.of("gzip", "br", "identity")) {
      Client.Answer answer =
          client.send(
              client
                  .request("/v1/recommendations")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                  .header("Content-Type", "application/json")
                  .header("Content-Encoding", encoding)
                  .build());
      assertThat(answer.status()).as(answer.body()).isEqualTo(415);
      assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
      assertThat(answer.json().path("detail").asText())
          .startsWith("the body is packed")
          .endsWith("; send it as plain JSON");
      assertThat(client.get("/v1/health").status()).isEqualTo(200);
    }
  }

  @Test
  void oneWrongEventRefusesAll() throws Exception {
    Client.Answer answer =
        client.post(
            "/v1/events",
            "{\"events\":[{\"user\":\"lost\",\"item\":\"i1\"},{\"user\":\"lost\",\"item\":\"x\"}]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("'x'");
    assertThat(client.get("/v1/users/lost").status()).isEqualTo(404);
  }

  @Test
  void aTermHasExamplesAndSiblings() throws Exception {
    String term = client.get("/v1/items/i1").json().path("termId").get(0).asText();
    JsonNode json = client.get("/v1/terms/" + term + "?limit=2").json();
    assertThat(json.path("term").asText()).isEqualTo(term);
    assertThat(json.path("items").asInt()).isPositive();
    assertThat(json.path("examples").size()).isBetween(1, 2);
    assertThat(client.get("/v1/terms/zzz").status()).isEqualTo(404);
  }

  @Test
  void theReportIsTheRunsOwn() throws Exception {
    assertThat(client.get("/v1/report").body())
        .isEqualTo(Files.readString(shop.run().resolve("report.json")));
  }

  @Test
  void aReportThatIsNotWhatWasWrittenIsNotHandedOn() throws Exception {
    Path report = shop.run().resolve("report.json");
    byte[] whole = Files.readAllBytes(report);
    try {
      for (String text : List.of(Files.readString(report) + " ", "{", "")) {
        Files.writeString(report, text);
        Client.Answer answer = client.get("/v1/report");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("detail").asText())
            .startsWith("the report is not what was written; grlm evaluate makes it anew; id ");
      }
    } finally {
      Files.write(report, whole);
    }
  }

  @Test
  void healthAndMetricsSayHowItStands() throws Exception {
    JsonNode health = client.get("/v1/health").json();
    assertThat(health.path("status").asText()).isEqualTo("up");
    assertThat(health.path("users").asInt()).isGreaterThanOrEqualTo(TinyShop.USERS);
    Client.Answer metrics = client.get("/metrics");
    assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("grlm_run_info{run=\"run\"} 1")
        .contains("grlm_queue_length 0")
        .containsPattern("grlm_http_requests_seconds_count\\{.*route=\"/v1/health\".*\\} [1-9]")
        .containsPattern("grlm_http_requests_seconds_bucket\\{.*le=\"0.1\"");
    assertThat(metrics.body().lines())
        .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{.*\\})? [-+.0-9EeNaInf]+"));
  }

  @Test
  void thePageIsGuardedAndNotCached() throws Exception {
    Client.Answer page = client.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                + " frame-ancestors 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(client.get("/index.html").body()).isEqualTo(page.body());
    Client.Answer charts = client.get("/vendor/echarts.esm.min.js");
    assertThat(charts.header("Content-Type")).startsWith("text/javascript");
    assertThat(charts.body()).contains("export").hasSizeGreaterThan(500_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                                  | exactly one of",
        "{'user':'u1','history':['i1']}                      | exactly one of",
        "{'user':'u1','k':0}                                 | 'k' must be 1 to 100",
        "{'user':'u1','k':101}                               | 'k' must be 1 to 100",
        "{'user':'u1','k':1e99}                              | 'k'",
        "{'user':'u1','k':99999999999}                       | 'k'",
        "{'user':'u1','k':2.5}                               | 'k' is of a wrong kind",
        "{'user':'u1','k':'5'}                               | 'k' is of a wrong kind",
        "{'user':'u1','k':true}                              | 'k' is of a wrong kind",
        "{'user':'u1','k':NaN}                               | broken JSON",
        "{'user':7}                                          | 'user' is of a wrong kind",
        "{'user':['u1']}                                     | 'user' is of a wrong kind",
        "{'user':' '}                                        | 'user' must have",
        "{'user':'a\\nb'}                                    | control character",
        "{'user':'\\ud800'}                                  | surrogate",
        "{'history':'i1'}                                    | 'history' is of a wrong kind",
        "{'history':[1]}                                     | 'history[0]' is of a wrong kind",
        "{'history':[null]}                                  | 'history' has a null",
        "{'user':'u1','K':5}                                 | unknown key 'K'",
        "{'user':'u1','filter':{'category':[]}}              | unknown key 'filter.category'",
        "{'user':'u1','filter':[]}                           | 'filter' is of a wrong kind",
        "{'user':'u1','user':'u2'}                           | broken JSON",
        "{'user':'u1'} x                                     | broken JSON",
        "{'user':'u1'                                        | broken JSON",
        "[]                                                  | must be a JSON object",
        "null                                                | must be a JSON object",
      })
  void aWrongBodyIsToldInOneLine(String body, String reason) throws Exception {
    Client.Answer answer = client.post("/v1/recommendations", body.strip().replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    String detail = answer.json().path("detail").asText();
    assertThat(detail).contains(reason.strip()).doesNotContain("dev.grlm", "jackson", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/items?limit=0, 400",
    "/v1/items?limit=101, 400",
    "/v1/items?limit=x, 400",
    "/v1/items?limit=1&limit=2, 400",
    "/v1/items?other=1, 400",
    "/v1/items?query=%FF, 400",
    "/v1/items/, 404",
    "/v1/nothing, 404",
    "/v1/events, 405",
    "/nothing.html, 404",
  })
  void aWrongPathOrQueryIsAProblem(String path, int status) throws Exception {
    Client.Answer answer = client.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.header("Allow")).isEqualTo(status == 405 ? "OPTIONS, POST" : "");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    assertThat(client.send("POST", "/v1/recommendations", "text/plain", "{}").status())
        .isEqualTo(415);
  }

  @Test
  void aHeadIsAnsweredWithoutABody() throws Exception {
    var head = client.request("/v1/health").method("HEAD", noBody()).build();
    Client.Answer without = client.send(head);
    Client.Answer with = client.get("/v1/health");
    assertThat(without.status()).isEqualTo(200);
    assertThat(without.body()).isEmpty();
    for (String header : List.of("Content-Length", "Content-Type")) {
      assertThat(without.header(header)).as(header).isEqualTo(with.header(header)).isNotEmpty();
    }
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  @Test
  void aFullQueueAndAPassedDeadlineAreToldApart() throws Exception {
    var tight = new LiveSettings(1, 1, Duration.ofNanos(1), 200, 1);
    try (LiveRun busy = shop.open(folder.resolve("busy"), tight);
        GrlmService other = GrlmService.start(busy, ANY_PORT, Tokens.none(), smallSettings())) {
      Client of = Client.of(other);
      Client.Answer refused =
          of.post(
              "/v1/recommendations:batch", "{\"requests\":[{\"user\":\"u1\"},{\"user\":\"u2\"}]}");
      assertThat(refused.status()).isEqualTo(429);
      Client.Answer late = of.post("/v1/recommendations", "{\"user\":\"u1\"}");
      assertThat(late.status()).isEqualTo(503);
      assertThat(List.of(refused, late))
          .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("1"));
    }
  }

  private static ServiceSettings smallSettings() {
    return ServiceSettings.DEFAULT.withLargestK(5).withLargestBody(1_000);
  }

  @Test
  void anotherRunAnswersAfterItsNameWasWrittenIntoTheFile() throws Exception {
    Path copy = folder.resolve("later");
    try (Stream<Path> files = Files.walk(shop.run())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(shop.run().relativize(file)));
      }
    }
    Path pointer = Files.writeString(folder.resolve("current.txt"), "run\n");
    Path first = RunPointer.target(pointer);
    var log = new java.util.concurrent.LinkedBlockingQueue<String>();
    try (LiveRun swapped = shop.open(folder.resolve("swapped"));
        RunPointer _ =
            RunPointer.follow(pointer, first, swapped, Duration.ofMillis(20), log::add)) {
      Files.writeString(pointer, "no-such-run\n");
      assertThat(log.take()).contains("stays");
      assertThat(swapped.status().run()).isEqualTo("run");
      Path model = copy.resolve("systems/grlm/model/model.safetensors");
      byte[] whole = Files.readAllBytes(model);
      byte[] altered = whole.clone();
      altered[altered.length - 9] ^= 1;
      Files.write(model, altered);
      Files.writeString(pointer, "later\n");
      assertThat(log.take())
          .startsWith("the run stays as it was: " + model + ": is not what was fitted: SHA-256 ")
          .endsWith("; fit again, or copy the run whole");
      assertThat(swapped.status().run()).isEqualTo("run");
      assertThat(swapped.recommend(Ask.after(List.of(), 3)).items()).hasSize(3);
      Files.write(model, whole);
      Files.writeString(pointer, "no-such-run\n");
      assertThat(log.take()).contains("stays");
      Files.writeString(pointer, "later\n");
      assertThat(log.take()).contains("later");
      assertThat(swapped.status().run()).isEqualTo("later");
    }
  }
}
