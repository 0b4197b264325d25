package dev.grlm.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that speaks OpenAI's protocol of chat completions and misbehaves on purpose, the same
/// way for the same seed, prompt and number of its call. It keeps a log of every request.
/// Thread-safe.
public final class MisbehavingEndpoint implements AutoCloseable {
  static {
    // Without it every answer on a kept connection waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /// Tokens that the server says every prompt has.
  public static final int PROMPT_TOKENS = 100;

  /// Tokens that the server says every answer has.
  public static final int NEW_TOKENS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Behavior.Choice choice;
  private final Duration latency;
  private final Duration slow;
  private final List<Request> requests = new ArrayList<>();
  private final Map<String, Integer> calls = new HashMap<>();

  /// Number of the first request that has to wait; guarded by `requests`.
  private int held = Integer.MAX_VALUE;

  /// One request as it arrived.
  ///
  /// @param call how many requests with this prompt came before
  /// @param authorization header, empty where there was none
  /// @param body as it was sent
  public record Request(
      int number, String prompt, int call, Behavior behavior, String authorization, String body) {}

  private MisbehavingEndpoint(Behavior.Choice choice, Duration latency, Duration slow)
      throws IOException {
    this.choice = choice;
    this.latency = latency;
    this.slow = slow;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// @param latency of every answer
  /// @param slow how long an answer takes that shall time out
  @SuppressWarnings("resource") // handed to the caller
  public static MisbehavingEndpoint start(Behavior.Choice choice, Duration latency, Duration slow)
      throws IOException {
    return new MisbehavingEndpoint(choice, latency, slow);
  }

  /// With all kinds of misbehaviour: about `share` of the answers, in equal parts.
  public static MisbehavingEndpoint start(long seed, double share) throws IOException {
    return start(Behavior.Choice.drawn(seed, share), Duration.ZERO, Duration.ofSeconds(3));
  }

  /// With answers as they should be.
  public static MisbehavingEndpoint wellBehaved(Duration latency) throws IOException {
    return start((_, _) -> Behavior.GOOD, latency, Duration.ofSeconds(3));
  }

  /// The base URL for clients.
  public String url() {
    return "http://%s:%d/v1"
        .formatted(
            server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
  }

  /// What arrived so far, in this order.
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// How many requests arrived so far.
  public int count() {
    synchronized (requests) {
      return requests.size();
    }
  }

  /// From the request with this number on, which counts from 0, none is answered until this is
  /// called with a larger one.
  public void holdFrom(int number) {
    synchronized (requests) {
      held = number;
      requests.notifyAll();
    }
  }

  private void awaitTurn(Request request) throws InterruptedException {
    synchronized (requests) {
      while (request.number() >= held) {
        requests.wait();
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!exchange.getRequestURI().getPath().equals("/v1/chat/completions")) {
        send(exchange, 404, "application/json", "{\"error\": {\"message\": \"no such route\"}}");
        return;
      }
      Request request = log(exchange, body);
      Thread.sleep(latency);
      awaitTurn(request);
      answer(exchange, request);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Request log(HttpExchange exchange, String body) {
    String prompt = JsonText.string(body, "content");
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    synchronized (requests) {
      int call = calls.merge(prompt, 1, Integer::sum) - 1;
      Behavior behavior = choice.of(prompt, call);
      var request =
          new Request(requests.size(), prompt, call, behavior, key == null ? "" : key, body);
      requests.add(request);
      return request;
    }
  }

  private void answer(HttpExchange exchange, Request request)
      throws IOException, InterruptedException {
    switch (request.behavior()) {
      case TOO_MANY_REQUESTS -> {
        exchange.getResponseHeaders().set("Retry-After", request.call() % 2 == 0 ? "0" : soon());
        error(exchange, 429, "too many requests");
      }
      case SERVER_ERROR -> error(exchange, 500, "the engine is dead");
      case TIMEOUT -> {
        Thread.sleep(slow);
        text(exchange, request);
      }
      case CUT -> cut(exchange, request);
      case NOT_JSON -> send(exchange, 200, "application/json", "<html>Bad gateway</html>");
      default -> text(exchange, request);
    }
  }

  private static String soon() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    send(
        exchange,
        status,
        "application/json",
        "{\"error\": {\"message\": %s}}".formatted(JsonText.quoted(message)));
  }

  private static void text(HttpExchange exchange, Request request) throws IOException {
    String text = Behavior.text(request.behavior(), request.prompt(), request.body());
    if (streamed(request)) {
      send(exchange, 200, "text/event-stream", ChatAnswers.events(text, PROMPT_TOKENS, NEW_TOKENS));
    } else {
      send(exchange, 200, "application/json", ChatAnswers.whole(text, PROMPT_TOKENS, NEW_TOKENS));
    }
  }

  private static boolean streamed(Request request) {
    return request.body().contains("\"stream\":true");
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      stream.write(bytes);
    }
  }

  /// Half an answer: the connection breaks, or a stream just ends.
  private static void cut(HttpExchange exchange, Request request) throws IOException {
    boolean streamed = streamed(request);
    String text = Behavior.text(Behavior.GOOD, request.prompt(), request.body());
    String body =
        streamed
            ? ChatAnswers.events(text, PROMPT_TOKENS, NEW_TOKENS)
            : ChatAnswers.whole(text, PROMPT_TOKENS, NEW_TOKENS);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", streamed ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, request.call() % 2 == 0 ? bytes.length : 0);
    OutputStream stream = exchange.getResponseBody();
    stream.write(bytes, 0, bytes.length / 3);
    stream.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }
}
