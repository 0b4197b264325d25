package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many in one call, over HTTP.
class BulkRoutesTest {
  @TempDir private static Path folder;
  private static LiveRun live;
  private static GrlmService service;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    live = FittedShop.fit(folder).open(folder.resolve("journal"));
    ServiceSettings settings =
        ServiceSettings.DEFAULT.withLargestBody(200).withLargestBulk(4_000).withMostItems(50);
    service =
        GrlmService.start(live, new GrlmService.Binding("127.0.0.1", 0), Tokens.none(), settings);
    client = Client.of(service);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  private static String items(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(number -> "{\"id\":\"b" + number + "\",\"title\":\"blue tin mug\"}")
        .collect(Collectors.joining(",", "{\"items\":[", "]}"));
  }

  private static void refused(Client.Answer answer, String why) throws Exception {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains(why);
  }

  @Test
  void manyItemsAreTakenAtOnceAndSaidInShort() throws Exception {
    Client.Answer answer = client.put("/v1/items:batch", items(0, 40));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode taken = answer.json().path("items");
    assertThat(taken).hasSize(40);
    for (int number = 0; number < 40; number++) {
      JsonNode one = taken.get(number);
      assertThat(one.path("id").asText()).isEqualTo("b" + number);
      assertThat(one.path("added").asBoolean()).isTrue();
      assertThat(one.path("termId"))
          .isEqualTo(client.get("/v1/items/b" + number).json().path("termId"));
    }
  }

  @Test
  void oneRefusedItemRefusesAllAndIsNamed() throws Exception {
    String good = "{\"id\":\"g1\",\"title\":\"mug\"}";
    refused(batch(good, "{\"id\":\"g2\"}"), "items[1]: the item 'g2' has no text");
    refused(batch(good, "{\"title\":\"mug\"}"), "items[1]: ");
    refused(
        batch(good, "{\"id\":\"g2\",\"title\":\"a\",\"x\":{\"y\":1}}"), "items[1]: a further key");
    refused(batch(good, good), "items[1]: the id 'g1' is that of items[0], too");
    refused(batch("null", good), "items[0]: ");
    refused(client.put("/v1/items:batch", "{\"items\":[]}"), "'items' must hold 1 to 50, has 0");
    refused(client.put("/v1/items:batch", items(100, 51)), "'items' must hold 1 to 50, has 51");
    refused(client.put("/v1/items:batch", good), "id");
    assertThat(client.get("/v1/items/g1").status()).isEqualTo(404);
  }

  private static Client.Answer batch(String... items) throws Exception {
    return client.put("/v1/items:batch", "{\"items\":[" + String.join(",", items) + "]}");
  }

  @Test
  void manyItemsAreDeletedAndManyUsersErased() throws Exception {
    assertThat(client.put("/v1/items:batch", items(200, 3)).status()).isEqualTo(200);
    assertThat(
            client
                .post("/v1/items:delete", "{\"items\":[\"b200\",\"b202\",\"none\",\"b200\"]}")
                .body())
        .isEqualTo("{\"deleted\":2,\"unknown\":1}");
    assertThat(client.get("/v1/items/b202").status()).isEqualTo(404);
    assertThat(client.get("/v1/items/b201").status()).isEqualTo(200);
    String events =
        "{\"events\":[{\"user\":\"e1\",\"item\":\"i1\"},{\"user\":\"e2\",\"item\":\"i1\"}]}";
    assertThat(client.post("/v1/events", events).status()).isEqualTo(200);
    assertThat(
            client.post("/v1/users:erase", "{\"users\":[\"e1\",\"nobody\",\"e2\",\"u2\"]}").body())
        .isEqualTo("{\"erased\":3,\"unknown\":1}");
    assertThat(client.get("/v1/users/e1").status()).isEqualTo(404);
    assertThat(client.get("/v1/users/u2").status()).isEqualTo(404);
    refused(client.post("/v1/users:erase", "{\"users\":[\"a\",\" \"]}"), "'users[1]' must have");
  }

  @Test
  void aCallForManyMayBeLargerThanOneForOne() throws Exception {
    String large = "x".repeat(300);
    assertThat(client.put("/v1/items", "{\"id\":\"l\",\"title\":\"" + large + "\"}").status())
        .isEqualTo(413);
    assertThat(batch("{\"id\":\"l1\",\"title\":\"mug " + large + "\"}").status()).isEqualTo(200);
    assertThat(batch("{\"id\":\"l2\",\"title\":\"mug " + "x".repeat(4_000) + "\"}").status())
        .isEqualTo(413);
  }

  @Test
  void healthSaysHowTheJournalStands() throws Exception {
    client.post("/v1/events", "{\"events\":[{\"user\":\"h1\",\"item\":\"i1\"}]}");
    JsonNode figures = client.get("/v1/health").json().path("journalFigures");
    assertThat(figures.path("unfoldedEvents").asInt()).isPositive();
    assertThat(figures.path("logBytes").asLong()).isPositive();
    assertThat(figures.path("lastSync").asLong()).isPositive();
    assertThat(client.get("/metrics").body())
        .contains("grlm_journal_up 1", "grlm_journal_size_bytes{part=\"log\"}");
  }
}
