package dev.grlm.data;

/// Unicode of texts from outside. JSON can spell half a surrogate pair (`\ud83d`, where somebody
/// cut a text inside an emoji); UTF-8 cannot, so it must not come further than the reader.
final class Texts {
  private static final int REPLACEMENT = 0xFFFD;

  private Texts() {}

  /// Whether every surrogate stands in a pair.
  static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(Texts::halfPair);
  }

  /// `text` with U+FFFD in place of every half of a pair.
  static String repaired(String text) {
    return wellFormed(text)
        ? text
        : text.codePoints()
            .map(point -> halfPair(point) ? REPLACEMENT : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean halfPair(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
