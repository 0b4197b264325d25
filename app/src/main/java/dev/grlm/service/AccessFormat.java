package dev.grlm.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a line of the access log looks. Bodies and tokens are never in it; of a query only names of
/// parameters and the value of `limit`. Thread-safe.
final class AccessFormat implements Function<Access, String> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern LIMIT = Pattern.compile("limit=[0-9]{1,10}");
  private static final String USERS = "/v1/users/";
  private static final int KEY_BYTES = 32;
  private static final int HASH_DIGITS = 16;
  private static final int LONGEST = 512;

  private final boolean json;
  private final boolean hashed;
  private final byte[] key = new byte[KEY_BYTES];

  private AccessFormat(boolean json, boolean hashed) {
    this.json = json;
    this.hashed = hashed;
    new SecureRandom().nextBytes(key);
  }

  static AccessFormat of(String kind, boolean hashed) {
    return switch (kind) {
      case "common" -> new AccessFormat(false, hashed);
      case "json" -> new AccessFormat(true, hashed);
      default ->
          throw new IllegalArgumentException(
              "the access log is off, common or json, not '" + kind + "'");
    };
  }

  @Override
  public String apply(Access access) {
    String path = path(access);
    String target = path.equals("-") ? path : path + query(access.query());
    return json ? json(access, target) : common(access, target);
  }

  private static String common(Access access, String target) {
    return access.client()
        + " - "
        + (access.caller().isEmpty() ? "-" : printable(access.caller()))
        + " ["
        + TIME.format(access.at())
        + "] \""
        + printable(access.method())
        + " "
        + target
        + " HTTP/1.1\" "
        + access.status()
        + " "
        + (access.bytes() == 0 ? "-" : Long.toString(access.bytes()));
  }

  private static String json(Access access, String target) {
    ObjectNode line = Json.object();
    line.put("time", access.at().toString());
    line.put("client", access.client());
    line.put("caller", printable(access.caller()));
    line.put("method", printable(access.method()));
    line.put("path", target);
    line.put("route", access.route());
    line.put("status", access.status());
    line.put("bytes", access.bytes());
    line.put("milliseconds", Math.round(access.took().toNanos() / 1e3) / 1e3);
    return Json.line(line).strip();
  }

  /// Where ids are hashed, a path that is none of ours is not told: anything may stand in it.
  private String path(Access access) {
    String path = access.path();
    if (!hashed) {
      return printable(path);
    }
    if (access.route().equals(ServiceMetrics.NO_ROUTE)) {
      return "-";
    }
    return access.route().startsWith(USERS + "{") ? USERS + "~" + hash(path) : printable(path);
  }

  /// Of the id as it is, however it was escaped.
  private String hash(String path) {
    String id = PercentEncoding.decoded(path.substring(path.lastIndexOf('/') + 1), false);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] bytes = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, HASH_DIGITS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    var names = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      names.append(names.isEmpty() ? '?' : '&');
      if (LIMIT.matcher(pair).matches()) {
        names.append(pair);
      } else {
        names.append(name.matches("[a-z]{1,20}") ? name + "=*" : "*");
      }
    }
    return cut(names.toString());
  }

  /// Whatever could begin a line of its own, or end a quoted text, is escaped.
  private static String printable(String text) {
    var printable = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7f && c != '"' && c != '\\') {
        printable.append(c);
      } else {
        printable.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
      }
    }
    return printable + (text.length() > LONGEST ? "..." : "");
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
