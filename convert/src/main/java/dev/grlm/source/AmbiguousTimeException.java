package dev.grlm.source;

/// A date is read but for the order of its day and its month.
final class AmbiguousTimeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  AmbiguousTimeException(String text) {
    super("'" + text + "' may have the day or the month first");
  }
}
