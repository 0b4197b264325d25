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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// The seam to the web server: what it got becomes a request of ours, and our answer is sent within
/// the time a client has. Thread-safe.
///
/// @param guarded answers only requests to a local name: a foreign page in a browser of this
///   machine may not reach a service without tokens by a name of its own
/// @param large permits for large bodies, see [RequestBody]
record Exchange(
    Dispatcher dispatcher,
    SlowClients slowClients,
    ServiceSettings settings,
    boolean guarded,
    Semaphore large,
    Traces traces)
    implements Handler {
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    try (var body = new RequestBody(request, slowClients, settings, large)) {
      handle(request, response, body);
    }
  }

  private void handle(ServerRequest request, ServerResponse response, RequestBody body)
      throws IOException {
    Reply reply = reply(request, body);
    boolean stays =
        body.finish() && !request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    if (!stays) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(reply, request, response);
    if (!stays) {
      // The server would go on reading: what is left of a body would be the next request.
      throw new CloseConnectionException("answered");
    }
  }

  private void send(Reply reply, ServerRequest request, ServerResponse response) {
    boolean head = request.prologue().method().text().equals("HEAD");
    response.status(reply.status());
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (!reply.mediaType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, reply.mediaType());
    }
    slowClients.begin();
    try {
      if (head || reply.body().length == 0) {
        response.send();
      } else {
        response.send(reply.body());
      }
    } finally {
      slowClients.endOrClose();
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
            body);
    return traces.request(
        name -> request.headers().first(HeaderNames.create(name)).orElse(null),
        () -> dispatcher.answer(incoming));
  }

  private static boolean local(String authority) {
    return LOCAL_NAMES.contains(authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }
}
