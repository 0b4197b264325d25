package dev.grlm.service;

import dev.grlm.io.NotANumberException;
import dev.grlm.journal.NotKeptException;
import dev.grlm.journal.NotReadException;
import dev.grlm.live.OverloadedException;
import dev.grlm.system.CannotException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From a request to its answer, whatever happens on the way: finds the route, checks the token and
/// turns every failure into a problem. Thread-safe.
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger("dev.grlm.service");
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Routes routes;
  private final Edge edge;
  private final ServiceSettings settings;
  private final ServiceMetrics metrics;
  private final Callers callers;
  private final Looks looks;
  private final Traces traces;

  Dispatcher(
      Routes routes, Edge edge, ServiceSettings settings, ServiceMetrics metrics, Traces traces) {
    this.routes = routes;
    this.edge = edge;
    this.settings = settings;
    this.metrics = metrics;
    this.callers = new Callers(settings.mostRequests());
    this.looks = new Looks(settings);
    this.traces = traces;
  }

  /// A request as it came.
  ///
  /// @param path with its escapes
  /// @param query with its escapes, empty where there was none
  /// @param origin of the page that asks; null where none does
  /// @param client network it came from
  record Incoming(
      String method,
      String path,
      String query,
      @Nullable String authorization,
      List<String> accept,
      List<String> idempotencyKeys,
      @Nullable String origin,
      String client,
      Call.BodySource body) {}

  Reply answer(Incoming request) {
    long began = System.nanoTime();
    String route = ServiceMetrics.NO_ROUTE;
    String token = "";
    Reply reply;
    try {
      Routes.Match match = routes.find(request.method(), request.path());
      route = match.route().template();
      traces.route(request.method(), route);
      if (request.method().equals(Routes.OPTIONS)) {
        reply = options(request, match);
      } else {
        token = edge.tokens().get().check(request.authorization(), match.route().scope());
        reply = answered(request, match, token.isEmpty() ? request.client() : "token " + token);
      }
      // What was changed is said in any case: the caller would change it again.
      boolean always = reply.shared() || match.route().scope() == Scope.WRITE;
      request.body().answer(always ? 0 : reply.body().length);
    } catch (Problem problem) {
      request.body().answer(0);
      reply = problem.reply();
    }
    String method = route.equals(ServiceMetrics.NO_ROUTE) ? "other" : request.method();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    metrics.count(method, route, reply.status(), took);
    log(request, route, token, reply, took);
    return reply.with(edge.cors().headers(request.origin()));
  }

  private void log(Incoming request, String route, String token, Reply reply, Duration took) {
    AccessLog log = edge.log();
    if (log != null) {
      long bytes = request.method().equals(Routes.HEAD) ? 0 : reply.body().length;
      log.add(
          new Access(
              Instant.now(),
              request.client(),
              token,
              request.method(),
              request.path(),
              request.query(),
              route,
              reply.status(),
              bytes,
              took));
    }
  }

  /// Needs no token: a browser that asks before it asks sends none.
  private Reply options(Incoming request, Routes.Match match) {
    return Reply.nothing()
        .with(Map.of("Allow", match.allowed()))
        .with(edge.cors().preflight(request.origin(), match.allowed()));
  }

  private Reply answered(Incoming request, Routes.Match match, String caller) {
    Route route = match.route();
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
              caller,
              settings);
      if (route.takesBody()) {
        call.receive(route.largestBody(settings));
      }
      if (route.isProbe()) {
        return route.handler().answer(call);
      }
      try (Callers.Turn _ = callers.enter(caller)) {
        return inTurn(route, call, caller);
      }
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
      throw failed(failure);
    } catch (UncheckedIOException failure) {
      throw failed(Objects.requireNonNull(failure.getCause())); // it wraps one, whatever it allows
    } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
      throw unexpected(failure);
    }
  }

  /// Of a disk that does not answer or is full, where in here that was noticed says nothing.
  private static Problem failed(IOException failure) {
    return switch (failure) {
      case NotKeptException disk -> failed(disk, disk.told());
      case NotReadException disk -> failed(disk, disk.told());
      default ->
          Problem.later(503, "could not be read or stored; id " + logged(failure), AFTER_FAILURE);
    };
  }

  private static Problem failed(IOException disk, String told) {
    String id = newId();
    LOG.log(System.Logger.Level.ERROR, "failure " + id + ": " + disk.getMessage());
    return Problem.later(503, told + "; id " + id, AFTER_FAILURE);
  }

  private Reply inTurn(Route route, Call call, String caller) throws Exception {
    return route.look()
        ? looks.answer(caller, () -> route.handler().answer(call))
        : route.handler().answer(call);
  }

  /// What the client is told of a failure of ours; the log has the failure itself.
  static Problem unexpected(Throwable failure) {
    return Problem.of(500, "unexpected failure; id " + logged(failure));
  }

  /// What the client is told instead of the failure.
  static String logged(Throwable failure) {
    String id = newId();
    LOG.log(System.Logger.Level.ERROR, "failure " + id, failure);
    return id;
  }

  private static String newId() {
    return UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
  }
}
