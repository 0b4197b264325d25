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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DoorwayTest {
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

  /// The listener holds a connection while its server ends. What the server logs of it without this
  /// doorway follows from the version of the library.
  @Test
  void aConnectionInTheDoorwayOfAServerThatStopsIsNoError() throws Exception {
    Networks nobody = Networks.trusting(List.of());
    try (var heard = new Heard();
        var connections = new Connections(ServiceSettings.DEFAULT, nobody, System::nanoTime)) {
      var end = new AtomicBoolean();
      stopWithOneInTheDoorway(
          options -> new Doorway(options, connections, end), () -> end.set(true));
      assertThat(heard.messages).isEmpty();
      stopWithOneInTheDoorway(options -> options, () -> {});
      assertThat(heard.messages).containsExactly("Executor rejected handler for new connection");
    }
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

  private static void stopWithOneInTheDoorway(UnaryOperator<SocketOptions> doorway, Runnable told)
      throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    WebServer server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(100))
            .connectionOptions(doorway.apply(narrow(inside, go)))
            .routing(HttpRouting.builder())
            .build()
            .start();
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      inside.await();
      told.run();
      Thread stop = Thread.ofPlatform().start(server::stop);
      // The threads have ended when only the listener is waited for.
      while (stop.isAlive() && !waitsForTheListener(stop)) {
        LockSupport.parkNanos(1_000_000);
      }
      go.countDown();
      stop.join();
    }
  }
}
