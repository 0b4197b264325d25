package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The service as the page sees it: its files under the real content security policy, and answers
/// about [FakeShop]. A test can make it ask for a token, fail, or take its time. Thread-safe.
final class FakeApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGE = "/dev/grlm/service/page";
  private static final String CHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.esm.min.js";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  /// Items by which the lists of two runs differ.
  private static final int LEFT_OUT = 3;

  /// An answer that is given instead of the right one.
  ///
  /// @param times how often before all is well again
  record Failure(int status, String detail, String retryAfter, int times) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeShop shop = new FakeShop();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();
  private final Map<String, Integer> delays = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Described described = Described.read();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile String token = "";
  private volatile @Nullable String against;

  private FakeApi(HttpServer server) throws IOException {
    this.server = server;
  }

  static FakeApi start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var api = new FakeApi(HttpServer.create(address, 0));
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::answer);
    api.server.start();
    return api;
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void requireToken(String required) {
    token = required;
  }

  /// Has a second run from now on.
  void serveAgainst(String run) {
    against = run;
  }

  /// Answers calls whose path begins so, or whose body contains it, with an error.
  void fail(String path, Failure failure) {
    failures.put(path, failure);
  }

  /// Holds back answers to calls whose path or body contains the text.
  void delay(String text, int milliseconds) {
    delays.put(text, milliseconds);
  }

  /// Method, path with query, and body of every call so far.
  List<String> calls() {
    return List.copyOf(calls);
  }

  /// Answers that the document of the API does not allow; there should be none.
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/v1/")) {
        answerCall(exchange, path);
      } else if (path.startsWith("/vendor/") && failures.containsKey("/vendor/")) {
        send(exchange, 404, "text/plain", new byte[0]);
      } else {
        sendFile(
            exchange,
            path.equals("/vendor/echarts.esm.min.js")
                ? CHARTS
                : PAGE + (path.equals("/") ? "/index.html" : path));
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerCall(HttpExchange exchange, String path)
      throws IOException, InterruptedException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
    calls.add(call);
    for (Map.Entry<String, Integer> delay : delays.entrySet()) {
      if (call.contains(delay.getKey())) {
        Thread.sleep(delay.getValue());
      }
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !path.equals("/v1/health") && !("Bearer " + token).equals(given)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      problem(exchange, 401, "");
    } else if (!failed(exchange, path, body)) {
      route(exchange, path, body);
    }
  }

  private boolean failed(HttpExchange exchange, String path, String body) throws IOException {
    for (Map.Entry<String, Failure> entry : failures.entrySet()) {
      Failure failure = entry.getValue();
      boolean meant = path.startsWith(entry.getKey()) || body.contains(entry.getKey());
      if (meant && failure.times() > 0) {
        failures.put(
            entry.getKey(),
            new Failure(
                failure.status(), failure.detail(), failure.retryAfter(), failure.times() - 1));
        if (!failure.retryAfter().isEmpty()) {
          exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
        }
        problem(exchange, failure.status(), failure.detail());
        return true;
      }
    }
    return false;
  }

  private void route(HttpExchange exchange, String path, String body) throws IOException {
    String[] parts = path.substring("/v1/".length()).split("/", 2);
    String query = query(exchange);
    switch (parts[0]) {
      case "recommendations" -> json(exchange, recommend(JSON.readTree(body)));
      case "recommendations:explain" -> json(exchange, explain(JSON.readTree(body)));
      case "items" -> {
        if (parts.length == 1) {
          json(exchange, shop.searchItems(query));
        } else if (shop.hasItem(parts[1])) {
          json(exchange, shop.item(parts[1]));
        } else {
          problem(exchange, 404, "There is no item '" + parts[1] + "'.");
        }
      }
      case "items:propose" -> json(exchange, shop.propose());
      case "users" -> {
        if (parts.length == 1) {
          json(exchange, shop.searchUsers(query));
        } else if (shop.hasUser(parts[1])) {
          json(exchange, shop.user(parts[1]));
        } else {
          problem(exchange, 404, "There is no user '" + parts[1] + "'.");
        }
      }
      case "terms" -> {
        ObjectNode term = shop.term(parts[1]);
        if (term.get("items").asInt() > 0) {
          json(exchange, term);
        } else {
          problem(exchange, 404, "No item has the term '" + parts[1] + "'.");
        }
      }
      case "report" ->
          send(
              exchange,
              200,
              "application/json",
              FakeReport.json().getBytes(StandardCharsets.UTF_8));
      case "health" -> json(exchange, health());
      default -> problem(exchange, 404, "");
    }
  }

  private ObjectNode recommend(JsonNode ask) {
    String user = ask.path("user").textValue();
    List<String> history = history(ask);
    JsonNode filter = ask.path("filter");
    int k = ask.path("k").asInt(10);
    List<String> categories = texts(filter.path("categories"));
    String arm = ask.path("arm").textValue();
    if (arm == null) {
      return shop.recommend(user, history, k, categories, texts(filter.path("exclude")));
    }
    ObjectNode answer =
        shop.recommend(user, history, k + LEFT_OUT, categories, texts(filter.path("exclude")));
    answer.put("arm", arm).putNull("recommendationId");
    cut((ArrayNode) answer.path("items"), arm.equals("A") ? 0 : LEFT_OUT, k);
    return arm.equals("A") ? answer : answer.put("run", against);
  }

  /// The second run leaves out what the first has first.
  private static void cut(ArrayNode items, int leftOut, int k) {
    for (int i = 0; i < leftOut && !items.isEmpty(); i++) {
      items.remove(0);
    }
    while (items.size() > k) {
      items.remove(k);
    }
    for (int i = 0; i < items.size(); i++) {
      ((ObjectNode) items.get(i)).put("rank", i + 1);
    }
  }

  private ObjectNode explain(JsonNode ask) {
    ObjectNode explanation = JSON.createObjectNode();
    explanation.set("answer", recommend(ask));
    explanation.set("beams", shop.beams(history(ask)));
    return explanation;
  }

  private List<String> history(JsonNode ask) {
    if (!ask.has("user")) {
      return texts(ask.path("history"));
    }
    String user = ask.get("user").asText();
    return shop.hasUser(user) ? shop.history(user) : List.of();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private ObjectNode health() {
    ObjectNode health = JSON.createObjectNode();
    health
        .put("status", "up")
        .put("run", "toy-shop")
        .put("against", against)
        .put("items", 12)
        .put("users", 5)
        .put("events", 0)
        .put("addedItems", 1)
        .put("deletedItems", 0)
        .put("waiting", 0)
        .put("journal", "");
    health
        .putObject("journalFigures")
        .put("unfoldedEvents", 0)
        .put("logBytes", 0)
        .put("userBytes", 0)
        .put("waitingEntries", 0)
        .put("lastSync", 0)
        .put("beingErased", 0);
    return health;
  }

  private static String query(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        if (pair.startsWith("query=")) {
          return URLDecoder.decode(pair.substring("query=".length()), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }

  private void json(HttpExchange exchange, ObjectNode answer) throws IOException {
    check(exchange, 200, answer);
    send(exchange, 200, "application/json", JSON.writeValueAsBytes(answer));
  }

  private void problem(HttpExchange exchange, int status, String detail) throws IOException {
    ObjectNode problem = JSON.createObjectNode().put("type", "about:blank").put("status", status);
    problem.put("title", "Problem").put("detail", detail.isEmpty() ? "no more is said" : detail);
    check(exchange, status, problem);
    send(exchange, status, "application/problem+json", JSON.writeValueAsBytes(problem));
  }

  private void check(HttpExchange exchange, int status, ObjectNode body) {
    String path = exchange.getRequestURI().getPath();
    faults.addAll(described.faults(exchange.getRequestMethod(), path, status, body));
  }

  private static void sendFile(HttpExchange exchange, String resource) throws IOException {
    try (InputStream file = FakeApi.class.getResourceAsStream(resource)) {
      if (file == null) {
        send(exchange, 404, "text/plain", new byte[0]);
        return;
      }
      String ending = resource.substring(resource.lastIndexOf('.') + 1);
      send(
          exchange,
          200,
          TYPES.getOrDefault(ending, "application/octet-stream"),
          file.readAllBytes());
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", PageRoutes.POLICY);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
