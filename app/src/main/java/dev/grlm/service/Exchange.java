package dev.grlm.service;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The seam to the web server: what it got becomes a request of ours, and our answer is sent within
/// the time a client has. Thread-safe.
///
/// @param guarded answers only requests to a local name: a foreign page in a browser of this
///   machine may not reach a service without tokens by a name of its own
record Exchange(
    Dispatcher dispatcher, SlowClients slowClients, ServiceSettings settings, boolean guarded)
    implements Handler {
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int READ_BYTES = 8192;

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Reply reply = reply(request);
    boolean head = request.prologue().method().text().equals("HEAD");
    response.status(reply.status());
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (!reply.mediaType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, reply.mediaType());
    }
    if (unread(request)) {
      // The rest of the body would be taken for the next request, or be waited for.
      response.header(HeaderNames.CONNECTION, "close");
    }
    slowClients.begin();
    try {
      if (head || reply.body().length == 0) {
        response.send();
      } else {
        response.send(reply.body());
      }
    } finally {
      end();
    }
  }

  private static boolean unread(ServerRequest request) {
    return request.content().hasEntity() && !request.content().consumed();
  }

  private void end() {
    if (!slowClients.end()) {
      throw new CloseConnectionException("the client is too slow");
    }
  }

  private Reply reply(ServerRequest request) {
    if (guarded && !local(request.authority())) {
      return Problem.of(421, "without tokens this service answers only as localhost").reply();
    }
    HttpPrologue prologue = request.prologue();
    UriQuery query = prologue.query();
    return dispatcher.answer(
        new Dispatcher.Incoming(
            prologue.method().text(),
            prologue.uriPath().rawPath(),
            query.rawValue(),
            request.headers().first(HeaderNames.AUTHORIZATION).orElse(null),
            request.headers().values(HeaderNames.ACCEPT),
            () -> body(request)));
  }

  private static boolean local(String authority) {
    return LOCAL_NAMES.contains(authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }

  /// The whole body. A web page of another origin can send no such type unasked.
  private byte[] body(ServerRequest request) throws IOException {
    List<String> types = request.headers().values(HeaderNames.CONTENT_TYPE);
    if (types.size() != 1 || !MediaRanges.isJson(types.getFirst())) {
      throw Problem.of(415, "the body must be application/json");
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    slowClients.begin();
    try {
      return read(request.content().inputStream());
    } catch (Problem problem) {
      throw problem;
    } catch (RequestException refused) {
      throw refused.status().code() == 413
          ? tooLarge()
          : Problem.badRequest("the body is no proper HTTP");
    } catch (RuntimeException failure) {
      throw new CloseConnectionException("the client has gone", failure);
    } finally {
      end();
    }
  }

  private byte[] read(InputStream stream) throws IOException {
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[READ_BYTES];
    for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
      body.write(part, 0, count);
      if (body.size() > settings.largestBody()) {
        throw tooLarge();
      }
      if (slowClients.late()) {
        throw Problem.of(408, "the body did not come in time");
      }
    }
    return body.toByteArray();
  }

  private Problem tooLarge() {
    return Problem.of(413, "the body is larger than " + settings.largestBody() + " bytes");
  }
}
