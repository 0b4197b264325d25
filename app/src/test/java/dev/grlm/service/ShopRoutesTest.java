package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page's tools for a shop ask for.
class ShopRoutesTest {
  @TempDir private static Path folder;
  private static LiveRun live;
  private static GrlmService service;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    live = FittedShop.fit(folder).open(folder.resolve("journal"));
    service =
        GrlmService.start(
            live, new GrlmService.Binding("127.0.0.1", 0), Tokens.none(), ServiceSettings.DEFAULT);
    client = Client.of(service);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  private static List<String> texts(JsonNode list, String key) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(key.isEmpty() ? one.asText() : one.path(key).asText()));
    return texts;
  }

  @Test
  void anItemIsProposedAsItIsThenNamedAndNothingIsKept() throws Exception {
    String item = "{\"id\":\"p1\",\"title\":\"blue tin mug\",\"categories\":[\"Mug\"]}";
    JsonNode proposal = client.post("/v1/items:propose", item).json();
    assertThat(proposal.path("known").asBoolean()).isFalse();
    assertThat(proposal.path("neighbors")).isNotEmpty();
    assertThat(client.get("/v1/items/p1").status()).isEqualTo(404);
    assertThat(client.get("/v1/health").json().path("addedItems").asInt()).isZero();

    JsonNode put = client.put("/v1/items", item).json();
    assertThat(put.path("termId")).isEqualTo(proposal.path("termId"));
    assertThat(put.path("neighbors")).isEqualTo(proposal.path("neighbors"));

    String twin = item.replace("p1", "p2");
    JsonNode second = client.post("/v1/items:propose", twin).json();
    boolean shares = second.path("termId").equals(put.path("termId"));
    assertThat(texts(second.path("sharing"), "id").contains("p1")).isEqualTo(shares);
    assertThat(second.path("alike").asInt()).isGreaterThanOrEqualTo(second.path("sharing").size());
    assertThat(client.delete("/v1/items/p1").status()).isEqualTo(204);
  }

  @Test
  void aKnownItemKeepsItsTermIdAndIsNotItsOwnNeighbor() throws Exception {
    JsonNode known = client.get("/v1/items/i3").json();
    JsonNode proposal =
        client.post("/v1/items:propose", "{\"id\":\"i3\",\"title\":\"a red box\"}").json();
    assertThat(proposal.path("known").asBoolean()).isTrue();
    assertThat(proposal.path("termId")).isEqualTo(known.path("termId"));
    assertThat(texts(proposal.path("neighbors"), "id")).doesNotContain("i3");
    assertThat(client.get("/v1/items/i3").json()).isEqualTo(known);
  }

  @Test
  void whatCannotBeNamedIsRefusedInWords() throws Exception {
    Client.Answer answer = client.post("/v1/items:propose", "{\"id\":\"p3\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("has no text");
    JsonNode strange =
        client.post("/v1/items:propose", "{\"id\":\"p3\",\"title\":\"xyzzy\"}").json();
    assertThat(strange.path("guessed").asBoolean()).isTrue();
  }

  @Test
  void theLatestChangesComeNewestFirstWithoutErasedUsers() throws Exception {
    String events =
        "{\"events\":[{\"user\":\"looker\",\"item\":\"i1\"},{\"user\":\"stayer\",\"item\":\"i2\"}]}";
    assertThat(client.post("/v1/events", events).status()).isEqualTo(200);
    client.put("/v1/items", "{\"id\":\"c1\",\"title\":\"green tin mug\"}");
    client.delete("/v1/items/c1");
    JsonNode changes = client.get("/v1/changes?limit=4").json().path("changes");
    assertThat(texts(changes, "kind")).containsExactly("withdrawn", "put", "event", "event");
    assertThat(texts(changes, "user")).containsExactly("null", "null", "stayer", "looker");
    assertThat(texts(changes, "title")).startsWith("green tin mug", "green tin mug");

    client.delete("/v1/users/looker");
    JsonNode later = client.get("/v1/changes?limit=100").json().path("changes");
    assertThat(texts(later, "user")).contains("stayer").doesNotContain("looker");
  }

  @Test
  void listsArePaged() throws Exception {
    for (String path : List.of("/v1/items", "/v1/users")) {
      String key = path.substring("/v1/".length());
      JsonNode all = client.get(path + "?limit=10").json().path(key);
      JsonNode first = client.get(path + "?limit=4").json().path(key);
      JsonNode rest = client.get(path + "?limit=6&offset=4").json().path(key);
      var together = new ArrayList<JsonNode>();
      first.forEach(together::add);
      rest.forEach(together::add);
      var expected = new ArrayList<JsonNode>();
      all.forEach(expected::add);
      assertThat(together).hasSize(10).isEqualTo(expected);
      assertThat(client.get(path + "?offset=10000").json().path(key)).isEmpty();
      for (String wrong : List.of("-1", "10001", "x", "")) {
        assertThat(client.get(path + "?offset=" + wrong).status()).isEqualTo(400);
      }
    }
  }
}
