package dev.grlm.source;

import java.time.LocalTime;

/// The time of a day and its zone within a [Scan]. Once.
final class ClockScan {
  private static final String[] UNIVERSAL = {"UTC", "GMT", "Z"};
  private static final int MOST_SECONDS_OF_OFFSET = 18 * 3600;
  private static final int SECONDS_OF_DAY = 86_400;

  private final Scan scan;
  private boolean timed;
  private int secondOfDay;
  private int nanos;
  private int offset;
  private boolean offsetSeen;
  private boolean zoneNamed;

  ClockScan(Scan scan) {
    this.scan = scan;
  }

  /// Whether a time was there.
  boolean isTimed() {
    return timed;
  }

  /// Seconds since the day began in UTC: below 0 or above a day where the offset says so.
  long seconds() {
    return (long) secondOfDay - offset;
  }

  int nanos() {
    return nanos;
  }

  /// The time whose hour has been read.
  ///
  /// @throws IllegalArgumentException or java.time.DateTimeException, when no clock shows it
  void time(int hour) {
    if (timed || !scan.skip(':')) {
      throw scan.broken();
    }
    timed = true;
    int minute = scan.number(2, 2);
    int second = 0;
    if (scan.skip(':')) {
      second = scan.number(2, 2);
      if (scan.skip('.') || scan.skip(',')) {
        fraction();
      }
    }
    int hours = half(hour);
    boolean leap = second == 60; // is the next second's first moment on every machine
    boolean end = hours == 24 && minute == 0 && second == 0 && nanos == 0;
    LocalTime checked = LocalTime.of(end ? 0 : hours, minute, leap ? 59 : second);
    secondOfDay = checked.toSecondOfDay() + (leap ? 1 : 0) + (end ? SECONDS_OF_DAY : 0);
  }

  private void fraction() {
    if (!scan.isDigit()) {
      throw scan.broken();
    }
    for (int unit = 100_000_000; scan.isDigit(); unit /= 10) {
      nanos += unit * scan.number(1, 1); // what is below a nanosecond counts as nothing
    }
  }

  /// The hour of a day of 24, where AM or PM stands behind the time.
  private int half(int hour) {
    int start = scan.place();
    scan.skipAll(' ');
    boolean morning = scan.skip("AM") || scan.skip("am");
    boolean evening = !morning && (scan.skip("PM") || scan.skip("pm"));
    if (!morning && !evening) {
      scan.goTo(start);
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw scan.broken();
    }
    return hour % 12 + (evening ? 12 : 0);
  }

  /// Goes past a zone; whether there is one. Some write an offset and its name.
  boolean zone() {
    char c = scan.next();
    if (!timed) {
      return false;
    }
    if ((c == '+' || c == '-') && !offsetSeen) {
      scan.skip(c);
      offset = (c == '-' ? -1 : 1) * offset();
      offsetSeen = true;
      return true;
    }
    if (c == '[' && offsetSeen && scan.text.endsWith("]")) {
      scan.goTo(scan.text.length()); // a region, whose offset stands before it
      return true;
    }
    return !zoneNamed && offset == 0 && universal();
  }

  private boolean universal() {
    for (String name : UNIVERSAL) {
      if (scan.skip(name)) {
        zoneNamed = true;
        return !Character.isLetter(scan.next());
      }
    }
    return false;
  }

  /// Seconds of `02`, `0200` or `02:00`.
  private int offset() {
    int start = scan.place();
    int seconds = scan.number(1, 2) * 3600;
    boolean packed = scan.place() - start == 2 && scan.isDigit();
    if (packed || scan.skip(':')) {
      seconds += scan.number(2, 2) * 60;
    }
    if (seconds > MOST_SECONDS_OF_OFFSET) {
      throw scan.broken();
    }
    return seconds;
  }
}
