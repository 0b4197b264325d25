package dev.grlm.service;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says of its body, and what the body's first bytes say: only JSON in UTF-8 that is
/// not packed is taken. Stateless.
final class BodyType {
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  /// JSON in ASCII is in UTF-8 too.
  private static final List<String> TAKEN = List.of("utf-8", "utf8", "us-ascii");

  private BodyType() {}

  /// @param types values of the header Content-Type
  /// @param encodings values of the header Content-Encoding
  /// @throws Problem 415 saying what is expected and what was seen
  static void require(List<String> types, List<String> encodings) {
    if (types.size() != 1 || !MediaRanges.isJson(types.getFirst())) {
      String seen = types.isEmpty() ? "has no Content-Type" : "is " + shown(types);
      throw Problem.of(415, "the body must be application/json, " + seen);
    }
    Matcher charset = CHARSET.matcher(types.getFirst());
    if (charset.find() && !TAKEN.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
      throw Problem.of(415, "the body must be in UTF-8, is in " + shown(List.of(charset.group(1))));
    }
    for (String encoding : encodings) {
      if (!encoding.strip().equalsIgnoreCase("identity")) {
        throw packed("the body is packed: Content-Encoding: " + shown(encodings));
      }
    }
  }

  /// @throws Problem 415 when the bytes are those of a packed body
  static void requirePlain(byte[] body) {
    if (startsWith(body, 0x1f, 0x8b)) {
      throw packed("the body is packed by gzip");
    }
    if (startsWith(body, 0x28, 0xb5, 0x2f, 0xfd)) {
      throw packed("the body is packed by zstd");
    }
    if (startsWith(body, 'P', 'K', 3, 4)) {
      throw packed("the body is a zip file");
    }
    if (startsWith(body, 0xfe, 0xff) || startsWith(body, 0xff, 0xfe)) {
      throw Problem.of(415, "the body must be in UTF-8, is in UTF-16");
    }
  }

  private static boolean startsWith(byte[] body, int... bytes) {
    for (int place = 0; place < bytes.length; place++) {
      if (place >= body.length || (body[place] & 0xff) != bytes[place]) {
        return false;
      }
    }
    return true;
  }

  private static Problem packed(String seen) {
    return Problem.of(415, seen + "; send it as plain JSON").with("Accept-Encoding", "identity");
  }

  private static String shown(List<String> values) {
    String text = String.join(", ", values).replaceAll("[^ -~]", "?");
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
