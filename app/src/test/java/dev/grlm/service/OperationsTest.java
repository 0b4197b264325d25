package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What those ask who run a service, and what programs send that somebody else generated.
class OperationsTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final String ASK = "/v1/recommendations";

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

  private static void probe(Client of, String path, int status, String word) throws Exception {
    Client.Answer answer = of.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("status").asText()).isEqualTo(word);
    assertThat(answer.json().path("reason").asText().isEmpty()).isEqualTo(status == 200);
  }

  @Test
  void itIsAliveAndReadyWithoutAToken() throws Exception {
    Path tokens = folder.resolve("tokens");
    TokenFile.add(tokens, "all", List.of(Scope.READ));
    try (GrlmService other =
        GrlmService.start(live, ANY_PORT, Tokens.read(tokens), ServiceSettings.DEFAULT)) {
      probe(Client.of(other), "/livez", 200, "alive");
      probe(Client.of(other), "/readyz", 200, "ready");
    }
  }

  @Test
  void itSaysThatItStopsBeforeItStops() throws Exception {
    var operations = Operations.draining(Duration.ofSeconds(60));
    GrlmService other =
        GrlmService.start(
            live, ANY_PORT, Edge.of(Tokens.none()), ServiceSettings.DEFAULT, operations);
    Thread closing = Thread.ofPlatform().start(other::close);
    while (!operations.draining().begun()) {
      Thread.onSpinWait();
    }
    probe(Client.of(other), "/readyz", 503, "draining");
    probe(Client.of(other), "/livez", 200, "alive");
    assertThat(Client.of(other).post(ASK, "{\"user\":\"u1\"}").status()).isEqualTo(200);
    closing.interrupt();
    closing.join();
  }

  @Test
  void whatKeepsNothingAnyMoreIsDead() throws Exception {
    LiveRun closed = shop.open(folder.resolve("closed"));
    try (GrlmService other =
        GrlmService.start(closed, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT)) {
      closed.close();
      probe(Client.of(other), "/livez", 503, "dead");
      probe(Client.of(other), "/readyz", 503, "down");
    }
  }

  private static List<String> ids(JsonNode items) {
    var ids = new ArrayList<String>();
    items.forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void similarItemsAreTheNeighborsOfTheRun() throws Exception {
    JsonNode similar = client.get("/v1/items/i1/similar").json().path("items");
    assertThat(similar).isEqualTo(client.get("/v1/items/i1").json().path("neighbors")).isNotEmpty();
    JsonNode two = client.get("/v1/items/i1/similar?limit=2").json().path("items");
    assertThat(ids(two)).isEqualTo(ids(similar).subList(0, 2));
    assertThat(client.get("/v1/items/none/similar").status()).isEqualTo(404);
  }

  @Test
  void anAddedItemIsSimilarInBothDirections() throws Exception {
    assertThat(client.put("/v1/items", "{\"id\":\"n1\",\"title\":\"red mug\"}").status())
        .isEqualTo(200);
    JsonNode similar = client.get("/v1/items/n1/similar").json().path("items");
    assertThat(similar).isNotEmpty();
    String nearest = similar.get(0).path("id").asText();
    String back = "/v1/items/" + nearest + "/similar?limit=100";
    assertThat(ids(client.get(back).json().path("items"))).contains("n1");
    assertThat(client.delete("/v1/items/n1").status()).isEqualTo(204);
    assertThat(ids(client.get(back).json().path("items"))).doesNotContain("n1");
    assertThat(client.get("/v1/items/n1/similar").status()).isEqualTo(404);
  }

  /// The second is what the client for Java sent that OpenAPI Generator made.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'user':'u1','k':10}",
        "{'user':'u1','history':[],'k':10,'filter':{'categories':[],'domains':[],'exclude':[]}}",
        "{'user':'u1','history':null,'k':null,'filter':null,'reasons':null}",
        "{'user':'u1','filter':{'categories':null,'domains':null,'exclude':null,'available':null}}",
      })
  void whatIsNotSetMayBeNullOrAnEmptyList(String question) throws Exception {
    Client.Answer answer = client.post(ASK, question.replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("user").asText()).isEqualTo("u1");
    assertThat(answer.json().path("basis").asText()).isEqualTo("model");
    assertThat(answer.json().path("items")).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'user':'u1','history':['i1']}", "{'user':null,'history':null}", "{}"})
  void aUserAndAHistoryAreRefusedTogetherAndNoneOfThem(String question) throws Exception {
    Client.Answer answer = client.post(ASK, question.replace('\'', '"'));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("exactly one of 'user' and 'history'");
  }

  @Test
  void anEmptyHistoryAloneAsksForWhatIsPopular() throws Exception {
    JsonNode answer = client.post(ASK, "{\"user\":null,\"history\":[]}").json();
    assertThat(answer.path("basis").asText()).isEqualTo("popularity");
  }

  @Test
  void nullsOfItemsAndEventsAreAbsent() throws Exception {
    String item =
        "{\"id\":\"n2\",\"title\":\"red mug\",\"brand\":null,\"categories\":null,"
            + "\"moreCategories\":null,\"description\":null,\"domain\":null}";
    assertThat(client.put("/v1/items", item).status()).isEqualTo(200);
    String events = "{\"events\":[{\"user\":\"n\",\"item\":\"i1\",\"timestamp\":null}]}";
    assertThat(client.post("/v1/events", events).status()).isEqualTo(200);
  }
}
