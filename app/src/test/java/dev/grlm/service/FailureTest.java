package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// What a client learns of failures that are ours, and how the service stops.
class FailureTest {
  private static final GrlmService.Binding ANY_PORT = new GrlmService.Binding("127.0.0.1", 0);

  private static GrlmService start(ServiceSettings settings, Route.Handler handler)
      throws IOException {
    var routes = new Routes(List.of(Route.get("/work", List.of(), handler)));
    return GrlmService.start(routes, ANY_PORT, Tokens.none(), settings, new ServiceMetrics());
  }

  /// The log while something is done, each record with its failure's message.
  private static final class Log extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.grlm.service");
    private final List<String> records = new ArrayList<>();

    Log() {
      logger.addHandler(this);
      logger.setUseParentHandlers(false);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      Throwable thrown = record.getThrown();
      records.add(record.getMessage() + ": " + (thrown == null ? "" : thrown.getMessage()));
    }

    synchronized String text() {
      return String.join("\n", records);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void anUnexpectedFailureIsLoggedWithTheIdThatTheClientGets() throws Exception {
    try (var log = new Log();
        GrlmService service =
            start(
                ServiceSettings.DEFAULT,
                _ -> {
                  throw new IllegalStateException("a secret of ours");
                })) {
      Client.Answer answer = Client.of(service).get("/work");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("secret", "IllegalState");
      JsonNode detail = answer.json().path("detail");
      String id = detail.asText().replaceFirst(".*id ", "");
      assertThat(id).matches("[0-9A-F]{8}");
      assertThat(log.text()).contains(id).contains("a secret of ours");
      assertThat(Client.of(service).get("/work").status()).isEqualTo(500);
    }
  }

  @Test
  void aDiskThatFailsIsToldToComeBackLater() throws Exception {
    try (var log = new Log();
        GrlmService service =
            start(
                ServiceSettings.DEFAULT,
                _ -> {
                  throw new IOException("/private/disk is full");
                })) {
      Client.Answer answer = Client.of(service).get("/work");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(answer.body()).doesNotContain("private");
      assertThat(log.text()).contains("/private/disk");
    }
  }

  @Test
  void oneRequestTooManyAtOnceIsRefused() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (GrlmService service =
            start(
                ServiceSettings.DEFAULT.withMostRequests(1),
                _ -> {
                  inside.countDown();
                  go.await();
                  return Reply.json(List.of());
                });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> Client.of(service).get("/work"));
      inside.await();
      Client.Answer second = Client.of(service).get("/work");
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.header("Retry-After")).isEqualTo("1");
      assertThat(second.header("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
      go.countDown();
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  private static void awaitThatNobodyListens(int port) {
    boolean listens = true;
    while (listens) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        LockSupport.parkNanos(1_000_000);
      } catch (IOException refused) {
        listens = false;
      }
    }
  }

  @Test
  void whatIsInWorkIsAnsweredWhenItStops() throws Exception {
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
      var client = Client.of(service);
      var answer = threads.submit(() -> client.get("/work"));
      inside.await();
      var stopped = threads.submit(service::close);
      awaitThatNobodyListens(service.port());
      assertThat(stopped.isDone()).isFalse();
      go.countDown();
      assertThat(answer.get().body()).isEqualTo("[\"done\"]");
      stopped.get();
      assertThat(stopped.isDone()).isTrue();
    }
  }
}
