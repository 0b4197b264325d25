package dev.grlm.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.grlm.io.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An endpoint that answers what a test says.
final class CannedEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Script script;

  /// Bodies as they arrived.
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  /// Values of the header `Authorization`, empty where there was none.
  final List<String> keys = new CopyOnWriteArrayList<>();

  interface Script {
    Canned answer(JsonNode request);
  }

  record Canned(int status, String type, Map<String, String> headers, String body) {
    static Canned of(boolean events, String body) {
      return new Canned(200, events ? "text/event-stream" : "application/json", Map.of(), body);
    }

    static Canned error(int status, String message) {
      return error(status, message, Map.of());
    }

    static Canned error(int status, String message, Map<String, String> headers) {
      var body = Json.object();
      body.putObject("error").put("message", message);
      return new Canned(status, "application/json", headers, Json.line(body));
    }
  }

  CannedEndpoint(Script script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode request = Json.parse(text);
      requests.add(request);
      keys.add(
          String.valueOf(exchange.getRequestHeaders().getOrDefault("Authorization", List.of())));
      Canned canned = script.answer(request);
      byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", canned.type());
      canned.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(canned.status(), bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream stream = exchange.getResponseBody()) {
        stream.write(bytes);
      }
    }
  }

  String url() {
    return "http://%s:%d/v1"
        .formatted(
            server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
  }

  /// For this endpoint, with retries at once.
  EndpointConfigBuilder config() {
    return TestConfig.of(url());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }
}
