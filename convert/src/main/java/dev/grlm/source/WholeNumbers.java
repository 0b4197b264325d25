package dev.grlm.source;

/// Whole numbers that a data frame or JSON wrote with a point: `101.0` is 101.
final class WholeNumbers {
  private WholeNumbers() {}

  /// Whether it is digits, a point, and nothing but zeros behind it.
  static boolean isDecimal(String text) {
    int last = text.length() - 1;
    if (last < 2 || text.charAt(last) != '0') {
      return false;
    }
    int point = text.indexOf('.');
    return point > 0 && isZeros(text, point + 1) && isWhole(text.substring(0, point));
  }

  /// `text`, of which [#isDecimal] holds, without its point.
  static String of(String text) {
    return text.substring(0, text.indexOf('.'));
  }

  /// Digits, with a minus before them or not.
  static boolean isWhole(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.length() > start && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isZeros(String text, int from) {
    return text.chars().skip(from).allMatch(c -> c == '0');
  }

  /// The number as an id: without a point and an exponent where it is whole.
  static String id(double value, String otherwise) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
    return whole ? Long.toString((long) value) : otherwise;
  }
}
