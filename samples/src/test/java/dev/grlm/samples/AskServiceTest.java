package dev.grlm.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AskServiceTest {
  /// A server that keeps what it was asked and answers with a line.
  @Test
  void asksWithUserAndTokenAndPrintsTheAnswer() throws Exception {
    var heard = new AtomicReference<>("");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/recommendations",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          heard.set(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          byte[] answer = "{\"items\": []}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      AskService.main(
          new String[] {"http://127.0.0.1:" + server.getAddress().getPort() + "/", "u7", "secret"});
    } finally {
      System.setOut(before);
      server.stop(0);
    }
    assertThat(heard.get()).isEqualTo("Bearer secret {\"user\": \"u7\", \"k\": 3}");
    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("{\"items\": []}");
  }
}
