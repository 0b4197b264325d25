package dev.grlm.service;

import dev.grlm.live.LiveRun;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The running service. Thread-safe.
public final class GrlmService implements AutoCloseable {
  /// Held so that its level is not collected with it: a client's misbehavior is no news.
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  /// Connections that were closed to make room and are not quite gone.
  private static final int LEAVING = 256;

  private final WebServer server;
  private final Clients clients;
  private final InetAddress address;
  private final Draining draining;

  private GrlmService(WebServer server, Clients clients, InetAddress address, Draining draining) {
    this.server = server;
    this.clients = clients;
    this.address = address;
    this.draining = draining;
  }

  /// Where it listens, and for whom.
  ///
  /// @param port 0 for any free one
  /// @param tls null for plain HTTP
  public record Binding(String host, int port, @Nullable TlsFile tls) {
    public Binding(String host, int port) {
      this(host, port, null);
    }

    /// Whether only this machine reaches it.
    ///
    /// @throws IOException in one line, when there is no such host
    public boolean isLocal() throws IOException {
      return address(host).isLoopbackAddress();
    }
  }

  /// Starts to listen, with the same tokens for ever.
  ///
  /// @param live is not closed by this service
  /// @throws IOException in one line, when the address cannot be listened at
  public static GrlmService start(
      LiveRun live, Binding binding, Tokens tokens, ServiceSettings settings) throws IOException {
    return start(live, binding, Edge.of(tokens), settings, Operations.plain());
  }

  /// Starts to listen.
  ///
  /// @param live is not closed by this service
  /// @param operations is not closed by this service
  /// @throws IOException in one line, when the address cannot be listened at
  public static GrlmService start(
      LiveRun live, Binding binding, Edge edge, ServiceSettings settings, Operations operations)
      throws IOException {
    var metrics = new ServiceMetrics();
    List<Route> routes = routes(live, settings, metrics, Clock.systemUTC(), operations);
    return start(
        new Routes(routes),
        binding,
        edge,
        settings,
        metrics,
        SlowClients.ticking(settings.requestTime()),
        operations);
  }

  static List<Route> routes(
      LiveRun live,
      ServiceSettings settings,
      ServiceMetrics metrics,
      Clock clock,
      Operations operations) {
    var routes = new ArrayList<Route>();
    routes.addAll(
        new RecommendationRoutes(live, settings.mostExplained(), operations, metrics.answers())
            .list());
    live.listen(metrics.answers()::batch);
    var intake = new EventIntake(live, operations, metrics.feedback());
    routes.addAll(new CatalogRoutes(live).list());
    routes.addAll(new ShopRoutes(live).list());
    routes.addAll(new UserRoutes(live, intake, clock).list());
    routes.addAll(new BulkRoutes(live).list());
    routes.addAll(new StatusRoutes(live, metrics, operations.feedback()).list());
    routes.addAll(new ExperimentRoutes(live, operations.feedback()).list());
    routes.addAll(new NextFitRoutes(live).list());
    routes.addAll(new ProbeRoutes(live, operations.draining()).list());
    routes.addAll(new PageRoutes().list());
    return routes;
  }

  static GrlmService start(
      Routes routes,
      Binding binding,
      Tokens tokens,
      ServiceSettings settings,
      ServiceMetrics metrics)
      throws IOException {
    return start(
        routes,
        binding,
        Edge.of(tokens),
        settings,
        metrics,
        SlowClients.ticking(settings.requestTime()));
  }

  /// @param slowClients is closed with the service
  static GrlmService start(
      Routes routes,
      Binding binding,
      Edge edge,
      ServiceSettings settings,
      ServiceMetrics metrics,
      SlowClients slowClients)
      throws IOException {
    return start(routes, binding, edge, settings, metrics, slowClients, Operations.plain());
  }

  private static GrlmService start(
      Routes routes,
      Binding binding,
      Edge edge,
      ServiceSettings settings,
      ServiceMetrics metrics,
      SlowClients slowClients,
      Operations operations)
      throws IOException {
    SERVER_LOG.setLevel(Level.SEVERE);
    InetAddress address = address(binding.host());
    requireFree(address, binding.port());
    Networks networks = Networks.trusting(edge.proxies());
    Tls tls = binding.tls() == null ? null : binding.tls().load();
    var clients =
        new Clients(slowClients, Connections.ticking(settings, networks), networks, settings);
    boolean guarded = edge.tokens().get().isEmpty() && address.isLoopbackAddress();
    var exchange =
        new Exchange(
            new Dispatcher(routes, edge, settings, metrics, operations.traces()),
            clients,
            settings,
            guarded,
            operations.traces());
    WebServer server =
        server(
            exchange, address, binding.port(), tls, settings, clients, new Refusals(metrics, edge));
    server.start();
    if (!server.isRunning()) {
      clients.close();
      throw new IOException(
          "cannot listen at " + address.getHostAddress() + ", port " + binding.port());
    }
    return new GrlmService(server, clients, address, operations.draining());
  }

  private static InetAddress address(String host) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException failure) {
      throw new IOException("no host '" + host + "'", failure);
    }
  }

  /// The server would only log it.
  private static void requireFree(InetAddress address, int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException failure) {
      throw new IOException(
          "cannot listen at "
              + address.getHostAddress()
              + ", port "
              + port
              + ": "
              + failure.getMessage(),
          failure);
    }
  }

  private static WebServer server(
      Exchange exchange,
      InetAddress address,
      int port,
      @Nullable Tls tls,
      ServiceSettings settings,
      Clients clients,
      Refusals refusals) {
    var http =
        Http1Config.builder()
            .maxHeadersSize(settings.largestHeaders())
            .maxPrologueLength(settings.largestHeaders())
            .addReceiveListener(new HeaderWatch(clients.slow()))
            .build();
    var builder =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(
                new StrictHttp(Http1ConnectionSelector.builder().config(http).build()))
            .connectionOptions(
                new Doorway(SocketOptions.create(), clients.connections(), clients.end()))
            .contentEncoding(new BodiesAsTheyCome())
            .maxPayloadSize(Math.max(settings.largestBody(), settings.largestBulk()))
            .maxTcpConnections(settings.mostConnections() + LEAVING)
            .idleConnectionTimeout(settings.idleTime())
            .idleConnectionPeriod(period(settings.idleTime()))
            .shutdownGracePeriod(settings.grace())
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .directHandlers(refusals.handlers())
            .routing(HttpRouting.builder().any(exchange));
    if (tls != null) {
      builder.tls(tls);
    }
    return builder.build();
  }

  private static Duration period(Duration idle) {
    return idle.dividedBy(4).plusMillis(1);
  }

  public int port() {
    return server.port();
  }

  /// As a browser is told.
  public String url() {
    String host = address.getHostAddress();
    return (server.hasTls() ? "https" : "http")
        + "://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port()
        + "/";
  }

  /// How many connections are open.
  int connections() {
    return clients.connections().count();
  }

  /// Is not ready from now on, for as long as it was told; then takes no more requests and waits
  /// for those in work, whose answers say that they are the last.
  @Override
  public void close() {
    draining.await();
    clients.end().set(true);
    server.stop();
    clients.close();
  }
}
