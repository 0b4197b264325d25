package dev.grlm.service;

import dev.grlm.live.LiveRun;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The running service. Thread-safe.
public final class GrlmService implements AutoCloseable {
  /// Held so that its level is not collected with it: a client's misbehavior is no news.
  private static final Logger SERVER_LOG = Logger.getLogger("io.helidon");

  private final WebServer server;
  private final SlowClients slowClients;
  private final InetAddress address;
  private final Draining draining;

  private GrlmService(
      WebServer server, SlowClients slowClients, InetAddress address, Draining draining) {
    this.server = server;
    this.slowClients = slowClients;
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

  /// Starts to listen.
  ///
  /// @param live is not closed by this service
  /// @throws IOException in one line, when the address cannot be listened at
  public static GrlmService start(
      LiveRun live, Binding binding, Tokens tokens, ServiceSettings settings) throws IOException {
    return start(live, binding, tokens, settings, Operations.plain());
  }

  /// As [#start(LiveRun, Binding, Tokens, ServiceSettings)].
  ///
  /// @param operations is not closed by this service
  public static GrlmService start(
      LiveRun live, Binding binding, Tokens tokens, ServiceSettings settings, Operations operations)
      throws IOException {
    var metrics = new ServiceMetrics();
    List<Route> routes = routes(live, settings, metrics, Clock.systemUTC(), operations);
    GrlmService started =
        start(
            new Routes(routes),
            binding,
            tokens,
            settings,
            metrics,
            SlowClients.ticking(settings.requestTime()),
            operations.traces());
    return new GrlmService(
        started.server, started.slowClients, started.address, operations.draining());
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
        routes, binding, tokens, settings, metrics, SlowClients.ticking(settings.requestTime()));
  }

  /// @param slowClients is closed with the service
  static GrlmService start(
      Routes routes,
      Binding binding,
      Tokens tokens,
      ServiceSettings settings,
      ServiceMetrics metrics,
      SlowClients slowClients)
      throws IOException {
    return start(routes, binding, tokens, settings, metrics, slowClients, Traces.none());
  }

  private static GrlmService start(
      Routes routes,
      Binding binding,
      Tokens tokens,
      ServiceSettings settings,
      ServiceMetrics metrics,
      SlowClients slowClients,
      Traces traces)
      throws IOException {
    SERVER_LOG.setLevel(Level.SEVERE);
    InetAddress address = address(binding.host());
    requireFree(address, binding.port());
    boolean guarded = tokens.isEmpty() && address.isLoopbackAddress();
    var exchange =
        new Exchange(
            new Dispatcher(routes, tokens, settings, metrics, traces),
            slowClients,
            settings,
            guarded,
            new Semaphore(settings.mostLarge()),
            traces);
    Tls tls = binding.tls() == null ? null : binding.tls().load();
    WebServer server =
        server(exchange, address, binding.port(), tls, settings, slowClients, metrics);
    server.start();
    if (!server.isRunning()) {
      slowClients.close();
      throw new IOException(
          "cannot listen at " + address.getHostAddress() + ", port " + binding.port());
    }
    return new GrlmService(server, slowClients, address, new Draining(Duration.ZERO));
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
      SlowClients slowClients,
      ServiceMetrics metrics) {
    var http =
        Http1Config.builder()
            .maxHeadersSize(settings.largestHeaders())
            .maxPrologueLength(settings.largestHeaders())
            .addReceiveListener(new HeaderWatch(slowClients))
            .build();
    var builder =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addProtocol(http)
            .contentEncoding(new BodiesAsTheyCome())
            .maxPayloadSize(Math.max(settings.largestBody(), settings.largestBulk()))
            .maxTcpConnections(settings.mostConnections())
            .maxConcurrentRequests(settings.mostRequests())
            .idleConnectionTimeout(settings.idleTime())
            .idleConnectionPeriod(period(settings.idleTime()))
            .shutdownGracePeriod(settings.grace())
            .directHandlers(directHandlers(metrics))
            .routing(HttpRouting.builder().any(exchange));
    if (tls != null) {
      builder.tls(tls);
    }
    return builder.build();
  }

  private static Duration period(Duration idle) {
    return idle.dividedBy(4).plusMillis(1);
  }

  /// What the server refuses before any route is looked for.
  private static DirectHandlers directHandlers(ServiceMetrics metrics) {
    var handlers = DirectHandlers.builder();
    DirectHandler handler =
        (request, type, status, _, _) -> refusal(request, type, status, metrics);
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse refusal(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServiceMetrics metrics) {
    // The server's parser fails in this way of what is no HTTP at all; our own failures never do.
    boolean unreadable = type == DirectHandler.EventType.INTERNAL_ERROR && request.path().isEmpty();
    int code = unreadable ? 400 : status.code();
    metrics.count("other", ServiceMetrics.NO_ROUTE, code, Duration.ZERO);
    var response =
        DirectHandler.TransportResponse.builder()
            .status(Status.create(code))
            .keepAlive(false)
            .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .entity(Problem.body(code, detail(code)));
    if (code == 503) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    return response.build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 413 -> "the body is too large";
      case 431 -> "the headers are too large";
      case 503 -> "too many requests at once";
      default -> status < 500 ? "the request is no proper HTTP" : "the request was not answered";
    };
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

  /// Is not ready from now on, for as long as it was told; then takes no more requests and waits
  /// for those in work.
  @Override
  public void close() {
    draining.await();
    server.stop();
    slowClients.close();
  }
}
