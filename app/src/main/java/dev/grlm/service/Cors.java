package dev.grlm.service;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Pages of which origins may ask from a browser. An origin is named in full: `*` would let every
/// page that a visitor opens ask with whatever token it has got hold of. Cookies are never used, so
/// credentials are not allowed. Immutable.
///
/// @param origins as browsers send them: scheme, host and a port that is not the scheme's own
public record Cors(Set<String> origins) {
  /// No page of another origin.
  public static final Cors NONE = new Cors(Set.of());

  private static final String SECONDS = "600";

  public Cors {
    origins = Set.copyOf(origins);
  }

  /// @throws IllegalArgumentException when one of them is no origin
  public static Cors of(List<String> origins) {
    var proper = new TreeSet<String>();
    for (String origin : origins) {
      proper.add(proper(origin.strip()));
    }
    return new Cors(proper);
  }

  private static String proper(String origin) {
    try {
      URI uri = URI.create(origin.toLowerCase(Locale.ROOT));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      if (web && uri.getHost() != null && uri.toString().equals(origin(uri, port))) {
        return uri.toString();
      }
    } catch (IllegalArgumentException failure) {
      // told below
    }
    throw new IllegalArgumentException(
        "not an origin such as https://shop.example: '" + origin + "'");
  }

  private static String origin(URI uri, String port) {
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  /// What an answer says about it.
  ///
  /// @param origin of the page that asks, null where none does
  Map<String, String> headers(@Nullable String origin) {
    var headers = new LinkedHashMap<String, String>();
    if (!origins.isEmpty()) {
      headers.put("Vary", "Origin");
    }
    if (origin != null && origins.contains(origin)) {
      headers.put("Access-Control-Allow-Origin", origin);
      headers.put("Access-Control-Expose-Headers", "Retry-After");
    }
    return headers;
  }

  /// What OPTIONS says beside [#headers] where a browser asks before it asks.
  ///
  /// @param allowed methods of the path
  Map<String, String> preflight(@Nullable String origin, String allowed) {
    if (origin == null || !origins.contains(origin)) {
      return Map.of();
    }
    return Map.of(
        "Access-Control-Allow-Methods",
        allowed,
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key",
        "Access-Control-Max-Age",
        SECONDS);
  }
}
