package dev.grlm.service;

import dev.grlm.io.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent back.
///
/// @param mediaType of the body; empty where there is no body
/// @param shared whether all who get it get the same bytes, which take no memory of their own
record Reply(
    int status, String mediaType, byte[] body, Map<String, String> headers, boolean shared) {
  static final String JSON = "application/json";

  Reply {
    headers = Map.copyOf(headers);
  }

  Reply(int status, String mediaType, byte[] body, Map<String, String> headers) {
    this(status, mediaType, body, headers, false);
  }

  static Reply json(Object value) {
    return json(200, value);
  }

  static Reply json(int status, Object value) {
    return new Reply(status, JSON, Json.bytes(value), Map.of());
  }

  static Reply bytes(String mediaType, byte[] body, Map<String, String> headers) {
    return new Reply(200, mediaType, body, headers);
  }

  /// @param body kept for ever and never altered
  static Reply shared(String mediaType, byte[] body, Map<String, String> headers) {
    return new Reply(200, mediaType, body, headers, true);
  }

  /// With further headers.
  Reply with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Reply(status, mediaType, body, all, shared);
  }

  static Reply nothing() {
    return new Reply(204, "", new byte[0], Map.of());
  }
}
