package dev.grlm.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Floods a service on this machine with connections that send half a request, a part of a body or
/// nonsense, while one caller after the other asks as always, and says how long these waited.
///
/// Arguments: port, open connections, nonsensical requests, seconds, seed.
public final class DoorFlood {
  private static final List<String> HALVES =
      List.of(
          "",
          "GET /v1/he",
          "GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX: ",
          "POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 500\r\n\r\n{\"user\":");
  private static final List<String> NONSENSE =
      List.of(
          "POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n",
          "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
          "GET /%ff%00/../.. HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "BREW /v1/items HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
          "\u0016\u0003\u0001\r\n\r\n",
          "GET / HTTP/1.1\nHost: localhost\n\n");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CALLERS = 4;

  private final int port;
  private final long end;
  private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
  private final List<Long> micros = new ArrayList<>();

  private DoorFlood(int port, int seconds) {
    this.port = port;
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
  }

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("PORT CONNECTIONS REQUESTS SECONDS SEED");
    }
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    var flood = new DoorFlood(numbers[0], numbers[3]);
    List<Thread> threads = new ArrayList<>();
    threads.add(Thread.ofPlatform().start(() -> flood.hold(numbers[1], numbers[4])));
    threads.add(Thread.ofPlatform().start(() -> flood.nonsense(numbers[2], numbers[4])));
    for (int caller = 0; caller < CALLERS; caller++) {
      threads.add(Thread.ofPlatform().start(flood::ask));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    flood.print();
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private Socket open() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /// As many connections as were asked for stay open on this side; what the service closes is
  /// opened anew.
  private void hold(int connections, int seed) {
    var random = new Random(seed);
    Deque<Socket> held = new ArrayDeque<>();
    while (System.nanoTime() < end) {
      try {
        Socket socket = open();
        socket.getOutputStream().write(bytes(HALVES.get(random.nextInt(HALVES.size()))));
        held.addLast(socket);
        count("flood: opened");
        if (held.size() > connections) {
          held.removeFirst().close();
        }
      } catch (IOException refused) {
        count("flood: not let in");
      }
    }
    held.forEach(DoorFlood::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is gone
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void nonsense(int requests, int seed) {
    var random = new Random(seed);
    for (int i = 0; i < requests; i++) {
      try (Socket socket = open()) {
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.getOutputStream().write(bytes(NONSENSE.get(random.nextInt(NONSENSE.size()))));
        socket.shutdownOutput();
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        count("nonsense: " + (answer.length() < 12 ? "closed" : answer.substring(9, 12)));
      } catch (IOException closed) {
        count("nonsense: closed");
      }
    }
  }

  /// Every other question on a connection of its own.
  private void ask() {
    var kept = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/recommendations"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"u0001\",\"k\":10}"))
            .build();
    for (boolean fresh = false; System.nanoTime() < end; fresh = !fresh) {
      long start = System.nanoTime();
      try (var own = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        count(
            "caller: " + (fresh ? own : kept).send(request, BodyHandlers.ofString()).statusCode());
      } catch (IOException failure) {
        count("caller: " + failure.getClass().getSimpleName());
      } catch (InterruptedException _) {
        return;
      }
      synchronized (micros) {
        micros.add((System.nanoTime() - start) / 1000);
      }
    }
  }

  private void print() {
    long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.println(new TreeMap<>(outcomes));
    System.out.printf(
        Locale.ROOT,
        "%d questions: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        sorted.length,
        at(sorted, .5),
        at(sorted, .99),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1000.0;
  }
}
