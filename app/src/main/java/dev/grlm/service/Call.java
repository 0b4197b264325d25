package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request as a handler sees it. For one thread.
final class Call {
  private static final int MOST_LEFT_OUT = 10_000;

  private final Map<String, String> path;
  private final Map<String, String> query;
  private final List<String> idempotencyKeys;
  private final BodySource body;
  private final String caller;
  private final ServiceSettings settings;
  private byte @Nullable [] bytes;

  /// Where the body comes from, when it is asked for.
  interface BodySource {
    /// @param most bytes that it may have
    /// @throws Problem 408, 413, 415, 429
    byte[] read(int most) throws IOException;

    /// The body is not needed any more: makes room for an answer instead.
    ///
    /// @throws Problem 503 where there is none
    default void answer(int bytes) {}
  }

  /// @param path values of the template's parameters
  /// @param rawQuery as it came, without the question mark
  /// @param parameters names that may stand in the query
  /// @param idempotencyKeys values of the header
  /// @param caller who asks: the name of a token or a network
  Call(
      Map<String, String> path,
      String rawQuery,
      List<String> parameters,
      List<String> idempotencyKeys,
      BodySource body,
      String caller,
      ServiceSettings settings) {
    this.path = path;
    this.query = query(rawQuery, Set.copyOf(parameters));
    this.idempotencyKeys = List.copyOf(idempotencyKeys);
    this.body = body;
    this.caller = caller;
    this.settings = settings;
    path.values().forEach(this::checkLength);
    query.values().forEach(this::checkLength);
  }

  private static Map<String, String> query(String raw, Set<String> known) {
    var query = new LinkedHashMap<String, String>();
    if (raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = PercentEncoding.decoded(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : PercentEncoding.decoded(pair.substring(equals + 1), true);
      if (!known.contains(name)) {
        throw Problem.badRequest("unknown query parameter '" + name + "'");
      }
      if (query.put(name, value) != null) {
        throw Problem.badRequest("the query parameter '" + name + "' stands twice");
      }
    }
    return query;
  }

  private void checkLength(String text) {
    if (text.length() > settings.longestId()) {
      throw Problem.badRequest(
          "longer than " + settings.longestId() + " characters: " + start(text));
    }
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), 20)) + "…";
  }

  String path(String name) {
    return Objects.requireNonNull(path.get(name));
  }

  /// Empty where it was not given.
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  /// The query parameter `limit`.
  int limit() {
    String limit = query.getOrDefault("limit", "20");
    try {
      int value = Integer.parseInt(limit);
      if (value >= 1 && value <= settings.mostListed()) {
        return value;
      }
    } catch (NumberFormatException failure) {
      // told below, as any other value that does not fit
    }
    throw Problem.badRequest(
        "'limit' must be 1 to " + settings.mostListed() + ", is '" + limit + "'");
  }

  /// The query parameter `offset`: how many results of a list are left out. Who wants to go further
  /// searches for something.
  int offset() {
    String offset = query.getOrDefault("offset", "0");
    try {
      int value = Integer.parseInt(offset);
      if (value >= 0 && value <= MOST_LEFT_OUT) {
        return value;
      }
    } catch (NumberFormatException failure) {
      // told below, as any other value that does not fit
    }
    throw Problem.badRequest("'offset' must be 0 to " + MOST_LEFT_OUT + ", is '" + offset + "'");
  }

  /// The header `Idempotency-Key`, which is the same when a call is made again; with or without
  /// quotes. Empty where there is none.
  String idempotencyKey() {
    if (idempotencyKeys.isEmpty()) {
      return "";
    }
    String key = idempotencyKeys.getFirst().strip().replaceFirst("^\"(.*)\"$", "$1");
    boolean proper = !key.isBlank() && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (idempotencyKeys.size() > 1 || !proper || key.length() > settings.longestId()) {
      throw Problem.badRequest(
          "'Idempotency-Key' must stand once and have 1 to "
              + settings.longestId()
              + " visible characters of ASCII");
    }
    return key;
  }

  /// Who asks: nobody may take the place of another.
  String caller() {
    return caller;
  }

  /// Waits for the body, so that its client is not waited for later.
  ///
  /// @param most bytes that it may have
  void receive(int most) throws IOException {
    bytes = body.read(most);
  }

  JsonNode body() throws IOException {
    byte[] whole = bytes == null ? body.read(settings.largestBody()) : bytes;
    String text = PercentEncoding.utf8(whole, "the body");
    try {
      return Json.parseForeign(text, settings.deepestJson());
    } catch (IOException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
  }

  <T> T body(Class<T> type) throws IOException {
    return converted(body(), type);
  }

  private static <T> T converted(JsonNode tree, Class<T> type) {
    if (!tree.isObject()) {
      throw Problem.badRequest("the body must be a JSON object");
    }
    try {
      return Json.convertForeign(tree, type);
    } catch (IOException failure) {
      throw Problem.badRequest(failure.getMessage());
    }
  }

  ServiceSettings settings() {
    return settings;
  }
}
