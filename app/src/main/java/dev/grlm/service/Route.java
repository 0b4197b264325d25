package dev.grlm.service;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A method and a path with what answers them. Immutable.
///
/// @param template as in OpenAPI: `/v1/items/{id}`
/// @param scope what a token must allow; null where none is needed
/// @param parameters names that may stand in the query
/// @param mediaType of a good answer; empty where it has no body or the handler decides
/// @param bulk whether its body brings many and may be as large
/// @param look whether it looks through much, so that callers take turns
record Route(
    String method,
    String template,
    @Nullable Scope scope,
    List<String> parameters,
    String mediaType,
    Handler handler,
    boolean bulk,
    boolean look) {
  private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/v1/health");

  Route {
    parameters = List.copyOf(parameters);
  }

  Route(
      String method,
      String template,
      @Nullable Scope scope,
      List<String> parameters,
      String mediaType,
      Handler handler) {
    this(method, template, scope, parameters, mediaType, handler, false, false);
  }

  /// The same for a body that brings many.
  Route ofMany() {
    return new Route(method, template, scope, parameters, mediaType, handler, true, look);
  }

  /// The same for what looks through much.
  Route inTurn() {
    return new Route(method, template, scope, parameters, mediaType, handler, bulk, true);
  }

  /// Answers a request.
  @FunctionalInterface
  interface Handler {
    /// @throws Problem for the client
    Reply answer(Call call) throws Exception;

    /// Whether there is anything at a path that fits the template: what is not there knows no
    /// method.
    ///
    /// @param path values of the template's parameters
    default boolean exists(Map<String, String> path) {
      return true;
    }
  }

  static Route get(String template, List<String> parameters, Handler handler) {
    return new Route("GET", template, Scope.READ, parameters, Reply.JSON, handler);
  }

  static Route post(String template, Scope scope, Handler handler) {
    return new Route("POST", template, scope, List.of(), Reply.JSON, handler);
  }

  static Route put(String template, Handler handler) {
    return new Route("PUT", template, Scope.WRITE, List.of(), Reply.JSON, handler);
  }

  static Route delete(String template, Handler handler) {
    return new Route("DELETE", template, Scope.WRITE, List.of(), "", handler);
  }

  /// A GET that needs no token.
  static Route open(String template, String mediaType, Handler handler) {
    return new Route("GET", template, null, List.of(), mediaType, handler);
  }

  /// Whether a request of this method has a body.
  boolean takesBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  /// Whether it is asked how the service stands: that is answered however busy it is.
  boolean isProbe() {
    return PROBES.contains(template);
  }

  /// Bytes that its body may have.
  int largestBody(ServiceSettings settings) {
    return bulk ? Math.max(settings.largestBody(), settings.largestBulk()) : settings.largestBody();
  }

  /// A path as it came, in segments of which each is decoded: one may hold a slash that was
  /// escaped.
  static List<String> segments(String rawPath) {
    return Arrays.stream(rawPath.split("/", -1))
        .map(segment -> PercentEncoding.decoded(segment, false))
        .toList();
  }

  /// The values of the template's parameters where it fits a path. A parameter is one segment, not
  /// empty.
  ///
  /// @param path its [#segments]
  Optional<Map<String, String>> match(List<String> path) {
    String[] wanted = template.split("/", -1);
    if (wanted.length != path.size()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < wanted.length; i++) {
      String value = path.get(i);
      if (wanted[i].startsWith("{")) {
        if (value.isEmpty()) {
          return Optional.empty();
        }
        values.put(wanted[i].substring(1, wanted[i].length() - 1), value);
      } else if (!wanted[i].equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
