package dev.grlm.service;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Where the server has accepted a connection and gives it its options, before anything else is
/// done for it: the only place where it lets one be refused. Thread-safe.
///
/// @param end whether the service stops. The listener may have accepted a connection when the
///   server ends its threads; it would find nobody to hand it to, and log that as an error
record Doorway(SocketOptions options, Connections connections, AtomicBoolean end)
    implements SocketOptions {
  /// Without a trace, as a flood would make one each.
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  @Override
  public void configureSocket(SocketChannel channel) {
    try {
      if (!connections.accept(channel)) {
        throw new Refused("no room for one more connection");
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
    options.configureSocket(channel);
    if (end.get()) {
      throw new Refused("the service is stopping");
    }
  }

  @Override
  public void configureSocket(Socket socket) {
    options.configureSocket(socket);
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
