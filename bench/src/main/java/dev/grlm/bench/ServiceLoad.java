package dev.grlm.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Asks a running service for recommendations as fast as some connections can, and says how many
/// answers came, how long they took and what else came. The first tenth of the time does not count.
///
/// Arguments: URL, connections, seconds, seed.
public final class ServiceLoad {
  private static final Pattern USER = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final int MOST_USERS = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI base;
  private final long warmEnd;
  private final long end;

  private ServiceLoad(URI base, int seconds) {
    this.base = base;
    this.warmEnd = System.nanoTime() + seconds * 100_000_000L;
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
  }

  /// What one connection saw.
  private static final class Seen {
    private long[] micros = new long[1024];
    private int size;
    private final Map<String, Integer> others = new TreeMap<>();

    void answer(long nanos) {
      if (size == micros.length) {
        micros = Arrays.copyOf(micros, 2 * size);
      }
      micros[size++] = nanos / 1000;
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("URL CONNECTIONS SECONDS SEED");
    }
    int connections = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    URI base = URI.create(arguments[0]);
    List<String> users = users(base, seed);
    var load = new ServiceLoad(base, seconds);
    var seen = new ArrayList<Seen>();
    var threads = new ArrayList<Thread>();
    for (int connection = 0; connection < connections; connection++) {
      var mine = new Seen();
      seen.add(mine);
      var random = new SplittableRandom(seed + connection);
      threads.add(Thread.ofPlatform().start(() -> load.ask(users, random, mine)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    print(connections, seconds, seen);
  }

  /// Users that begin with every digit and letter.
  private static List<String> users(URI base, long seed) throws IOException, InterruptedException {
    var users = new ArrayList<String>();
    try (var client = HttpClient.newHttpClient()) {
      for (String start : "0 1 2 3 4 5 6 7 8 9 A B C u".split(" ", -1)) {
        String query = URLEncoder.encode(start, StandardCharsets.UTF_8);
        URI uri = base.resolve("/v1/users?limit=" + MOST_USERS + "&query=" + query);
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
        USER.matcher(answer.body().substring(answer.body().indexOf('[')))
            .results()
            .forEach(found -> users.add(found.group(1)));
      }
    }
    if (users.isEmpty()) {
      throw new IOException(base + ": no users");
    }
    java.util.Collections.shuffle(users, new java.util.Random(seed));
    return users;
  }

  private void ask(List<String> users, SplittableRandom random, Seen seen) {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (System.nanoTime() < end) {
        String body = "{\"user\":\"" + users.get(random.nextInt(users.size())) + "\",\"k\":10}";
        HttpRequest request =
            HttpRequest.newBuilder(base.resolve("/v1/recommendations"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        String outcome = outcome(client, request);
        long stop = System.nanoTime();
        if (start < warmEnd) {
          continue;
        }
        if (outcome.equals("200")) {
          seen.answer(stop - start);
        } else {
          seen.others.merge(outcome, 1, Integer::sum);
        }
      }
    }
  }

  private static String outcome(HttpClient client, HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      boolean retry = answer.headers().firstValue("Retry-After").isPresent();
      return answer.statusCode() + (retry ? " with Retry-After" : "");
    } catch (IOException failure) {
      return failure.getClass().getSimpleName();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static void print(int connections, int seconds, List<Seen> seen) {
    int count = seen.stream().mapToInt(one -> one.size).sum();
    long[] all = new long[count];
    int next = 0;
    var others = new TreeMap<String, Integer>();
    for (Seen one : seen) {
      System.arraycopy(one.micros, 0, all, next, one.size);
      next += one.size;
      one.others.forEach((what, times) -> others.merge(what, times, Integer::sum));
    }
    Arrays.sort(all);
    System.out.printf(
        Locale.ROOT,
        "%d connections: %.1f answers/s, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms,"
            + " others %s%n",
        connections,
        count / (seconds * .9),
        at(all, .5),
        at(all, .95),
        at(all, .99),
        at(all, 1),
        others);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1000.0;
  }
}
