package dev.grlm.export;

/// Text of cells in a file that a spreadsheet may open. Excel, LibreOffice and Google Sheets take a
/// cell that begins with `=`, `+`, `-`, `@`, one of these in full width, or a tab or a line end for
/// a formula, which may fetch or run something: an item's id is chosen by whoever sends the item. A
/// spreadsheet shows a cell that begins with an apostrophe as the text behind it.
///
/// A cell has one apostrophe more where without its leading ones it would be a formula, so that
/// each text has a cell of its own and [#read] gives back what was written.
public final class SpreadsheetText {
  private static final String BEGINNINGS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
  private static final char APOSTROPHE = '\'';

  private SpreadsheetText() {}

  /// The cell for a text.
  public static String cell(String text) {
    return isFormula(text) ? APOSTROPHE + text : text;
  }

  /// The text of a cell.
  public static String read(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == APOSTROPHE && isFormula(cell)
        ? cell.substring(1)
        : cell;
  }

  private static boolean isFormula(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) == APOSTROPHE) {
      first++;
    }
    return first < text.length() && BEGINNINGS.indexOf(text.charAt(first)) >= 0;
  }
}
