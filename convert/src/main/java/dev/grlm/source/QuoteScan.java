package dev.grlm.source;

/// Tells whether a quote is open at the end of a line. A quote counts only where a cell begins, and
/// its counterpart only where a cell ends; a doubled one is content. A lone carriage return ends a
/// row. Immutable.
final class QuoteScan {
  private final char separator;

  QuoteScan(char separator) {
    this.separator = separator;
  }

  /// What is known at a line's end.
  enum State {
    OPEN,
    CLOSED,
    /// A quote that was open is closed where no cell ends.
    BROKEN
  }

  /// The state behind a line that begins a record.
  State first(String line) {
    if (line.indexOf('"') < 0) {
      return State.CLOSED;
    }
    int open = opening(line, 0, true);
    return open < 0 ? State.CLOSED : inside(line, open);
  }

  /// The state behind a line before which a quote was open.
  State further(String line) {
    return inside(line, 0);
  }

  private State inside(String line, int start) {
    int from = start;
    while (true) {
      int close = closing(line, from);
      if (close < 0) {
        return State.OPEN;
      }
      int next = close + 1;
      if (next < line.length() && !endsCell(line.charAt(next))) {
        return State.BROKEN;
      }
      from = opening(line, next, false);
      if (from < 0) {
        return State.CLOSED;
      }
    }
  }

  /// Place behind the next quote that begins a cell, or -1.
  ///
  /// @param first whether a cell begins at `start` itself
  private int opening(String line, int start, boolean first) {
    boolean begins = first;
    for (int at = start; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"' && begins) {
        return at + 1;
      }
      begins = endsCell(c);
    }
    return -1;
  }

  /// Place of the next quote that is not doubled, or -1.
  private static int closing(String line, int start) {
    int at = line.indexOf('"', start);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    return at;
  }

  private boolean endsCell(char c) {
    return c == separator || c == '\r';
  }
}
