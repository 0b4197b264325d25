package dev.grlm.source;

import java.nio.file.Path;

/// A line or a cell that cannot be taken as it stands.
///
/// @param file what was read
/// @param line from 1; 0 where there are no lines
/// @param column name of the column or key, or `line` for the line as a whole
/// @param value what stands there, shortened by [#toString]
/// @param reason one of the constants of [Reasons] or a phrase of the same kind: it does not change
///   with the value
public record Fault(Path file, long line, String column, String value, String reason) {
  private static final int SHOWN_CHARACTERS = 80;

  /// Whether the line says of itself that there is no user, or no item: many a log has events of
  /// people who were not logged in. Such lines are dropped and counted, and are no sign of an input
  /// that is read in a wrong way.
  public boolean isAbsence() {
    return reason.equals(Reasons.NO_USER) || reason.equals(Reasons.NO_ITEM);
  }

  /// One line with file, line, column and value.
  @Override
  public String toString() {
    return file + ":" + line + ": column '" + column + "': " + reason + ": '" + shown() + "'";
  }

  /// The beginning of the value on one line, without control characters.
  private String shown() {
    String start =
        value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
    var out = new StringBuilder();
    start
        .codePoints()
        .forEach(point -> {
          boolean odd =
              Character.isISOControl(point)
                  || point == 0x2028
                  || point == 0x2029
                  || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
          out.appendCodePoint(odd ? 0xFFFD : point);
        });
    return out.toString();
  }
}
