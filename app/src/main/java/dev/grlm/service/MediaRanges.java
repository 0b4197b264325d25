package dev.grlm.service;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The headers Accept and Content-Type, as far as this service needs them.
final class MediaRanges {
  private static final int NONE = -1;

  /// A weight of nothing, in whatever way it is written.
  private static final Pattern NOTHING = Pattern.compile("(?i);\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

  private MediaRanges() {}

  /// @param accept values of the header, empty where there is none
  /// @param type what would be answered; empty fits everything
  static boolean accept(List<String> accept, String type) {
    if (accept.isEmpty() || type.isEmpty()) {
      return true;
    }
    int closest = NONE;
    boolean accepted = false;
    for (String range : String.join(",", accept).split(",", -1)) {
      int closeness = closeness(base(range), base(type));
      if (closeness > closest) {
        closest = closeness;
        accepted = !NOTHING.matcher(range).find();
      }
    }
    return accepted;
  }

  /// Whether a body of this type is JSON in UTF-8.
  static boolean isJson(String contentType) {
    return base(contentType).equals("application/json");
  }

  /// How closely a range names a type; the closest range is the one that counts (RFC 9110, 12.5.1).
  private static int closeness(String range, String type) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.equals(type.replaceFirst("/.*", "/*"))) {
      return 1;
    }
    return range.equals("*/*") ? 0 : NONE;
  }

  private static String base(String value) {
    int parameters = value.indexOf(';');
    return (parameters < 0 ? value : value.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
