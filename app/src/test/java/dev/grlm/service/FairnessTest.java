package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.live.LiveRun;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One caller who asks much, beside another who asks one thing at a time.
class FairnessTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final int MANY = 32;

  @TempDir private static Path folder;
  private static LiveRun live;
  private static GrlmService service;
  private static Client greedy;
  private static Client modest;

  @BeforeAll
  static void start() throws IOException {
    live = FittedShop.fit(folder).open(folder.resolve("journal"));
    Path tokens =
        Files.write(
            folder.resolve("tokens.txt"),
            List.of(
                Tokens.line("greedy", Set.of(Scope.READ), "greedy-token"),
                Tokens.line("modest", Set.of(Scope.READ, Scope.WRITE), "modest-token")));
    service = GrlmService.start(live, ANY_PORT, Tokens.read(tokens), ServiceSettings.DEFAULT);
    greedy = Client.of(service).with("greedy-token");
    modest = Client.of(service).with("modest-token");
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    live.close();
  }

  private static final String USER = "{\"user\":\"u1\"}";

  /// The modest one is never refused; the greedy one is, of its third explanation at once.
  @Test
  void whoExplainsMuchKeepsNobodyOut() throws Exception {
    var over = new AtomicBoolean();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MANY; i++) {
        var _ =
            threads.submit(() -> {
              while (!over.get()) {
                statuses.add(greedy.post("/v1/recommendations:explain", USER).status());
              }
              return statuses.size();
            });
      }
      while (!statuses.contains(200)) {
        LockSupport.parkNanos(1_000_000);
      }
      try {
        for (int i = 0; i < 10; i++) {
          assertThat(modest.post("/v1/recommendations", USER).status()).isEqualTo(200);
          assertThat(modest.post("/v1/recommendations:explain", USER).status()).isEqualTo(200);
          assertThat(modest.get("/v1/items?query=mug").status()).isEqualTo(200);
        }
      } finally {
        over.set(true);
      }
    }
    assertThat(statuses).contains(200, 429).containsOnly(200, 429);
  }

  /// Scope read must not hold up scope write.
  @Test
  void whoProposesMuchKeepsNobodyFromChanging() throws Exception {
    var over = new AtomicBoolean();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    String item = "{\"id\":\"%s\",\"title\":\"blue tin mug\"}";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MANY; i++) {
        var _ =
            threads.submit(() -> {
              while (!over.get()) {
                statuses.add(greedy.post("/v1/items:propose", item.formatted("p")).status());
              }
              return statuses.size();
            });
      }
      while (!statuses.contains(200)) {
        LockSupport.parkNanos(1_000_000);
      }
      try {
        for (int i = 0; i < 5; i++) {
          assertThat(modest.put("/v1/items", item.formatted("f" + i)).status()).isEqualTo(200);
          assertThat(modest.post("/v1/items:propose", item.formatted("q")).status()).isEqualTo(200);
          assertThat(modest.delete("/v1/items/f" + i).status()).isEqualTo(204);
        }
      } finally {
        over.set(true);
      }
    }
    assertThat(statuses).containsOnly(200);
  }

  /// Of what looks through much as many are at work as there are cores, in turns; the rest does not
  /// wait for it.
  @Test
  void looksTakeTurnsAndNothingElseWaitsForThem() throws Exception {
    var inside = new Semaphore(0);
    var go = new CountDownLatch(1);
    var order = Collections.synchronizedList(new ArrayList<String>());
    var routes =
        new Routes(
            List.of(
                Route.get(
                        "/look/{who}",
                        List.of(),
                        call -> {
                          inside.release();
                          go.await();
                          order.add(call.path("who"));
                          return Reply.json(List.of());
                        })
                    .inTurn(),
                Route.get("/other", List.of(), _ -> Reply.json(List.of()))));
    int atOnce = Runtime.getRuntime().availableProcessors();
    try (GrlmService own =
            GrlmService.start(
                routes, ANY_PORT, Tokens.none(), ServiceSettings.DEFAULT, new ServiceMetrics());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<String>>();
      for (int i = 0; i < atOnce + 8; i++) {
        all.add(threads.submit(() -> Wire.answer(own, get("/look/greedy"))));
      }
      inside.acquire(atOnce);
      assertThat(Wire.answer(own, get("/other"))).startsWith("HTTP/1.1 200");
      assertThat(inside.tryAcquire()).as("no more are inside").isFalse();
      try (Socket other = Wire.connect(own, "127.0.0.2")) {
        Wire.send(other, get("/look/modest"));
        go.countDown();
        assertThat(Wire.rest(other)).startsWith("HTTP/1.1 200");
      }
      for (Future<String> one : all) {
        assertThat(one.get()).startsWith("HTTP/1.1 200");
      }
    }
    assertThat(order).contains("modest").hasSize(atOnce + 9);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }
}
