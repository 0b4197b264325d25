package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Bodies above the usual size: how many at once, how large, and that their room comes back however
/// their request ends.
class LargeBodiesTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);
  private static final int USUAL = 1_000;
  private static final int MOST = 1 << 20;
  private static final ServiceSettings SETTINGS =
      ServiceSettings.DEFAULT
          .withLargestBody(USUAL)
          .withLargestBulk(MOST)
          .withIdleTime(Duration.ofHours(1))
          .withGrace(Duration.ofSeconds(5));

  private final AtomicLong now = new AtomicLong();
  private final SlowClients slow = new SlowClients(SETTINGS.requestTime(), now::get);

  private GrlmService start(ServiceSettings settings, Route.Handler handler) throws IOException {
    var routes =
        new Routes(
            List.of(
                Route.post("/many", Scope.READ, handler).ofMany(),
                Route.post("/one", Scope.READ, handler)));
    return GrlmService.start(
        routes, ANY_PORT, Edge.of(Tokens.none()), settings, new ServiceMetrics(), slow);
  }

  private static String head(int length) {
    return """
    POST /many HTTP/1.1\r
    Host: localhost\r
    Connection: close\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    """
        .formatted(length);
  }

  /// JSON of so many bytes.
  private static String json(int length) {
    return "[" + " ".repeat(length - 2) + "]";
  }

  private static String request(int length) {
    return head(length) + json(length);
  }

  private static void await(BooleanSupplier done) {
    for (int tries = 0; tries < 10_000; tries++) { // what does not come back is not waited for
      if (done.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("it does not come");
  }

  private static String answer(GrlmService service, String request) {
    try {
      return Wire.answer(service, request);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /// Of a connection that is closed nobody is told when its room has come back.
  private static void awaitRoom(GrlmService service) {
    await(() -> answer(service, request(USUAL + 1)).startsWith("HTTP/1.1 200"));
  }

  @Test
  void oneMoreThanMayBeWorkedOnAtOnceIsRefusedAndTheNextOneIsNot() throws Exception {
    var inside = new Semaphore(0);
    var go = new CountDownLatch(1);
    int most = SETTINGS.mostLarge();
    assertThat(most).isEqualTo(4);
    try (GrlmService service =
            start(
                SETTINGS,
                call -> {
                  inside.release();
                  go.await();
                  return Reply.json(call.body());
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = new ArrayList<Future<String>>();
      for (int i = 0; i < most; i++) {
        first.add(threads.submit(() -> Wire.answer(service, request(USUAL + 1))));
      }
      inside.acquire(most);
      assertThat(Wire.answer(service, request(USUAL + 1)))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("Retry-After: 1")
          .contains("too many large bodies at once");
      Future<String> usual = threads.submit(() -> Wire.answer(service, request(USUAL)));
      inside.acquire(); // a body of the usual size takes no turn
      go.countDown();
      for (Future<String> one : first) {
        assertThat(one.get()).startsWith("HTTP/1.1 200");
      }
      assertThat(usual.get()).startsWith("HTTP/1.1 200");
      assertThat(Wire.answer(service, request(USUAL + 1))).startsWith("HTTP/1.1 200");
    }
  }

  /// Nothing of it is read and it takes no turn: here there is one.
  @Test
  void aBodyThatIsAnnouncedLargerThanAllowedIsRefusedAtOnce() throws Exception {
    try (GrlmService service = start(SETTINGS.withMostLarge(1), call -> Reply.json(call.body()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(Wire.answer(service, head(MOST + 1))).startsWith("HTTP/1.1 413");
        assertThat(Wire.answer(service, head(USUAL + 1).replace("/many", "/one")))
            .startsWith("HTTP/1.1 413")
            .contains("the body is larger than " + USUAL + " bytes");
      }
      assertThat(Wire.answer(service, request(MOST))).startsWith("HTTP/1.1 200");
    }
  }

  /// As one in chunks, which announces nothing.
  @Test
  void aBodyThatComesLargerThanAllowedGivesItsTurnBack() throws Exception {
    String chunked = head(0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    String chunk = Integer.toHexString(MOST / 2) + "\r\n" + " ".repeat(MOST / 2) + "\r\n";
    try (GrlmService service = start(SETTINGS.withMostLarge(1), call -> Reply.json(call.body()))) {
      for (int i = 0; i < 3; i++) {
        String answer = answerThoughClosed(service, chunked + chunk.repeat(3) + "0\r\n\r\n");
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 413"))
            .as("the answer may be lost: the connection is closed on unread bytes; " + answer)
            .isTrue();
        awaitRoom(service);
      }
    }
  }

  /// The service may close the connection before all of it is sent.
  private static String answerThoughClosed(GrlmService service, String request) throws IOException {
    try (Socket socket = Wire.connect(service)) {
      try {
        Wire.send(socket, request);
      } catch (SocketException closed) {
        assertThat(closed).hasMessageMatching("Broken pipe|Connection reset.*");
      }
      return Wire.rest(socket);
    }
  }

  @Test
  void aFailureGivesItsTurnBack() throws Exception {
    var fails = new AtomicBoolean();
    try (GrlmService service =
        start(
            SETTINGS.withMostLarge(1),
            call -> {
              if (fails.get()) {
                throw new IllegalStateException("meant to be");
              }
              return Reply.json(call.body());
            })) {
      for (int i = 0; i < 3; i++) {
        fails.set(true);
        assertThat(Wire.answer(service, request(MOST))).startsWith("HTTP/1.1 500");
        fails.set(false);
        assertThat(Wire.answer(service, request(MOST))).startsWith("HTTP/1.1 200");
        assertThat(Wire.answer(service, head(MOST) + "x".repeat(MOST)))
            .as("no JSON")
            .startsWith("HTTP/1.1 400");
      }
    }
  }

  @Test
  void aClientThatGoesInTheMiddleGivesItsTurnBack() throws Exception {
    try (GrlmService service = start(SETTINGS.withMostLarge(1), call -> Reply.json(call.body()))) {
      for (int i = 0; i < 3; i++) {
        try (Socket gone = holding(service)) {
          assertThat(gone.isConnected()).isTrue();
        }
        awaitRoom(service);
      }
    }
  }

  @Test
  void aClientThatIsTooSlowGivesItsTurnBack() throws Exception {
    try (GrlmService service = start(SETTINGS.withMostLarge(1), call -> Reply.json(call.body()));
        Socket slowly = holding(service)) {
      now.addAndGet(SETTINGS.requestTime().toNanos() + 1);
      slow.tick();
      assertThat(Wire.rest(slowly)).isEmpty();
      awaitRoom(service);
    }
  }

  /// A client in the middle of a body that has the only turn. One that comes while what looks for
  /// it has the turn itself is refused, and comes again.
  private static Socket holding(GrlmService service) throws IOException {
    Socket socket = halfSent(service);
    while (!answer(service, request(USUAL + 1)).startsWith("HTTP/1.1 429")) {
      if (socket.getInputStream().available() > 0) {
        socket.close();
        socket = halfSent(service);
      }
    }
    return socket;
  }

  private static Socket halfSent(GrlmService service) throws IOException {
    Socket socket = Wire.connect(service);
    Wire.send(socket, head(MOST) + " ".repeat(MOST / 2));
    return socket;
  }

  /// The memory that all of them have together: were some of it lost with each client that goes,
  /// these would take more than there is.
  @Test
  void theMemoryOfClientsThatGoComesBack() throws Exception {
    int bytes = 8 << 20;
    long budget = Math.max(bytes, Runtime.getRuntime().maxMemory() / 8);
    long clients = budget / bytes + 2;
    try (GrlmService service =
        start(SETTINGS.withLargestBulk(bytes), call -> Reply.json(call.body()))) {
      byte[] half = (head(bytes) + " ".repeat(bytes - 1)).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < clients; i++) {
        try (Socket socket = Wire.connect(service)) {
          socket.getOutputStream().write(half);
        }
        await(() -> service.connections() == 0);
      }
      awaitRoom(service);
      assertThat(Wire.answer(service, request(bytes))).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void smallBodiesTakeNothingAndLargeOnesOnlyWhatIsLeft() {
    var large = new LargeBodies(100_000);
    assertThat(large.take(LargeBodies.SMALL)).isZero();
    long taken = large.take(60_000);
    assertThat(taken).isEqualTo(60_000);
    assertThatThrownBy(() -> large.take(40_001))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("too many large bodies at once")
        .extracting(problem -> ((Problem) problem).reply().status())
        .isEqualTo(503);
    assertThat(large.take(40_000)).as("what was refused took nothing").isEqualTo(40_000);
    large.giveBack(taken);
    assertThat(large.take(60_000)).isEqualTo(60_000);
  }
}
