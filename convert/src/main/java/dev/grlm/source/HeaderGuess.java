package dev.grlm.source;

import java.util.ArrayList;
import java.util.List;

/// Names for the columns of a table without a header, as an example for a person: a time is told by
/// its look, the user is the first column and the item the next that can be an id.
final class HeaderGuess {
  private HeaderGuess() {}

  /// The names with commas between, as `--columns` takes them.
  ///
  /// @param row the first line's cells
  static String of(List<String> row) {
    var names = new ArrayList<String>();
    boolean timed = false;
    boolean rated = false;
    for (String text : row) {
      String cell = text.strip();
      String name = "c" + (names.size() + 1);
      if (!timed && cell.length() >= 8 && ColumnSample.isTime(cell)) {
        name = "timestamp";
        timed = true;
      } else if (!names.contains("user") && !cell.isEmpty()) {
        name = "user";
      } else if (!names.contains("item") && isId(cell)) {
        name = "item";
      } else if (!rated && names.contains("item") && cell.matches("[0-5](\\.\\d)?|10")) {
        name = "rating";
        rated = true;
      }
      names.add(name);
    }
    return String.join(",", names);
  }

  /// No number with a fraction, which would be a place or a price.
  private static boolean isId(String cell) {
    return !cell.isEmpty() && !(Times.isNumber(cell) && cell.contains("."));
  }
}
