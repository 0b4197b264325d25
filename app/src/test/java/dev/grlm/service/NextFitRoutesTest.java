package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.cli.Cli;
import dev.grlm.io.Json;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits for the next fit and how the last one stands, through a fit by the command.
class NextFitRoutesTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);

  @TempDir private static Path folder;
  private static Path run;
  private static Path journal;
  private static Path current;
  private static JsonNode untouched = Json.object();
  private static JsonNode before = Json.object();
  private static String metrics = "";
  private static Cli fit;

  @FunctionalInterface
  private interface Asking {
    void of(Client client) throws Exception;
  }

  /// A new service each time, so that nothing is asked of what was found before.
  private static void served(Path by, Asking asking) throws Exception {
    served(by, journal, asking);
  }

  private static void served(Path by, Path kept, Asking asking) throws Exception {
    try (LiveRun live = LiveRun.open(Systems.ALL, by, kept, LiveSettings.DEFAULT);
        GrlmService service =
            GrlmService.start(live, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT)) {
      asking.of(Client.of(service));
    }
  }

  /// The first look is not waited for by who asks.
  private static JsonNode nextFit(Client client) throws Exception {
    while (true) {
      Client.Answer answer = client.get("/v1/next-fit");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      if (!answer.json().path("waiting").isNull()) {
        return answer.json();
      }
    }
  }

  private static Cli fit(String out, Path kept) {
    return Cli.run(
        "fit",
        "--from",
        run.toString(),
        "--events",
        kept.toString(),
        "--out",
        folder.resolve(out).toString(),
        "--publish",
        current.toString());
  }

  @BeforeAll
  static void fitTheNextRun() throws Exception {
    run = FittedShop.fit(folder).run();
    journal = folder.resolve("journal");
    current = folder.resolve("current.txt");
    served(run, client -> untouched = nextFit(client));
    served(run, NextFitRoutesTest::happen);
    served(
        run,
        client -> {
          before = nextFit(client);
          metrics = client.get("/metrics").body();
        });
    fit = fit("next", journal);
  }

  private static void happen(Client client) throws Exception {
    var events = new ArrayList<String>();
    for (int user = 1; user <= 8; user++) {
      events.add(
          "{\"user\":\"u%d\",\"item\":\"i%d\",\"timestamp\":%d}"
              .formatted(user, user + 10, 1_700_000_000_000L + user));
    }
    String item = "{\"id\":\"n1\",\"title\":\"blue tin mug\"}";
    assertThat(client.put("/v1/items", item).status()).isEqualTo(200);
    String all = "{\"events\":[" + String.join(",", events) + "]}";
    assertThat(client.post("/v1/events", all).status()).isEqualTo(200);
    assertThat(client.delete("/v1/users/u8").status()).isEqualTo(204);
  }

  @Test
  void whereNothingCameNothingWaits() {
    assertThat(untouched.path("entries").asInt()).isZero();
    assertThat(untouched.path("waiting").path("events").asInt()).isZero();
    assertThat(untouched.path("waiting").path("oldest").isNull()).isTrue();
    assertThat(untouched.path("fit").isNull()).isTrue();
  }

  @Test
  void whatCameWaits() throws IOException {
    assertThat(before.path("run").asText()).isEqualTo("run");
    assertThat(before.path("entries").asInt()).isEqualTo(10);
    JsonNode waiting = before.path("waiting");
    assertThat(waiting.path("events").asInt()).isEqualTo(7);
    assertThat(waiting.path("users").asInt()).isEqualTo(7);
    assertThat(waiting.path("newItems").asInt()).isEqualTo(1);
    assertThat(waiting.path("changedItems").asInt()).isZero();
    assertThat(waiting.path("erasedUsers").asInt()).isEqualTo(1);
    assertThat(waiting.path("oldest").asLong()).isEqualTo(1_700_000_000_001L);
    assertThat(waiting.path("newest").asLong()).isEqualTo(1_700_000_000_007L);
    assertThat(waiting.path("fitted").asLong())
        .isEqualTo(Files.getLastModifiedTime(run.resolve("run.json")).toMillis());
  }

  @Test
  void whatWaitsIsScraped() {
    assertThat(metrics)
        .contains("# TYPE grlm_next_fit_waiting gauge")
        .contains("grlm_next_fit_waiting{kind=\"entries\"} 10")
        .contains("grlm_next_fit_waiting{kind=\"events\"} 7")
        .contains("grlm_next_fit_waiting{kind=\"users\"} 7")
        .contains("grlm_next_fit_waiting{kind=\"new_items\"} 1")
        .contains("grlm_next_fit_waiting{kind=\"changed_items\"} 0")
        .contains("grlm_next_fit_waiting{kind=\"erased_users\"} 1")
        .contains("grlm_next_fit_oldest_event_timestamp_seconds 1.700000000001E9")
        .doesNotContain("grlm_next_fit_state_timestamp_seconds{");
  }

  @Test
  void whatBecameOfTheFitIsSaidAndWhatItTookInWaitsNoMore() throws Exception {
    assertThat(fit.code()).as(fit.err()).isZero();
    boolean published = Files.exists(current);
    served(
        folder.resolve("next"),
        client -> {
          JsonNode after = nextFit(client);
          assertThat(after.path("run").asText()).isEqualTo("next");
          assertThat(after.path("entries").asInt()).isZero();
          assertThat(after.path("waiting").path("events").asInt()).isZero();
          assertThat(after.path("waiting").path("erasedUsers").asInt()).isZero();
          JsonNode last = after.path("fit");
          assertThat(last.path("from").asText()).isEqualTo("run");
          assertThat(last.path("out").asText()).isEqualTo("next");
          String state = published ? "published" : "held-back";
          assertThat(last.path("state").asText()).isEqualTo(state);
          assertThat(last.path("judged").path("users").asInt()).isPositive();
          var states = new ArrayList<String>();
          last.path("stages").forEach(stage -> states.add(stage.path("state").asText()));
          assertThat(states).hasSizeGreaterThan(4).containsOnly("done");
          assertThat(client.get("/metrics").body())
              .contains("grlm_next_fit_state_timestamp_seconds{state=\"" + state + "\"}");
        });
  }

  @Test
  void whyAFitFailedIsSaidAndOneWithNothingToDoSaysNothing() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    try (Stream<Path> files = Files.list(journal)) {
      for (Path file : files.toList()) {
        Files.copy(file, kept.resolve(file.getFileName()));
      }
    }
    String event = "{\"events\":[{\"user\":\"u1\",\"item\":\"i2\"}]}";
    served(
        run, kept, client -> assertThat(client.post("/v1/events", event).status()).isEqualTo(200));
    Cli refused = fit("next", kept);
    assertThat(refused.code()).isEqualTo(1);
    served(
        run,
        kept,
        client -> {
          JsonNode last = nextFit(client).path("fit");
          assertThat(last.path("state").asText()).isEqualTo("failed");
          assertThat(last.path("why").asText()).contains("holds a finished run");
          assertThat(refused.err()).contains(last.path("why").asText());
        });
    String said = Files.readString(journal.resolve("next-fit.json"));
    Cli nothing =
        Cli.run(
            "fit",
            "--from",
            folder.resolve("next").toString(),
            "--events",
            journal.toString(),
            "--out",
            folder.resolve("third").toString());
    assertThat(nothing.err()).contains("nothing was collected since");
    assertThat(Files.readString(journal.resolve("next-fit.json"))).isEqualTo(said);
  }

  @Test
  void whatAFitLeftHalfWayIsToldApart() throws Exception {
    byte[] whole = Files.readAllBytes(journal.resolve("next-fit.json"));
    for (boolean silent : List.of(true, false)) {
      long seen = silent ? 4000 : Long.MAX_VALUE / 2;
      String working =
          """
          {"from":"run","out":"third","state":"WORKING","why":"","begun":1000,"seen":%d,"stages":[
            {"name":"dataset","begun":1000,"seconds":2.5,"share":null},
            {"name":"grlm/train","begun":3500,"seconds":null,"share":0.25},
            {"name":"report","begun":null,"seconds":null,"share":null}],"judged":null}
          """
              .formatted(seen);
      Files.writeString(journal.resolve("next-fit.json"), working);
      served(
          run,
          client -> {
            JsonNode last = nextFit(client).path("fit");
            assertThat(last.path("state").asText()).isEqualTo(silent ? "stopped" : "working");
            var states = new ArrayList<String>();
            last.path("stages").forEach(stage -> states.add(stage.path("state").asText()));
            assertThat(states).containsExactly("done", silent ? "stopped" : "working", "waiting");
            assertThat(last.path("stages").get(1).path("share").asDouble()).isEqualTo(0.25);
          });
    }
    Files.writeString(journal.resolve("next-fit.json"), "{\"from\":");
    served(
        run,
        client -> {
          JsonNode last = nextFit(client).path("fit");
          assertThat(last.path("state").asText()).isEqualTo("unreadable");
          assertThat(last.path("why").asText()).contains("next-fit.json");
        });
    Files.write(journal.resolve("next-fit.json"), whole);
  }
}
