package dev.grlm.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An aligned table for terminals: a header, a rule, rows; columns two blanks apart, no line longer
/// than it must be. Confined to one thread.
public final class TextTable {
  private static final String GAP = "  ";

  /// @param numeric whether values are aligned to the right
  private record Column(String header, boolean numeric) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /// Adds a column of text, aligned to the left.
  public TextTable text(String header) {
    return column(new Column(clean(header), false));
  }

  /// Adds a column of numbers, aligned to the right.
  public TextTable number(String header) {
    return column(new Column(clean(header), true));
  }

  private TextTable column(Column column) {
    if (!rows.isEmpty()) {
      throw new IllegalStateException("column '" + column.header() + "' comes after the first row");
    }
    columns.add(column);
    return this;
  }

  /// @throws IllegalArgumentException naming both numbers, when there is not one cell per column
  public TextTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns: " + cells);
    }
    rows.add(cells.stream().map(TextTable::clean).toList());
    return this;
  }

  public TextTable row(String... cells) {
    return row(Arrays.asList(cells));
  }

  /// Lines without line ends and without blanks at their ends.
  public List<String> lines() {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      int index = column;
      widths[column] =
          Math.max(
              width(columns.get(column).header()),
              rows.stream().mapToInt(row -> width(row.get(index))).max().orElse(0));
    }
    var lines = new ArrayList<String>();
    lines.add(line(columns.stream().map(Column::header).toList(), widths));
    lines.add("─".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1)));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    var out = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - width(cell));
      out.append(column == 0 ? "" : GAP)
          .append(columns.get(column).numeric() ? blanks + cell : cell + blanks);
    }
    return out.toString().stripTrailing();
  }

  /// The table as it is printed, each line ended.
  @Override
  public String toString() {
    return String.join("\n", lines()) + "\n";
  }

  /// Terminal cells that a text takes: none for combining marks, two for East Asian wide characters
  /// and pictures, one for all others.
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean fullWidth =
        (point >= 0xFF01 && point <= 0xFF60) || (point >= 0x3000 && point <= 0x303E);
    return fullWidth || Character.isEmojiPresentation(point) || eastAsian(point) ? 2 : 1;
  }

  private static boolean eastAsian(int point) {
    boolean halfWidth = point >= 0xFF61 && point <= 0xFFDC;
    return !halfWidth
        && switch (Character.UnicodeScript.of(point)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
          default -> false;
        };
  }

  /// Line ends, tabs and control characters would break the lines.
  private static String clean(String text) {
    return text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
