package dev.grlm.service;

import dev.grlm.io.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent back.
///
/// @param mediaType of the body; empty where there is no body
record Reply(int status, String mediaType, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply json(Object value) {
    return json(200, value);
  }

  static Reply json(int status, Object value) {
    return new Reply(status, JSON, Json.line(value).getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Reply bytes(String mediaType, byte[] body, Map<String, String> headers) {
    return new Reply(200, mediaType, body, headers);
  }

  /// With further headers.
  Reply with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Reply(status, mediaType, body, all);
  }

  static Reply nothing() {
    return new Reply(204, "", new byte[0], Map.of());
  }
}
