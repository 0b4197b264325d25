package dev.grlm.source;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The first rows of a table, by which it is told what a column is like. Immutable.
///
/// @param names of the columns
/// @param rows as texts, each with a cell per name
record ColumnSample(List<String> names, List<List<String>> rows) {
  /// As many as a head shows.
  static final int ROWS = 100;

  static final ColumnSample NONE = new ColumnSample(List.of(), List.of());

  /// 1995 and 2033: a number between them, in whatever unit, is hardly anything but a time.
  private static final long EARLIEST = 800_000_000_000L;

  private static final long LATEST = 2_000_000_000_000L;
  private static final Pattern MONTH_AND_DAY =
      Pattern.compile("(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
  private static final Pattern POWERS = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+?[0-9]{1,2}");

  ColumnSample {
    names = List.copyOf(names);
    int width = names.size();
    rows = rows.stream().filter(row -> row.size() == width).toList();
  }

  /// The same rows with what their folders say behind them; see [Learning#names].
  ColumnSample within(Map<String, String> partition) {
    List<String> all = Learning.names(names, partition);
    List<String> said = all.subList(names.size(), all.size()).stream().map(partition::get).toList();
    return said.isEmpty()
        ? this
        : new ColumnSample(
            all,
            rows.stream().map(row -> Stream.concat(row.stream(), said.stream()).toList()).toList());
  }

  /// The cells of a column that are not blank and no word for it.
  Stream<String> cells(int place, Missing missing) {
    return place < 0
        ? Stream.empty()
        : rows.stream()
            .map(row -> row.get(place).strip())
            .filter(cell -> !cell.isEmpty() && !missing.holds(cell));
  }

  private boolean all(int place, Missing missing, Predicate<String> is) {
    List<String> cells = cells(place, missing).toList();
    return !cells.isEmpty() && cells.stream().allMatch(is);
  }

  /// Whether the column holds whole numbers, with a point and zeros or not.
  boolean holdsNumbers(int place, Missing missing) {
    return all(place, missing, cell -> WholeNumbers.isWhole(cell) || WholeNumbers.isDecimal(cell));
  }

  /// Whether a spreadsheet wrote ids as powers of ten, which loses their digits.
  boolean holdsPowers(int place, Missing missing) {
    return cells(place, missing).anyMatch(cell -> POWERS.matcher(cell).matches());
  }

  /// Whether the column can be one of times.
  boolean looksLikeTimes(int place, Missing missing) {
    return all(place, missing, ColumnSample::isTime);
  }

  /// A date as text or as digits, or a number of this century's size.
  static boolean isTime(String cell) {
    long millis = millis(cell);
    return millis > EARLIEST && millis < LATEST;
  }

  private static boolean isDate(String cell) {
    return millis(cell) != Event.NONE;
  }

  /// In either order of day and month, or [Event#NONE].
  private static long millis(String cell) {
    try {
      return Times.millis(cell, Times.Unit.AUTO, Times.DateOrder.MONTH_FIRST);
    } catch (IllegalArgumentException first) {
      try {
        return Times.millis(cell, Times.Unit.AUTO, Times.DateOrder.DAY_FIRST);
      } catch (IllegalArgumentException second) {
        return Event.NONE;
      }
    }
  }

  /// The first cell that is a month and a day without a year, where all of the column are; else
  /// empty. A number of four digits is none: at least one must begin with a zero.
  String monthAndDay(int place, Missing missing) {
    if (!all(place, missing, cell -> MONTH_AND_DAY.matcher(cell).matches())) {
      return "";
    }
    return cells(place, missing).filter(cell -> cell.startsWith("0")).findFirst().orElse("");
  }

  /// How the times of the column are written, for a person.
  String timeStyle(int place, Missing missing, Times.Unit said) {
    List<String> cells = cells(place, missing).toList();
    if (cells.isEmpty()) {
      return "";
    }
    if (!cells.stream().allMatch(Times::isNumber)) {
      return cells.stream().allMatch(ColumnSample::isDate) ? "dates" : "not all of them times";
    }
    if (said != Times.Unit.AUTO) {
      return said.name().toLowerCase(java.util.Locale.ROOT);
    }
    if (cells.stream().allMatch(Times::spellsDate)) {
      return "digits of a date";
    }
    List<String> units = cells.stream().map(ColumnSample::unit).distinct().sorted().toList();
    return String.join(" and ", units) + " since 1970 by their size";
  }

  private static String unit(String number) {
    try {
      long whole = (long) Double.parseDouble(number);
      return Times.Unit.guess(whole).name().toLowerCase(java.util.Locale.ROOT);
    } catch (NumberFormatException broken) {
      return "numbers";
    }
  }
}
