package dev.grlm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Writes to a running service over one connection, call after call, and says how much of it a
/// second takes: `known` (items of the run with another description), `new` (items with the words
/// of known ones), `events` (of 100,000 users) or `erase` (users of the events before). One in a
/// call is the call for one item; the first tenth of the time does not count.
///
/// Arguments: URL, what, how many in a call, seconds, seed.
public final class WriteLoad {
  /// Begins the ids of what is made up here.
  private static final String MADE = "w-";

  private static final int MOST_IN_CALL = 1000;
  private static final int TITLES = 5;
  private static final int USERS = 100_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final SplittableRandom random;
  private final String run;
  private int made;

  private WriteLoad(URI base, long seed) {
    this.base = base;
    this.random = new SplittableRandom(seed);
    this.run = MADE + seed + "-" + Long.toString(System.nanoTime(), 36) + "-";
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("URL known|new|events|erase IN-A-CALL SECONDS SEED");
    }
    var load = new WriteLoad(URI.create(arguments[0]), Long.parseLong(arguments[4]));
    load.write(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
  }

  private void write(String what, int inCall, int seconds) throws Exception {
    List<Line> items = items();
    long begun = System.nanoTime();
    long warm = begun + seconds * 100_000_000L;
    long end = begun + seconds * 1_000_000_000L;
    long first = 0;
    int written = 0;
    var waits = new ArrayList<Long>();
    while (System.nanoTime() < end) {
      var one = new ArrayList<String>();
      for (int number = 0; number < inCall; number++) {
        one.add(body(what, items));
      }
      long before = System.nanoTime();
      send(what, one);
      if (before >= warm) {
        first = first == 0 ? before : first;
        written += inCall;
        waits.add(System.nanoTime() - before);
      }
    }
    double took = (System.nanoTime() - first) / 1e9;
    long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s, %d in a call: %.1f a second; %d calls, p50 %.1f ms, longest %.0f ms%n",
        what,
        inCall,
        written / took,
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        Arrays.stream(sorted).max().orElse(0) / 1e6);
  }

  private record Line(String id, String title) {}

  /// Items of the run, at least as many as a call may bring where it has so many.
  private List<Line> items() throws IOException, InterruptedException {
    var items = new LinkedHashMap<String, Line>();
    for (int first = 'a'; first <= 'z' && items.size() < MOST_IN_CALL; first++) {
      for (String second : "aeiouplrst".split("", -1)) {
        String query = (char) first + second;
        for (JsonNode line :
            answer("GET", "/v1/items?limit=100&query=" + query, "").path("items")) {
          String id = line.path("id").asText();
          if (!id.startsWith(MADE)) {
            items.put(id, new Line(id, line.path("title").asText()));
          }
        }
      }
    }
    return List.copyOf(items.values());
  }

  private String body(String what, List<Line> items) {
    Line like = items.get(made++ % items.size());
    var json = Json.object();
    switch (what) {
      case "events" ->
          json.put("user", MADE + random.nextInt(USERS))
              .put("item", like.id())
              .put("timestamp", 1_500_000_000_000L + random.nextLong(200_000_000_000L));
      case "erase" -> json.put("user", MADE + random.nextInt(USERS));
      case "known" ->
          json.put("id", like.id()).put("title", like.title()).put("description", text(items));
      case "new" ->
          json.put("id", run + made)
              .put("title", like.title() + " " + made)
              .put("description", text(items));
      default -> throw new IllegalArgumentException("known, new, events or erase: " + what);
    }
    return Json.line(json);
  }

  /// Some 400 characters of words that the run knows.
  private String text(List<Line> items) {
    var text = new StringBuilder();
    for (int title = 0; title < TITLES; title++) {
      text.append(items.get(random.nextInt(items.size())).title()).append(". ");
    }
    return text.toString();
  }

  private void send(String what, List<String> all) throws IOException, InterruptedException {
    String list = String.join(",", all);
    switch (what) {
      case "events" -> answer("POST", "/v1/events", "{\"events\":[" + list + "]}");
      case "erase" -> {
        String users = list.replace("{\"user\":", "").replace("}", "");
        answer("POST", "/v1/users:erase", "{\"users\":[" + users + "]}");
      }
      default -> {
        boolean single = all.size() == 1;
        String body = single ? list : "{\"items\":[" + list + "]}";
        answer("PUT", single ? "/v1/items" : "/v1/items:batch", body);
      }
    }
  }

  private JsonNode answer(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Json.parse(answer.body());
  }
}
