package dev.grlm.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All routes. A path is compared as it came: nothing is resolved, so `..` is a name like any
/// other. Immutable.
record Routes(List<Route> list) {
  Routes {
    list = List.copyOf(list);
  }

  /// A route that fits, with the values of its parameters.
  record Match(Route route, Map<String, String> path) {}

  /// @throws Problem 404 for an unknown path, 405 for another method
  Match find(String method, String rawPath) {
    var fitting = new LinkedHashMap<String, Match>();
    for (Route route : list) {
      Optional<Map<String, String>> path = route.match(rawPath);
      if (path.isPresent()) {
        fitting.putIfAbsent(route.method(), new Match(route, path.get()));
      }
    }
    if (fitting.isEmpty()) {
      throw Problem.of(404, "there is nothing at this path");
    }
    Match match = fitting.get(method);
    if (match == null) {
      throw Problem.of(405, "this path does not know the method " + method)
          .with("Allow", String.join(", ", fitting.keySet()));
    }
    return match;
  }
}
