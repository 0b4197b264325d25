package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is killed while events and items arrive: what it acknowledged is there
/// afterwards. `-Dgrlm.kill.rounds=20` kills it twenty times.
class KillTest {
  private static final int ROUNDS = Integer.getInteger("grlm.kill.rounds", 2);
  private static final int CLIENTS = 4;

  @TempDir private Path folder;

  /// What a client was told.
  private record Acknowledged(Queue<String> users, Queue<String> items) {
    Acknowledged() {
      this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }
  }

  @Test
  void everythingAcknowledgedIsThereAfterEveryKill() throws Exception {
    Path data = TinyShop.write(folder.resolve("data"));
    Path run = folder.resolve("run");
    Cli fitted = Cli.run(TinyShop.quick("fit", "--data", data.toString(), "--out", run.toString()));
    assertThat(fitted.code()).as(fitted.err()).isZero();
    Path journal = folder.resolve("journal");
    var told = new Acknowledged();
    var random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      round(run, journal, round, told.users.size() + 50 + random.nextInt(200), told);
      check(run, journal, told);
    }
    assertThat(told.items).isNotEmpty();
  }

  private static void check(Path run, Path journal, Acknowledged told) throws Exception {
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT)) {
      for (String user : told.users) {
        assertThat(live.history(user)).as(user).isPresent();
        assertThat(live.history(user).orElseThrow()).extracting(Item::id).containsExactly("i1");
      }
      for (String item : told.items) {
        assertThat(live.item(item)).as(item).isPresent();
      }
    }
  }

  /// Kills the service when it has acknowledged the events of so many users in all.
  private void round(Path run, Path journal, int round, int users, Acknowledged told)
      throws Exception {
    Path err = folder.resolve("err" + round);
    Process service =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "dev.grlm.cli.Main",
                    "serve",
                    "--run",
                    run.toString(),
                    "--journal",
                    journal.toString(),
                    "--port",
                    "0"))
            .redirectError(err.toFile())
            .start();
    try {
      URI base = listening(service, err);
      var clients = new ArrayList<Thread>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "k" + round + "x" + client + "x";
        clients.add(Thread.ofPlatform().start(() -> send(base, name, told)));
      }
      while (told.users.size() < users) {
        assertThat(service.isAlive()).as(Files.readString(err)).isTrue();
        LockSupport.parkNanos(1_000_000);
      }
      service.destroyForcibly();
      for (Thread client : clients) {
        client.join();
      }
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      service.destroyForcibly();
    }
  }

  @SuppressWarnings("resource") // belongs to the process
  private static URI listening(Process service, Path err) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int at = line.indexOf("http://");
      if (at >= 0) {
        return URI.create(line.substring(at).strip());
      }
    }
    throw new IOException("no service: " + Files.readString(err));
  }

  /// Until the service is gone: events, and every tenth time an item.
  private static void send(URI base, String name, Acknowledged told) {
    try (var client = HttpClient.newHttpClient()) {
      for (int number = 0; ; number++) {
        String id = name + number;
        if (number % 10 == 9) {
          String body = "{\"id\":\"%s\",\"title\":\"red mug %s\"}".formatted(id, id);
          if (answered(client, base, "PUT", "/v1/items", body)) {
            told.items.add(id);
          }
        } else {
          String body = "{\"events\":[{\"user\":\"%s\",\"item\":\"i1\"}]}".formatted(id);
          if (answered(client, base, "POST", "/v1/events", body)) {
            told.users.add(id);
          }
        }
      }
    } catch (IOException gone) {
      // as it should be
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answered(
      HttpClient client, URI base, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
  }
}
