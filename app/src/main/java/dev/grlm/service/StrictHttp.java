package dev.grlm.service;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// HTTP/1.1 as the server speaks it, read by [StrictLines]. Thread-safe.
record StrictHttp(ServerConnectionSelector server) implements ServerConnectionSelector {
  @Override
  public int bytesToIdentifyConnection() {
    return server.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return server.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return server.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return server.connection(new Strict(context, new StrictLines(context.dataReader())));
  }

  private record Strict(ConnectionContext server, DataReader dataReader)
      implements ConnectionContext {
    @Override
    public ListenerContext listenerContext() {
      return server.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return server.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return server.dataWriter();
    }

    @Override
    public Router router() {
      return server.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return server.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return server.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return server.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return server.localPeer();
    }

    @Override
    public boolean isSecure() {
      return server.isSecure();
    }

    @Override
    public String socketId() {
      return server.socketId();
    }

    @Override
    public String childSocketId() {
      return server.childSocketId();
    }
  }
}
