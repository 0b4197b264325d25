package dev.grlm.source;

/// A walk over the characters of a cell that should be a time. For one thread, once.
final class Scan {
  final String text;
  private int at;

  Scan(String text) {
    this.text = text;
  }

  boolean isDone() {
    return at >= text.length();
  }

  /// Place of the next character.
  int place() {
    return at;
  }

  /// Goes on, or back, to `place`.
  void goTo(int place) {
    at = place;
  }

  /// The next character, or NUL behind the last one; it stays.
  char next() {
    return isDone() ? 0 : text.charAt(at);
  }

  /// Goes past the next character where it is `c`; whether it was.
  boolean skip(char c) {
    if (next() != c || isDone()) {
      return false;
    }
    at++;
    return true;
  }

  /// Goes past the next characters where they are `word` in this case; whether they were.
  boolean skip(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /// Goes past all of `c`.
  void skipAll(char c) {
    while (skip(c)) {
      // on
    }
  }

  boolean isDigit() {
    return isDigit(at);
  }

  boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  /// The number at the present place, of as many digits as there are up to `most`.
  int number(int fewest, int most) {
    int start = at;
    int value = 0;
    while (at - start < most && isDigit()) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - start < fewest) {
      throw broken();
    }
    return value;
  }

  IllegalArgumentException broken() {
    return new IllegalArgumentException("'" + text + "' is not a time");
  }
}
