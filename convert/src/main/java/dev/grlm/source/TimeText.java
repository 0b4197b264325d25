package dev.grlm.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// A date with or without a time, as text: one walk over its characters, since a log has one in
/// every line. Once.
///
/// Taken are year, month and day between `-`, `/` or `.` with the year first; the other way round
/// only where the order is said; days and months by English names (`Tue Oct 01 00:00:00 +0000
/// 2019`, `1 Oct 2019`, `Oct 1, 2019`, `01/Oct/2019:00:00:00 +0000`); behind a date a time of two
/// or three parts, a fraction, `AM` or `PM`, and `Z`, `UTC`, `GMT` or an offset.
final class TimeText {
  private static final int NONE = -1;
  private static final int SHORTEST_ISO = 8;
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private final Scan scan;
  private final ClockScan clock;
  private final Times.DateOrder order;
  private int year = NONE;
  private int month = NONE;
  private int day = NONE;

  private TimeText(String text, Times.DateOrder order) {
    this.scan = new Scan(text);
    this.clock = new ClockScan(scan);
    this.order = order;
  }

  /// Milliseconds since 1970 UTC; what has no zone is UTC.
  ///
  /// @param text without blanks around it
  /// @throws AmbiguousTimeException when only the order of day and month is in doubt
  /// @throws IllegalArgumentException when it is no date
  /// @throws java.time.DateTimeException when it is a day that no calendar has
  static long millis(String text, Times.DateOrder order) {
    var parsed = new TimeText(text, order);
    if (!parsed.isoDate()) {
      parsed.mixedDate();
    }
    return parsed.millis();
  }

  private long millis() {
    if (year == NONE || month == NONE || day == NONE) {
      throw scan.broken();
    }
    long second = LocalDate.of(year, month, day).toEpochDay() * 86_400L + clock.seconds();
    return second * 1000L + clock.nanos() / 1_000_000;
  }

  /// The form of nearly every log: `2019-10-01`, then a blank or `T`, then a time.
  private boolean isoDate() {
    boolean yearFirst =
        scan.text.length() >= SHORTEST_ISO
            && scan.isDigit(0)
            && scan.isDigit(1)
            && scan.isDigit(2)
            && scan.isDigit(3)
            && isDateSign(scan.text.charAt(4));
    if (!yearFirst) {
      return false;
    }
    year = scan.number(4, 4);
    char sign = scan.next();
    scan.skip(sign);
    month = scan.number(1, 2);
    if (!scan.skip(sign)) {
      throw scan.broken();
    }
    day = scan.number(1, 2);
    while (!scan.isDone()) {
      behindDate();
    }
    return true;
  }

  /// A time, a zone, or what stands between them.
  private void behindDate() {
    if (scan.skip(' ') || scan.skip(',')) {
      return;
    }
    boolean letter = !clock.isTimed() && (scan.skip('T') || scan.skip('t'));
    if (!clock.isTimed() && scan.isDigit()) {
      clock.time(scan.number(1, 2));
    } else if (letter || !clock.zone()) {
      throw scan.broken();
    }
  }

  /// Names of days and months, and numbers whose meaning their place tells.
  private void mixedDate() {
    int[] numbers = new int[2];
    int found = 0;
    while (!scan.isDone()) {
      char c = scan.next();
      if (Character.isLetter(c)) {
        word();
      } else if (!scan.isDigit()) {
        sign(c);
      } else {
        int start = scan.place();
        int value = scan.number(1, 4);
        if (isHour(scan.place() - start, found)) {
          clock.time(value);
        } else if (scan.place() - start == 4 && year == NONE) {
          year = value;
          timeOfLog();
        } else if (found < 2) {
          numbers[found++] = value;
        } else {
          throw scan.broken();
        }
      }
    }
    settle(numbers, found);
  }

  private void sign(char c) {
    if (clock.zone()) {
      return;
    }
    if (c != ' ' && c != ',' && (clock.isTimed() || !isDateSign(c))) {
      throw scan.broken();
    }
    scan.skip(c);
  }

  private boolean isHour(int digits, int found) {
    boolean dayBefore = found >= 2 || (month != NONE && found >= 1);
    return digits <= 2 && scan.next() == ':' && !clock.isTimed() && dayBefore;
  }

  /// Logs of web servers have a colon between the date and the time.
  private void timeOfLog() {
    if (month != NONE && scan.next() == ':' && scan.isDigit(scan.place() + 1)) {
      scan.skip(':');
      clock.time(scan.number(2, 2));
    }
  }

  private void settle(int[] numbers, int found) {
    if (month != NONE && found == 1) {
      day = numbers[0];
      return;
    }
    if (month != NONE || found != 2 || year == NONE) {
      throw scan.broken();
    }
    if (order == Times.DateOrder.YEAR_FIRST) {
      boolean date = isDate(numbers[0], numbers[1]) || isDate(numbers[1], numbers[0]);
      throw date ? new AmbiguousTimeException(scan.text) : scan.broken();
    }
    boolean dayFirst = order == Times.DateOrder.DAY_FIRST;
    day = numbers[dayFirst ? 0 : 1];
    month = numbers[dayFirst ? 1 : 0];
  }

  private static boolean isDate(int ofMonth, int ofYear) {
    return ofYear >= 1 && ofYear <= 12 && ofMonth >= 1 && ofMonth <= 31;
  }

  /// The name of a month or of a day, or of a zone.
  private void word() {
    int start = scan.place();
    int end = start;
    while (end < scan.text.length() && Character.isLetter(scan.text.charAt(end))) {
      end++;
    }
    String word = scan.text.substring(start, end).toLowerCase(Locale.ROOT);
    int named = month == NONE ? index(MONTHS, word) : NONE;
    if (named != NONE || (!clock.isTimed() && index(DAYS, word) != NONE)) {
      month = named == NONE ? month : named + 1;
      scan.goTo(end);
      scan.skip('.');
    } else if (!clock.zone()) {
      throw scan.broken();
    }
  }

  /// Place of a name that is written out, or cut to three letters (or `sept`).
  private static int index(List<String> names, String word) {
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      boolean cut = word.length() == 3 || word.equals("sept");
      if (name.equals(word) || (cut && name.startsWith(word))) {
        return place;
      }
    }
    return NONE;
  }

  private static boolean isDateSign(char c) {
    return c == '-' || c == '/' || c == '.';
  }
}
