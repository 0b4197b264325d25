package dev.grlm.service;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The seam to the web server: what it got becomes a request of ours, and our answer is sent within
/// the time a client has. Thread-safe.
///
/// @param guarded answers only requests to a local name: a foreign page in a browser of this
///   machine may not reach a service without tokens by a name of its own
record Exchange(
    Dispatcher dispatcher,
    Clients clients,
    ServiceSettings settings,
    boolean guarded,
    Traces traces)
    implements Handler {
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
  private static final HeaderName HSTS = HeaderNames.create("Strict-Transport-Security");

  /// A year.
  private static final String ONLY_TLS = "max-age=31536000";

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    // Null where the connection was closed meanwhile.
    @Nullable SocketAddress remote = request.remotePeer().address();
    clients
        .connections()
        .now(
            remote,
            request.content().hasEntity() ? Connections.State.WAITING : Connections.State.WORKING);
    var body = new RequestBody(request, remote, clients, settings);
    boolean stays;
    try {
      Reply reply = reply(request, body);
      stays =
          body.finish()
              && !request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
              && !clients.ending();
      if (!stays) {
        response.header(HeaderValues.CONNECTION_CLOSE);
      }
      clients.connections().now(remote, Connections.State.WAITING);
      send(reply, request, response);
      clients.connections().now(remote, Connections.State.IDLE);
    } finally {
      body.release();
    }
    if (!stays) {
      // The server would go on reading: what is left of a body would be the next request.
      throw new CloseConnectionException("answered");
    }
  }

  private void send(Reply reply, ServerRequest request, ServerResponse response) {
    boolean head = request.prologue().method().text().equals(Routes.HEAD);
    response.status(reply.status());
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (request.isSecure() && !local(request.authority())) {
      response.header(HSTS, ONLY_TLS);
    }
    if (!reply.mediaType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, reply.mediaType());
    }
    if (head && reply.body().length > 0) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(reply.body().length));
    }
    clients.slow().begin();
    try {
      if (head || reply.body().length == 0) {
        response.send();
      } else {
        response.send(reply.body());
      }
    } finally {
      clients.slow().endOrClose();
    }
  }

  private Reply reply(ServerRequest request, RequestBody body) {
    try {
      return answered(request, body);
    } catch (CloseConnectionException gone) {
      throw gone;
    } catch (RuntimeException failure) {
      return Dispatcher.unexpected(failure).reply();
    }
  }

  private Reply answered(ServerRequest request, RequestBody body) {
    if (guarded && !local(request.authority())) {
      return Problem.of(421, "without tokens this service answers only as localhost").reply();
    }
    HttpPrologue prologue = request.prologue();
    var incoming =
        new Dispatcher.Incoming(
            prologue.method().text(),
            prologue.uriPath().rawPath(),
            prologue.query().rawValue(),
            request.headers().first(HeaderNames.AUTHORIZATION).orElse(null),
            request.headers().values(HeaderNames.ACCEPT),
            request.headers().all(IDEMPOTENCY_KEY, List::of),
            request.headers().first(HeaderNames.ORIGIN).orElse(null),
            clients
                .networks()
                .client(
                    address(request), request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of)),
            body);
    return traces.request(
        name -> request.headers().first(HeaderNames.create(name)).orElse(null),
        () -> dispatcher.answer(incoming));
  }

  private static @Nullable InetAddress address(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress peer
        ? peer.getAddress()
        : null;
  }

  private static boolean local(String authority) {
    return LOCAL_NAMES.contains(authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }
}
