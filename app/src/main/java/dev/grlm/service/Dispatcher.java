package dev.grlm.service;

import dev.grlm.io.NotANumberException;
import dev.grlm.live.OverloadedException;
import dev.grlm.system.CannotException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From a request to its answer, whatever happens on the way: finds the route, checks the token and
/// turns every failure into a problem. Thread-safe.
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger("dev.grlm.service");
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Routes routes;
  private final Tokens tokens;
  private final ServiceSettings settings;
  private final ServiceMetrics metrics;
  private final Traces traces;

  Dispatcher(
      Routes routes,
      Tokens tokens,
      ServiceSettings settings,
      ServiceMetrics metrics,
      Traces traces) {
    this.routes = routes;
    this.tokens = tokens;
    this.settings = settings;
    this.metrics = metrics;
    this.traces = traces;
  }

  /// A request as it came.
  ///
  /// @param path with its escapes
  /// @param query with its escapes, empty where there was none
  record Incoming(
      String method,
      String path,
      String query,
      @Nullable String authorization,
      List<String> accept,
      List<String> idempotencyKeys,
      Call.BodySource body) {}

  Reply answer(Incoming request) {
    long began = System.nanoTime();
    String route = ServiceMetrics.NO_ROUTE;
    Reply reply;
    try {
      Routes.Match match = routes.find(request.method(), request.path());
      route = match.route().template();
      traces.route(request.method(), route);
      reply = answered(request, match);
    } catch (Problem problem) {
      reply = problem.reply();
    }
    String method = route.equals(ServiceMetrics.NO_ROUTE) ? "other" : request.method();
    metrics.count(method, route, reply.status(), Duration.ofNanos(System.nanoTime() - began));
    return reply;
  }

  private Reply answered(Incoming request, Routes.Match match) {
    Route route = match.route();
    tokens.check(request.authorization(), route.scope());
    if (!MediaRanges.accept(request.accept(), route.mediaType())) {
      throw Problem.of(406, "this path answers " + route.mediaType());
    }
    try {
      String query = route.parameters().isEmpty() && route.scope() == null ? "" : request.query();
      var call =
          new Call(
              match.path(),
              query,
              route.parameters(),
              request.idempotencyKeys(),
              request.body(),
              settings);
      return route.handler().answer(call);
    } catch (Problem | CloseConnectionException known) {
      throw known;
    } catch (CannotException cannot) {
      throw Problem.of(409, String.valueOf(cannot.getMessage()));
    } catch (OverloadedException overloaded) {
      throw Problem.later(
          overloaded.refused() ? 429 : 503,
          overloaded.refused() ? "too much is waiting" : "the answer took too long",
          overloaded.retryAfter());
    } catch (NotANumberException broken) {
      metrics.refusedAnswer();
      throw Problem.of(500, "the scores are no numbers; id " + logged(broken));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Problem.later(503, "the service is stopping", AFTER_FAILURE);
    } catch (IOException failure) {
      throw Problem.later(503, "could not be read or stored; id " + logged(failure), AFTER_FAILURE);
    } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
      throw unexpected(failure);
    }
  }

  /// What the client is told of a failure of ours; the log has the failure itself.
  static Problem unexpected(Throwable failure) {
    return Problem.of(500, "unexpected failure; id " + logged(failure));
  }

  /// What the client is told instead of the failure.
  static String logged(Throwable failure) {
    String id = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    LOG.log(System.Logger.Level.ERROR, "failure " + id, failure);
    return id;
  }
}
