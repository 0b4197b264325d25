package dev.grlm.service;

import dev.grlm.io.Json;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is not answered as asked, with what the client is told. Never holds anything that
/// is not the client's business.
final class Problem extends RuntimeException {
  static final String MEDIA_TYPE = "application/problem+json";
  private static final long serialVersionUID = 1;

  private final int status;
  private final String detail;
  private final transient Map<String, String> headers;

  private Problem(int status, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
    this.headers = Map.copyOf(headers);
  }

  static Problem of(int status, String detail) {
    return new Problem(status, detail, Map.of());
  }

  static Problem badRequest(@Nullable String detail) {
    return of(400, detail == null ? "the request is wrong" : detail);
  }

  static Problem notFound(String kind, String id) {
    return of(404, "no " + kind + " '" + id + "'");
  }

  /// To be asked again after a while, at least a second.
  static Problem later(int status, String detail, Duration after) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return of(status, detail).with("Retry-After", Long.toString(seconds));
  }

  Problem with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Problem(status, detail, all);
  }

  int status() {
    return status;
  }

  /// RFC 9457.
  Reply reply() {
    return new Reply(status, MEDIA_TYPE, body(status, detail), headers);
  }

  static byte[] body(int status, String detail) {
    var problem = Json.object();
    problem.put("type", "about:blank");
    problem.put("title", Status.create(status).reasonPhrase());
    problem.put("status", status);
    problem.put("detail", detail);
    return Json.line(problem).getBytes(StandardCharsets.UTF_8);
  }
}
