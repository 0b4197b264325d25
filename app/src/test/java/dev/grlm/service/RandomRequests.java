package dev.grlm.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Proper requests with something wrong about most of them, each complete so that no answer has to
/// be waited for. For one thread.
final class RandomRequests {
  private static final List<String> PATHS =
      List.of(
          "/v1/recommendations",
          "/v1/recommendations:batch",
          "/v1/recommendations:explain",
          "/v1/items",
          "/v1/items/i3",
          "/v1/items?query=red+mug&limit=3",
          "/v1/users?query=u&limit=5",
          "/v1/users/u5",
          "/v1/events",
          "/v1/terms/mug",
          "/v1/report",
          "/v1/health",
          "/metrics",
          "/openapi.yaml",
          "/index.html");
  private static final List<String> BODIES =
      List.of(
          "{\"user\":\"u1\",\"k\":3}",
          "{\"history\":[\"i1\",\"i2\"],\"k\":2,\"filter\":{\"categories\":[\"mug\"],\"exclude\":[\"i9\"]}}",
          "{\"requests\":[{\"user\":\"u1\"},{\"history\":[\"i1\"],\"k\":1}]}",
          "{\"id\":\"n1\",\"title\":\"green mug\",\"categories\":[\"Kitchen\"],\"color\":\"green\"}",
          "{\"events\":[{\"user\":\"h1\",\"item\":\"i1\",\"timestamp\":1700000000000}]}");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "NaN",
          "Infinity",
          "99999999999999999999",
          "1.5",
          "[]",
          "{}",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[null]",
          "[[[[]]]]",
          "\"%00\"",
          "\"i1\"",
          "-9223372036854775808",
          "\"\u00e9\"");
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE",
          "get");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json; charset=utf-8",
          "text/plain",
          "application/xml",
          "");
  private static final int ESCAPES = 5;

  private final Random random;

  RandomRequests(Random random) {
    this.random = random;
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  String next() {
    String body = random.nextInt(4) == 0 ? one(BODIES) : mutated(one(BODIES));
    String path = random.nextInt(3) == 0 ? mutatedPath(one(PATHS)) : one(PATHS);
    String type = one(TYPES);
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    String head =
        one(METHODS)
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
            + (random.nextInt(10) == 0
                ? "Accept: " + one(TYPES) + ";q=" + random.nextInt(3) + "\r\n"
                : "")
            + (random.nextInt(10) == 0 ? "Authorization: Bearer " + noise(20) + "\r\n" : "")
            + "Content-Length: "
            + length
            + "\r\n\r\n";
    return random.nextInt(20) == 0 ? mutatedHead(head) + body : head + body;
  }

  /// A value, a piece or a character is replaced, doubled or cut.
  private String mutated(String body) {
    int from = random.nextInt(body.length());
    int to = Math.min(body.length(), from + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> body.substring(0, from);
      case 1 -> body.substring(0, from) + noise(6) + body.substring(to);
      case 2 -> body.substring(0, to) + body.substring(from);
      case 3 -> body.replaceFirst("\"[a-z]+[0-9]+\"", quoted(one(VALUES)));
      case 4 -> body.replaceFirst("[0-9]+(?=[,}])", quoted(one(VALUES)));
      default -> body.replaceFirst("\\[[^\\[\\]]*\\]", quoted(one(VALUES)));
    };
  }

  private static String quoted(String value) {
    return java.util.regex.Matcher.quoteReplacement(value);
  }

  private String mutatedPath(String path) {
    int at = 1 + random.nextInt(path.length());
    String inserted =
        switch (random.nextInt(ESCAPES)) {
          case 0 -> "%" + Integer.toHexString(random.nextInt(256));
          case 1 -> "/..";
          case 2 -> "?limit=" + one(VALUES).replaceAll("[^-0-9a-zA-Z.]", "");
          case 3 -> "%ff";
          default -> noise(3).replaceAll("[\\s\\p{Cntrl}]", "~");
        };
    return path.substring(0, at) + inserted + path.substring(at);
  }

  /// The end of the headers stays, so that the server knows that it has them all.
  private String mutatedHead(String head) {
    String whole = head.substring(0, head.length() - 4);
    int at = random.nextInt(whole.length());
    return whole.substring(0, at)
        + noise(2).replaceAll("[\r\n]", "~")
        + whole.substring(at)
        + "\r\n\r\n";
  }

  private String noise(int length) {
    var noise = new StringBuilder();
    for (int i = random.nextInt(length) + 1; i > 0; i--) {
      noise.append((char) (1 + random.nextInt(255)));
    }
    return noise.toString().replaceAll("[\r\n]", "~");
  }
}
