package dev.grlm.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is known of those who are connected, and how long they are waited for. Thread-safe.
///
/// @param large memory for large bodies
/// @param bulk a permit for each body above the usual size that is worked on
/// @param end whether the service is about to end
record Clients(
    SlowClients slow,
    Connections connections,
    Networks networks,
    LargeBodies large,
    Semaphore bulk,
    AtomicBoolean end)
    implements AutoCloseable {
  Clients(SlowClients slow, Connections connections, Networks networks, ServiceSettings settings) {
    this(
        slow,
        connections,
        networks,
        LargeBodies.ofHeap(Math.max(settings.largestBody(), settings.largestBulk())),
        new Semaphore(settings.mostLarge()),
        new AtomicBoolean());
  }

  /// Whether connections are to be closed after the answer.
  boolean ending() {
    return end.get();
  }

  @Override
  public void close() {
    slow.close();
    connections.close();
  }
}
