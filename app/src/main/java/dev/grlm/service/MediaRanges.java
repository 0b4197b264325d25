package dev.grlm.service;

import java.util.List;
import java.util.Locale;

/// The headers Accept and Content-Type, as far as this service needs them.
final class MediaRanges {
  private MediaRanges() {}

  /// @param accept values of the header, empty where there is none
  /// @param type what would be answered; empty fits everything
  static boolean accept(List<String> accept, String type) {
    if (accept.isEmpty() || type.isEmpty()) {
      return true;
    }
    return accept.stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(range -> fits(range, base(type)));
  }

  /// Whether a body of this type is JSON in UTF-8.
  static boolean isJson(String contentType) {
    return base(contentType).equals("application/json");
  }

  private static boolean fits(String range, String type) {
    String base = base(range);
    boolean named =
        base.equals("*/*") || base.equals(type) || base.equals(type.replaceFirst("/.*", "/*"));
    return named && !range.replace(" ", "").matches("(?i).*;q=0(\\.0*)?(;.*)?");
  }

  private static String base(String value) {
    int parameters = value.indexOf(';');
    return (parameters < 0 ? value : value.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
