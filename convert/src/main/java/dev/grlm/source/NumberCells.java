package dev.grlm.source;

import java.math.BigDecimal;

/// Positions and ratings as tables write them.
final class NumberCells {
  private static final int LONGEST_NUMBER = 40;

  private NumberCells() {}

  /// A whole number, also as `3.0`: tables that went through a data frame have it so.
  ///
  /// @throws ArithmeticException when it is not whole or a `long` cannot hold it
  static long whole(String cell) {
    if (cell.length() > LONGEST_NUMBER) {
      throw new NumberFormatException(cell);
    }
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException notPlain) {
      return new BigDecimal(cell).longValueExact();
    }
  }

  /// NaN where it is no number. `4,5` is one in half the world; `4,500` may be two, and `5d` is one
  /// for Java alone: it may be five days.
  static float decimal(String cell) {
    if (cell.length() > LONGEST_NUMBER || cell.chars().anyMatch(NumberCells::isForeign)) {
      return Float.NaN;
    }
    int comma = cell.indexOf(',');
    boolean decimal = comma > 0 && comma >= cell.length() - 3 && cell.indexOf('.') < 0;
    try {
      return Float.parseFloat(decimal ? cell.replace(',', '.') : cell);
    } catch (NumberFormatException broken) {
      return Float.NaN;
    }
  }

  /// A letter that is not an exponent's.
  private static boolean isForeign(int c) {
    return Character.isLetter(c) && c != 'e' && c != 'E';
  }
}
