package dev.grlm.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// All routes. A path is compared as it came: nothing is resolved, so `..` is a name like any
/// other. Immutable.
record Routes(List<Route> list) {
  static final String HEAD = "HEAD";
  static final String OPTIONS = "OPTIONS";
  private static final String GET = "GET";

  Routes {
    list = List.copyOf(list);
  }

  /// A route that fits, with the values of its parameters.
  ///
  /// @param allowed the methods of the path, as the header `Allow` has them
  record Match(Route route, Map<String, String> path, String allowed) {}

  /// A HEAD is answered by the route of a GET. For OPTIONS any route of the path is found.
  ///
  /// @throws Problem 404 for an unknown path, 405 for another method
  Match find(String method, String rawPath) {
    var fitting = new LinkedHashMap<String, Route>();
    var values = new LinkedHashMap<String, Map<String, String>>();
    List<String> segments = Route.segments(rawPath);
    for (Route route : list) {
      Optional<Map<String, String>> path = route.match(segments);
      if (path.isPresent() && (method.equals(route.method()) || exists(route, path.get()))) {
        fitting.putIfAbsent(route.method(), route);
        values.putIfAbsent(route.method(), path.get());
      }
    }
    if (fitting.isEmpty()) {
      throw Problem.of(404, "there is nothing at this path");
    }
    String allowed = allowed(fitting);
    String found = method.equals(HEAD) ? GET : method;
    if (method.equals(OPTIONS)) {
      found = fitting.keySet().iterator().next();
    }
    Route route = fitting.get(found);
    if (route == null) {
      throw Problem.of(405, "this path does not know the method " + method).with("Allow", allowed);
    }
    return new Match(route, Objects.requireNonNull(values.get(found)), allowed);
  }

  private static boolean exists(Route route, Map<String, String> path) {
    return route.handler().exists(path);
  }

  private static String allowed(Map<String, Route> fitting) {
    var methods = new TreeSet<>(fitting.keySet());
    if (methods.contains(GET)) {
      methods.add(HEAD);
    }
    methods.add(OPTIONS);
    return String.join(", ", methods);
  }
}
