package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LateConnectionsTest {
  /// What the server logs.
  private static final class Heard extends Handler implements AutoCloseable {
    private static final Logger SERVER = Logger.getLogger("io.helidon");
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

    Heard() {
      SERVER.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
        messages.add(record.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      SERVER.removeHandler(this);
    }
  }

  private static LogRecord rejected() {
    var record = new LogRecord(Level.SEVERE, LateConnections.MESSAGE);
    record.setThrown(new RejectedExecutionException("meant to be"));
    return record;
  }

  @Test
  void onlyThisMessageIsCountedAndOnlyWhileAServiceStops() {
    var late = new LateConnections(record -> !"not wanted".equals(record.getMessage()));
    assertThat(late.isLoggable(rejected())).as("nothing stops").isTrue();
    long counted =
        late.during(() -> {
          assertThat(late.isLoggable(rejected())).isFalse();
          assertThat(late.isLoggable(rejected())).isFalse();
          var other = new LogRecord(Level.SEVERE, "Got a throwable while listening");
          other.setThrown(new RejectedExecutionException("meant to be"));
          assertThat(late.isLoggable(other)).isTrue();
          assertThat(late.isLoggable(new LogRecord(Level.SEVERE, LateConnections.MESSAGE)))
              .as("for another reason")
              .isTrue();
          assertThat(late.isLoggable(new LogRecord(Level.SEVERE, "not wanted"))).isFalse();
        });
    assertThat(counted).isEqualTo(2);
    assertThat(late.isLoggable(rejected())).as("nothing stops any more").isTrue();
    assertThat(late.during(() -> {})).isZero();
  }

  /// The listener holds a connection while its server ends: what is logged of it, and whether it is
  /// what is told of here, follows from the version of the library.
  @Test
  void aConnectionInTheDoorwayOfAServerThatStopsIsNoError() throws Exception {
    try (var heard = new Heard()) {
      var counted = new AtomicLong();
      stopWithOneInTheDoorway(stop -> counted.set(LateConnections.all().during(stop)));
      assertThat(heard.messages).isEmpty();
      assertThat(counted.get()).isEqualTo(1);
      stopWithOneInTheDoorway(Runnable::run);
      assertThat(heard.messages).as("not ours").containsExactly(LateConnections.MESSAGE);
    }
  }

  @FunctionalInterface
  private interface Stopping {
    void run(Runnable stop);
  }

  private static boolean waitsForTheListener(Thread stop) {
    return Arrays.stream(stop.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("join"));
  }

  /// Keeps whoever comes in until it is told.
  private static SocketOptions narrow(CountDownLatch inside, CountDownLatch go) {
    return (SocketOptions)
        Proxy.newProxyInstance(
            SocketOptions.class.getClassLoader(),
            new Class<?>[] {SocketOptions.class},
            (_, method, arguments) -> {
              if (method.getName().equals("configureSocket")) {
                inside.countDown();
                while (go.getCount() > 0) { // the server interrupts it when it stops
                  LockSupport.parkNanos(1_000_000);
                }
              }
              return method.invoke(SocketOptions.create(), arguments);
            });
  }

  private static void stopWithOneInTheDoorway(Stopping stopping) throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    WebServer server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(100))
            .connectionOptions(narrow(inside, go))
            .routing(HttpRouting.builder())
            .build()
            .start();
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      inside.await();
      Thread stop = Thread.ofPlatform().start(() -> stopping.run(server::stop));
      // The threads have ended when only the listener is waited for.
      while (stop.isAlive() && !waitsForTheListener(stop)) {
        LockSupport.parkNanos(1_000_000);
      }
      go.countDown();
      stop.join();
    }
  }
}
