package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens come and go while the service answers.
class TokenWatchTest {
  private static final Duration EVERY = Duration.ofMillis(20);

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private static void awaitStatus(Client client, int status) throws Exception {
    while (client.get("/work").status() != status) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void awaitTold(String words) {
    while (told.stream().noneMatch(line -> line.contains(words))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private GrlmService start(TokenWatch watch) throws IOException {
    var routes = new Routes(List.of(Route.get("/work", List.of(), _ -> Reply.json(List.of()))));
    return GrlmService.start(
        routes,
        new GrlmService.Binding("127.0.0.1", 0),
        new Edge(watch, Cors.NONE, List.of(), null),
        ServiceSettings.DEFAULT,
        new ServiceMetrics(),
        SlowClients.ticking(Duration.ofSeconds(10)));
  }

  @Test
  void aTokenIsWithdrawnAndAddedWhileItAnswers() throws Exception {
    Path file = folder.resolve("tokens");
    String shop = TokenFile.add(file, "shop", List.of(Scope.READ));
    String other = TokenFile.add(file, "other", List.of(Scope.READ));
    try (TokenWatch watch = TokenWatch.follow(file, EVERY, told::add);
        GrlmService service = start(watch)) {
      Client nobody = Client.of(service);
      awaitStatus(nobody.with(shop), 200);
      TokenFile.withdraw(file, "shop");
      awaitStatus(nobody.with(shop), 401);
      assertThat(nobody.with(other).get("/work").status()).isEqualTo(200);
      String again = TokenFile.add(file, "shop", List.of(Scope.READ));
      awaitStatus(nobody.with(again), 200);
      assertThat(nobody.with(shop).get("/work").status()).isEqualTo(401);
      awaitTold("2 tokens now");
      assertThat(String.join(" ", told)).doesNotContain(shop, again, other);
    }
  }

  @Test
  void aBrokenFileIsToldOnceAndTheOldTokensStay() throws Exception {
    Path file = folder.resolve("tokens");
    String shop = TokenFile.add(file, "shop", List.of(Scope.READ));
    String sound = Files.readString(file);
    try (TokenWatch watch = TokenWatch.follow(file, EVERY, told::add);
        GrlmService service = start(watch)) {
      Files.writeString(file, "nonsense\n");
      awaitTold("the tokens stay as they were");
      assertThat(Client.of(service).with(shop).get("/work").status()).isEqualTo(200);
      Files.delete(file);
      awaitTold("the tokens stay as they were: " + file);
      assertThat(Client.of(service).with(shop).get("/work").status()).isEqualTo(200);
      Files.writeString(file, sound);
      TokenFile.add(file, "next", List.of(Scope.READ));
      awaitTold("2 tokens now");
    }
    assertThat(told.stream().filter(line -> line.contains("NAME SCOPE")).count()).isEqualTo(1);
  }

  @Test
  void withTheLastTokenGoneNobodyIsLetIn() throws Exception {
    Path file = folder.resolve("tokens");
    String shop = TokenFile.add(file, "shop", List.of(Scope.READ));
    try (TokenWatch watch = TokenWatch.follow(file, EVERY, told::add);
        GrlmService service = start(watch)) {
      TokenFile.withdraw(file, "shop");
      awaitStatus(Client.of(service).with(shop), 401);
      assertThat(Client.of(service).get("/work").status()).isEqualTo(401);
    }
    assertThatThrownBy(() -> TokenFile.withdraw(file, "shop"))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no token has the name 'shop'");
  }
}
