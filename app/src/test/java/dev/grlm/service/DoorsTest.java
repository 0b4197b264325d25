package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Who is let in, and who gives way. Another address of this machine stands for another machine: a
/// proxy that is trusted may have any number of connections, 127.0.0.2 as any other address.
class DoorsTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final String GET = "GET /work HTTP/1.1\r\nHost: localhost\r\n";
  private static final String LAST = GET + "Connection: close\r\n\r\n";

  private static GrlmService start(ServiceSettings settings, Route.Handler handler)
      throws IOException {
    var routes =
        new Routes(
            List.of(
                Route.get("/work", List.of(), handler),
                Route.open("/livez", Reply.JSON, _ -> Reply.json(List.of())),
                Route.post("/sent", Scope.READ, call -> Reply.json(call.body()))));
    return GrlmService.start(routes, ANY_PORT, Tokens.none(), settings, new ServiceMetrics());
  }

  private static void await(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void halfOpenConnectionsGiveWayToWhoAsks() throws Exception {
    var settings = ServiceSettings.DEFAULT.withMostConnections(20);
    var silent = new ArrayList<Socket>();
    try (GrlmService service = start(settings, _ -> Reply.json(List.of()))) {
      for (int i = 0; i < 100; i++) {
        Socket socket = Wire.connect(service);
        silent.add(socket);
        Wire.send(socket, "GET /wo");
      }
      for (int i = 0; i < 30; i++) {
        assertThat(Wire.answer(service, LAST)).startsWith("HTTP/1.1 200");
      }
      await(() -> service.connections() <= 20);
      assertThat(Wire.rest(silent.getFirst())).as("the oldest was closed").isEmpty();
    } finally {
      close(silent);
    }
  }

  @Test
  void bodiesThatDoNotComeGiveWayToo() throws Exception {
    // What stands still at the end is not waited for.
    ServiceSettings settings =
        ServiceSettings.DEFAULT
            .withMostConnections(20)
            .withMostRequests(4)
            .withGrace(Duration.ofMillis(500));
    var slow = new ArrayList<Socket>();
    try (GrlmService service = start(settings, _ -> Reply.json(List.of()))) {
      for (int i = 0; i < 60; i++) {
        Socket socket = Wire.connect(service);
        slow.add(socket);
        Wire.send(
            socket,
            "POST /sent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 50\r\n\r\n{");
        assertThat(Wire.answer(service, LAST)).startsWith("HTTP/1.1 200");
      }
    } finally {
      close(slow);
    }
  }

  @Test
  void whoHasAskedStaysBeforeWhoHasNot() throws Exception {
    var settings = ServiceSettings.DEFAULT.withMostConnections(20);
    var silent = new ArrayList<Socket>();
    try (GrlmService service = start(settings, _ -> Reply.json(List.of()));
        Socket kept = Wire.connect(service)) {
      Wire.send(kept, GET + "\r\n");
      while (kept.getInputStream().read() != ']') {
        // until the end of the answer
      }
      for (int i = 0; i < 100; i++) {
        silent.add(Wire.connect(service));
      }
      Wire.send(kept, LAST);
      assertThat(Wire.rest(kept)).startsWith("HTTP/1.1 200");
    } finally {
      close(silent);
    }
  }

  @Test
  void anAddressHasItsShareAndTheNextOneGetsIn() throws Exception {
    ServiceSettings settings = ServiceSettings.DEFAULT.withConnectionsPerAddress(3);
    var nanos = new AtomicLong();
    var nobody = new Networks(Set.of(), false);
    var opened = new ArrayList<SocketChannel>();
    try (var server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var connections = new Connections(settings, nobody, nanos::incrementAndGet)) {
      for (int i = 0; i < 3; i++) {
        assertThat(connections.accept(accepted(server, "127.0.0.2", opened))).isTrue();
      }
      assertThat(connections.count()).isEqualTo(3);
      assertThat(connections.accept(accepted(server, "127.0.0.2", opened))).isTrue();
      assertThat(connections.count()).as("its own oldest gave way").isEqualTo(3);
      assertThat(opened.get(1).isOpen()).isFalse();
      assertThat(opened.get(3).isOpen()).isTrue();
      assertThat(connections.accept(accepted(server, "127.0.0.3", opened))).isTrue();
      assertThat(connections.count()).as("another address has a share too").isEqualTo(4);
      for (SocketChannel channel : opened.stream().filter(SocketChannel::isOpen).toList()) {
        connections.now(channel.getRemoteAddress(), Connections.State.WORKING);
      }
      assertThat(connections.accept(accepted(server, "127.0.0.2", opened)))
          .as("what is worked on does not give way")
          .isFalse();
    } finally {
      for (SocketChannel channel : opened) {
        channel.close();
      }
    }
  }

  /// Both ends are appended to `opened`, the client's first.
  private static SocketChannel accepted(
      ServerSocketChannel server, String from, List<SocketChannel> opened) throws IOException {
    SocketChannel client = SocketChannel.open().bind(new InetSocketAddress(from, 0));
    opened.add(client);
    client.connect(server.getLocalAddress());
    SocketChannel accepted = server.accept();
    opened.add(accepted);
    return accepted;
  }

  @Test
  void aConnectionThatAsksNothingIsClosedInTime() throws Exception {
    var settings = ServiceSettings.DEFAULT.withFirstTime(Duration.ofMillis(300));
    try (GrlmService service = start(settings, _ -> Reply.json(List.of()));
        Socket silent = Wire.connect(service);
        Socket half = Wire.connect(service)) {
      Wire.send(half, "GET /work HT");
      assertThat(Wire.rest(silent)).isEmpty();
      assertThat(Wire.rest(half)).isEmpty();
      await(() -> service.connections() == 0);
    }
  }

  @Test
  void theLastAnswersSayThatTheyAreTheLast() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GrlmService service =
          start(
              ServiceSettings.DEFAULT,
              _ -> {
                inside.countDown();
                go.await();
                return Reply.json(List.of("done"));
              });
      var answer = threads.submit(() -> Wire.answer(service, GET + "\r\n"));
      inside.await();
      var stopped = threads.submit(service::close);
      await(() -> !listens(service));
      go.countDown();
      assertThat(answer.get()).containsIgnoringCase("Connection: close").endsWith("[\"done\"]");
      stopped.get();
    }
  }

  private static boolean listens(GrlmService service) {
    try (Socket _ = Wire.connect(service)) {
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void oneCallerLeavesRoomForAnother() throws Exception {
    var inside = new Semaphore(0);
    var go = new CountDownLatch(1);
    ServiceSettings settings = ServiceSettings.DEFAULT.withMostRequests(4);
    try (GrlmService service =
            start(
                settings,
                _ -> {
                  inside.release();
                  go.await();
                  return Reply.json(List.of());
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> Wire.answer(service, LAST));
      var second = threads.submit(() -> Wire.answer(service, LAST));
      inside.acquire(2);
      assertThat(Wire.answer(service, LAST.replace("/work", "/livez")))
          .as("a probe waits for nobody")
          .startsWith("HTTP/1.1 200");
      assertThat(Wire.answer(service, LAST))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("Retry-After: 1");
      try (Socket other = Wire.connect(service, "127.0.0.2")) {
        Wire.send(other, LAST);
        inside.acquire(); // while both of the first one are in work
        go.countDown();
        assertThat(Wire.rest(other)).startsWith("HTTP/1.1 200");
      }
      assertThat(first.get()).startsWith("HTTP/1.1 200");
      assertThat(second.get()).startsWith("HTTP/1.1 200");
    }
  }
}
