package dev.grlm.service;

import java.time.Duration;
import java.time.Instant;

/// A request that was answered, as the log tells it.
///
/// @param client network it came from
/// @param caller name of the token; empty without one
/// @param path with its escapes, without the query
/// @param query with its escapes, empty where there was none
/// @param route template of the route, or [ServiceMetrics#NO_ROUTE]
/// @param bytes of the answer's body
/// @param took until the answer was there; sending it is not counted
record Access(
    Instant at,
    String client,
    String caller,
    String method,
    String path,
    String query,
    String route,
    int status,
    long bytes,
    Duration took) {}
