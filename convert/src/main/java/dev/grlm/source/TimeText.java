package dev.grlm.source;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/// A date with or without a time, as text: one walk over its characters, since a log has one in
/// every line. Not reused.
///
/// Taken are year, month and day between `-`, `/` or `.` with the year first; the other way round
/// only where the order is said; days and months by English names (`Tue Oct 01 00:00:00 +0000
/// 2019`, `1 Oct 2019`, `Oct 1, 2019`, `01/Oct/2019:00:00:00 +0000`); behind a date a time of two
/// or three parts, a fraction, `AM` or `PM`, and `Z`, `UTC`, `GMT` or an offset.
final class TimeText {
  private static final int NONE = -1;
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> MONTH_NAMES =
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
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final List<String> DAY_NAMES =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> UNIVERSAL = List.of("UTC", "GMT", "Z");
  private static final int MOST_SECONDS_OF_OFFSET = 18 * 3600;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String text;
  private final Times.DateOrder order;
  private int at;
  private int year = NONE;
  private int month = NONE;
  private int day = NONE;
  private long secondOfDay;
  private int nanos;
  private boolean timed;
  private int offset;
  private boolean offsetSeen;
  private boolean zoneNamed;

  private TimeText(String text, Times.DateOrder order) {
    this.text = text;
    this.order = order;
  }

  /// Milliseconds since 1970 UTC; what has no zone is UTC.
  ///
  /// @param text without blanks around it
  /// @throws AmbiguousTimeException when only the order of day and month is in doubt
  /// @throws IllegalArgumentException when it is no date (or a day that no calendar has)
  static long millis(String text, Times.DateOrder order) {
    var parsed = new TimeText(text, order);
    parsed.parse();
    return parsed.millis();
  }

  private long millis() {
    long epochDay = LocalDate.of(year, month, day).toEpochDay();
    long second = epochDay * 86_400L + secondOfDay - offset;
    return second * 1000L + nanos / 1_000_000;
  }

  private void parse() {
    if (!isoDate()) {
      mixedDate();
    }
    if (year == NONE || month == NONE || day == NONE) {
      throw broken();
    }
  }

  /// The form of nearly every log: `2019-10-01`, then a blank or `T`, then a time.
  private boolean isoDate() {
    boolean yearFirst =
        text.length() >= 8
            && isDigit(0)
            && isDigit(1)
            && isDigit(2)
            && isDigit(3)
            && isDateSign(text.charAt(4));
    if (!yearFirst) {
      return false;
    }
    year = number(4, 4);
    char sign = text.charAt(at++);
    month = number(1, 2);
    if (at >= text.length() || text.charAt(at++) != sign) {
      throw broken();
    }
    day = number(1, 2);
    rest();
    return true;
  }

