package dev.grlm.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The open connections, so many that there is always room for one more: where there are too many,
/// of one network or in all, those give way that wait for their client, first those that never
/// asked anything, then the idle ones, then those that are slow to send or to take, the oldest of
/// each first and those of the network that has the most. What is being worked on never does.
/// Thread-safe.
final class Connections implements AutoCloseable {
  private static final long TICK_MILLIS = 250;

  /// What part of all gives way at once, so that a flood does not sort them for each.
  private static final int PART = 32;

  private final Map<SocketAddress, Connection> open = new ConcurrentHashMap<>();
  private final int most;
  private final int mostOfOne;
  private final long firstNanos;
  private final Networks networks;
  private final LongSupplier clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("grlm-connections").factory());

  /// What a connection is about, in the order in which they give way.
  enum State {
    /// has not asked anything
    FRESH,
    /// between two requests
    IDLE,
    /// in the middle of a body or an answer
    WAITING,
    /// has a request in work
    WORKING
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final String network;
    private volatile State state = State.FRESH;
    private volatile long since;

    Connection(SocketChannel channel, String network, long since) {
      this.channel = channel;
      this.network = network;
      this.since = since;
    }
  }

  /// Closes what is late whenever [#tick()] is called.
  ///
  /// @param clock in nanoseconds
  Connections(ServiceSettings settings, Networks networks, LongSupplier clock) {
    this.most = settings.mostConnections();
    this.mostOfOne = settings.connectionsPerAddress();
    this.firstNanos = settings.firstTime().toNanos();
    this.networks = networks;
    this.clock = clock;
  }

  /// Closes what is late by itself.
  static Connections ticking(ServiceSettings settings, Networks networks) {
    var connections = new Connections(settings, networks, System::nanoTime);
    var _ =
        connections.ticker.scheduleWithFixedDelay(
            connections::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return connections;
  }

  /// A connection has come.
  ///
  /// @return false where there is no room for it
  boolean accept(SocketChannel channel) throws IOException {
    if (!(channel.getRemoteAddress() instanceof InetSocketAddress remote)) {
      return true;
    }
    String network = Networks.of(remote.getAddress());
    if (!networks.trusts(remote.getAddress()) && !roomFor(network)) {
      return false;
    }
    if (open.size() >= most && !room()) {
      return false;
    }
    open.put(remote, new Connection(channel, network, clock.getAsLong()));
    return true;
  }

  private boolean roomFor(String network) {
    if (open.size() < mostOfOne) {
      return true;
    }
    List<Connection> of = of(network);
    if (of.size() < mostOfOne) {
      return true;
    }
    sweep();
    of = of(network);
    return of.size() < mostOfOne || giveWay(of, 1) > 0;
  }

  private List<Connection> of(String network) {
    return open.values().stream().filter(one -> one.network.equals(network)).toList();
  }

  private boolean room() {
    sweep();
    if (open.size() < most) {
      return true;
    }
    Map<String, List<Connection>> byNetwork = new HashMap<>();
    for (Connection one : open.values()) {
      byNetwork.computeIfAbsent(one.network, _ -> new ArrayList<>()).add(one);
    }
    List<List<Connection>> largest = new ArrayList<>(byNetwork.values());
    largest.sort(Comparator.comparingInt(List<Connection>::size).reversed());
    for (List<Connection> of : largest) {
      // Half of a network's at most: the next largest may be as large by then.
      if (giveWay(of, Math.clamp(of.size() / 2, 1, Math.max(1, most / PART))) > 0) {
        return true;
      }
    }
    return false;
  }

  private record Candidate(State state, long since, Connection connection) {}

  /// Closes as many, but for those that are worked on.
  ///
  /// @return how many it were
  private int giveWay(List<Connection> of, int count) {
    long now = clock.getAsLong();
    List<Candidate> candidates =
        of.stream()
            .map(one -> new Candidate(one.state, now - one.since, one))
            .filter(one -> one.state() != State.WORKING)
            .sorted(
                Comparator.comparing(Candidate::state)
                    .thenComparing(Comparator.comparingLong(Candidate::since).reversed()))
            .limit(count)
            .toList();
    candidates.forEach(one -> close(one.connection()));
    sweep();
    return candidates.size();
  }

  /// @param remote of a connection whose client is waited for, or is not any more
  void now(@Nullable SocketAddress remote, State state) {
    Connection connection = remote == null ? null : open.get(remote);
    if (connection != null) {
      connection.since = clock.getAsLong();
      connection.state = state;
    }
  }

  /// Ends what has not asked anything in time, and forgets what has ended.
  void tick() {
    long now = clock.getAsLong();
    for (Connection one : open.values()) {
      if (one.state == State.FRESH && now - one.since > firstNanos) {
        close(one);
      }
    }
    sweep();
  }

  private void sweep() {
    open.values().removeIf(one -> !one.channel.isOpen());
  }

  int count() {
    return open.size();
  }

  /// From another thread than the one that reads: the read ends at once.
  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.channel.close();
      }
    } catch (IOException gone) {
      // it is closed in any case
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
