package dev.grlm.service;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the server refuses before any route is looked for. Thread-safe.
record Refusals(ServiceMetrics metrics, Edge edge) {
  /// The server's words for what it has no status for.
  private static final String TOO_LARGE = "Header size exceeded";

  DirectHandlers handlers() {
    var handlers = DirectHandlers.builder();
    DirectHandler handler =
        (request, type, status, _, message) -> refusal(request, type, status, message);
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  private DirectHandler.TransportResponse refusal(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      @Nullable String message) {
    int code = code(request, type, status, message);
    byte[] body = Problem.body(code, detail(code));
    metrics.count("other", ServiceMetrics.NO_ROUTE, code, Duration.ZERO);
    log(request, code, body.length);
    var response =
        DirectHandler.TransportResponse.builder()
            .status(Status.create(code))
            .keepAlive(false)
            .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .entity(body);
    if (code == 503) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    return response.build();
  }

  private static int code(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      @Nullable String message) {
    if (TOO_LARGE.equals(message)) {
      return 431;
    }
    // The server's parser fails in this way of what is no HTTP at all; our own failures never do.
    boolean unreadable = type == DirectHandler.EventType.INTERNAL_ERROR && request.path().isEmpty();
    return unreadable ? 400 : status.code();
  }

  private void log(DirectHandler.TransportRequest request, int code, int bytes) {
    AccessLog log = edge.log();
    if (log != null) {
      String target = request.path();
      int query = target.indexOf('?');
      log.add(
          new Access(
              Instant.now(),
              "-",
              "",
              request.method(),
              query < 0 ? target : target.substring(0, query),
              query < 0 ? "" : target.substring(query + 1),
              ServiceMetrics.NO_ROUTE,
              code,
              bytes,
              Duration.ZERO));
    }
  }

  private static String detail(int status) {
    return switch (status) {
      case 413 -> "the body is too large";
      case 414 -> "the path and its query are too long";
      case 431 -> "the headers are too large";
      case 503 -> "too many requests at once";
      default -> status < 500 ? "the request is no proper HTTP" : "the request was not answered";
    };
  }
}
