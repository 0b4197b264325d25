package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long the service waits for a client, by a clock that stands still until the test moves it.
class SlowClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String HEAD =
      """
      POST /work HTTP/1.1\r
      Host: localhost\r
      Connection: close\r
      Content-Type: application/json\r
      """;

  private final AtomicLong now = new AtomicLong();
  private final SlowClients slowClients = new SlowClients(PATIENCE, now::get);
  private GrlmService service;
  private Socket socket;

  @BeforeEach
  void start() throws IOException {
    var routes =
        new Routes(
            List.of(
                Route.post("/work", Scope.READ, call -> Reply.json(call.body())),
                Route.get("/much", List.of(), _ -> much())));
    service =
        GrlmService.start(
            routes,
            new GrlmService.Binding("127.0.0.1", 0),
            Edge.of(Tokens.none()),
            ServiceSettings.DEFAULT
                .withRequestTime(PATIENCE)
                .withIdleTime(Duration.ofHours(1))
                .withGrace(Duration.ofSeconds(5)),
            new ServiceMetrics(),
            slowClients);
    socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    socket.setSoTimeout(60_000);
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    service.close();
  }

  /// More than the buffers between server and client hold.
  private static Reply much() {
    return Reply.bytes("text/plain", new byte[64 << 20], Map.of());
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// What comes back until the server closes the connection.
  private String rest() throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }

  private void awaitTheServersWait() {
    while (slowClients.waiting() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    slowClients.tick();
  }

  @Test
  void whoSendsJustInTimeIsAnswered() throws IOException {
    send(HEAD + "Content-Length: 7\r\n\r\n{\"a\"");
    awaitTheServersWait();
    pass(PATIENCE.multipliedBy(8).dividedBy(10));
    send(":1}");
    assertThat(rest()).startsWith("HTTP/1.1 200").endsWith("{\"a\":1}");
  }

  @Test
  void aBodyThatStopsIsNotWaitedForForEver() throws IOException {
    send(HEAD + "Content-Length: 50\r\n\r\n{\"user\":");
    awaitTheServersWait();
    pass(PATIENCE.plusNanos(1));
    assertThat(rest()).isEmpty();
    assertThat(slowClients.waiting()).isZero();
  }

  @Test
  void aBodyThatTricklesIsTold() throws IOException {
    send(HEAD + "Content-Length: 5000\r\n\r\n[");
    awaitTheServersWait();
    pass(PATIENCE.multipliedBy(95).dividedBy(100));
    send("[");
    assertThat(rest()).startsWith("HTTP/1.1 408").contains("the body did not come in time");
  }

  @Test
  void slowHeadersAreEnded() throws IOException {
    send("GET /work HTTP/1.1\r\nHost: loc");
    awaitTheServersWait();
    pass(PATIENCE.plusNanos(1));
    assertThat(rest()).isEmpty();
  }

  @Test
  void anAnswerThatIsNotTakenIsEnded() throws IOException {
    send("GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n");
    awaitTheServersWait();
    assertThat(socket.getInputStream().read()).as("it is being sent").isEqualTo('H');
    pass(PATIENCE.plusNanos(1));
    assertThat(rest()).hasSizeLessThan(64 << 20);
  }

  /// The clock stands still: whoever waited for the body would wait for ever.
  @Test
  void aClientThatAsksBeforeItSendsIsAnswered() throws IOException {
    send(HEAD.replace("/work", "/nothing") + "Content-Length: 500\r\nExpect: 100-continue\r\n\r\n");
    assertThat(rest()).startsWith("HTTP/1.1 404");
  }
}