  /// What may stand behind a date: a time, and then a zone.
  private void rest() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == ',') {
        at++;
      } else if ((c == 'T' || c == 't') && !timed && at + 1 < text.length() && isDigit(at + 1)) {
        at++;
        time(number(1, 2));
      } else if (isDigit(at) && !timed) {
        time(number(1, 2));
      } else if (!zone(c)) {
        throw broken();
      }
    }
  }

  /// Behind the hour.
  private void time(int hour) {
    if (at >= text.length() || text.charAt(at) != ':') {
      throw broken();
    }
    at++;
    int minute = number(2, 2);
    int second = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      second = number(2, 2);
      if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        at++;
        fraction();
      }
    }
    timed = true;
    int hours = half(hour);
    boolean leap = second == 60; // is the next second's first moment on every machine
    boolean end = hours == 24 && minute == 0 && second == 0 && nanos == 0;
    LocalTime checked = LocalTime.of(end ? 0 : hours, minute, leap ? 59 : second);
    secondOfDay = checked.toSecondOfDay() + (leap ? 1 : 0) + (end ? 86_400 : 0);
  }

  private void fraction() {
    int start = at;
    long value = 0;
    long unit = NANOS_PER_SECOND;
    while (at < text.length() && isDigit(at)) {
      if (unit > 1) {
        unit /= 10;
        value += unit * (text.charAt(at) - '0');
      }
      at++;
    }
    if (at == start) {
      throw broken();
    }
    nanos = (int) value;
  }

  /// The hour of a day of 24, where AM or PM stands behind the time.
  private int half(int hour) {
    int from = at;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    boolean morning = text.regionMatches(true, from, "AM", 0, 2);
    boolean evening = text.regionMatches(true, from, "PM", 0, 2);
    if (!morning && !evening) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw broken();
    }
    at = from + 2;
    return hour % 12 + (evening ? 12 : 0);
  }

  /// A zone at the present place: whether there is one. Some write an offset and its name.
  private boolean zone(char c) {
    if (!timed) {
      return false;
    }
    if ((c == '+' || c == '-') && !offsetSeen) {
      at++;
      offset = (c == '-' ? -1 : 1) * offset();
      offsetSeen = true;
      return true;
    }
    if (c == '[' && offsetSeen && text.endsWith("]")) {
      at = text.length(); // a region, whose offset stands before it
      return true;
    }
    return !zoneNamed && offset == 0 && universal();
  }

  private boolean universal() {
    for (String name : UNIVERSAL) {
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        zoneNamed = true;
        return at == text.length() || !Character.isLetter(text.charAt(at));
      }
    }
    return false;
  }

  /// Seconds of `02`, `0200`, `02:00` or `02:00:00`.
  private int offset() {
    int start = at;
    int hours = number(1, 2);
    boolean packed = at - start == 2 && at + 1 < text.length() && isDigit(at) && isDigit(at + 1);
    int seconds = hours * 3600;
    if (packed) {
      seconds += number(2, 2) * 60;
    } else if (at < text.length() && text.charAt(at) == ':') {
      at++;
      seconds += number(2, 2) * 60;
    }
    if (seconds > MOST_SECONDS_OF_OFFSET) {
      throw broken();
    }
    return seconds;
  }

  /// Names of days and months, and numbers whose meaning their place tells.
  private void mixedDate() {
    boolean named = false;
    int[] numbers = new int[3];
    int found = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isLetter(c)) {
        named |= word();
      } else if (isDigit(at)) {
        int start = at;
        int value = number(1, 4);
        boolean hour = !timed && at < text.length() && text.charAt(at) == ':' && at - start <= 2;
        if (hour && (found >= 2 || (named && found >= 1))) {
          time(value);
        } else if (at - start == 4 && year == NONE) {
          year = value;
          logTime();
        } else if (found < 2) {
          numbers[found++] = value;
        } else {
          throw broken();
        }
      } else if (timed && zone(c)) {
        continue;
      } else if (c == ' ' || c == ',' || (isDateSign(c) && !timed)) {
        at++;
      } else {
        throw broken();
      }
    }
    settle(named, numbers, found);
  }

  /// Logs of web servers have a colon between the date and the time.
  private void logTime() {
    if (at + 1 < text.length() && text.charAt(at) == ':' && isDigit(at + 1) && month != NONE) {
      at++;
      time(number(2, 2));
    }
  }

  private void settle(boolean named, int[] numbers, int found) {
    if (named && found == 1) {
      day = numbers[0];
      return;
    }
    if (named || found != 2 || year == NONE) {
      throw broken();
    }
    switch (order) {
      case DAY_FIRST -> {
        day = numbers[0];
        month = numbers[1];
      }
      case MONTH_FIRST -> {
        month = numbers[0];
        day = numbers[1];
      }
      case YEAR_FIRST -> {
        if (mayBeDate(numbers[0], numbers[1]) || mayBeDate(numbers[1], numbers[0])) {
          throw new AmbiguousTimeException(text);
        }
        throw broken();
      }
    }
  }

  private boolean mayBeDate(int ofMonth, int ofYear) {
    return ofYear >= 1 && ofYear <= 12 && ofMonth >= 1 && ofMonth <= 31;
  }

  /// A word at the present place; whether it is a month.
  private boolean word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at).toLowerCase(Locale.ROOT);
    int found = Math.max(MONTHS.indexOf(word), MONTH_NAMES.indexOf(word));
    if (found < 0 && word.equals("sept")) {
      found = 8;
    }
    if (found >= 0 && month == NONE) {
      month = found + 1;
      skipDot();
      return true;
    }
    if (!timed && (DAYS.contains(word) || DAY_NAMES.contains(word))) {
      skipDot();
      return false;
    }
    at = start;
    if (timed && zone(text.charAt(at))) {
      return false;
    }
    throw broken();
  }

  private void skipDot() {
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
    }
  }

  private int number(int fewest, int most) {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < most && isDigit(at)) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    if (at - start < fewest) {
      throw broken();
    }
    return value;
  }

  private boolean isDigit(int place) {
    return text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private static boolean isDateSign(char c) {
    return c == '-' || c == '/' || c == '.';
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("'" + text + "' is not a time");
  }
}
