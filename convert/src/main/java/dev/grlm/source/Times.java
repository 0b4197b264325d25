package dev.grlm.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as inputs write them: a number since 1970 UTC, the digits of a date, or a date as text.
public final class Times {
  /// What can be read, for a message.
  public static final String FORMS =
      "times are read as numbers since 1970, as 20191001 or 20191001123000, as 2019-10-01 or"
          + " 2019/10/01, 2019-10-01 12:30, 2019-10-01T12:30:00.5Z, … +02:00, … UTC, or with the"
          + " month's English name (1 Oct 2019, Tue Oct 01 12:30:00 +0000 2019); 10/11/2019 with"
          + " --date-order day-first or month-first";

  private static final int LONGEST = 40;
  private static final int DAY_DIGITS = 8;
  private static final int MINUTE_DIGITS = 12;
  private static final int SECOND_DIGITS = 14;
  private static final int MILLISECOND_DIGITS = 17;

  private Times() {}

  /// What comes first in a date whose year comes last.
  public enum DateOrder {
    /// Nothing is guessed: such a date is refused.
    YEAR_FIRST,
    DAY_FIRST,
    MONTH_FIRST
  }

  /// How a number is meant.
  public enum Unit {
    /// By its size: up to 11 digits are seconds, up to 14 milliseconds, up to 17 microseconds; but
    /// digits that spell a day (with a time) from 1900 to 2099 are that.
    AUTO(0),
    SECONDS(1_000_000_000L),
    MILLISECONDS(1_000_000L),
    MICROSECONDS(1_000L),
    NANOSECONDS(1L),
    /// Days since 1970.
    DAYS(86_400_000_000_000L),
    /// Days since 30 December 1899, as spreadsheets count them.
    EXCEL(86_400_000_000_000L);

    private static final long EXCEL_DAYS_BEFORE = 25_569;

    private final long nanoseconds;

    Unit(long nanoseconds) {
      this.nanoseconds = nanoseconds;
    }

    /// Milliseconds since 1970 UTC; what is below a millisecond is cut off.
    ///
    /// @throws ArithmeticException when a `long` cannot hold it
    public long millis(long value) {
      Unit unit = this == AUTO ? guess(value) : this;
      long since = unit == EXCEL ? Math.subtractExact(value, EXCEL_DAYS_BEFORE) : value;
      return unit.nanoseconds >= 1_000_000L
          ? Math.multiplyExact(since, unit.nanoseconds / 1_000_000L)
          : Math.floorDiv(since, 1_000_000L / unit.nanoseconds);
    }

    /// Milliseconds since 1970 UTC.
    private long millis(BigDecimal value) {
      BigDecimal since =
          this == EXCEL ? value.subtract(BigDecimal.valueOf(EXCEL_DAYS_BEFORE)) : value;
      return since
          .multiply(BigDecimal.valueOf(nanoseconds))
          .movePointLeft(6)
          .setScale(0, RoundingMode.FLOOR)
          .longValueExact();
    }

    static Unit guess(long value) {
      long size = value < 0 ? -(value + 1) : value;
      if (size < 100_000_000_000L) {
        return SECONDS;
      }
      if (size < 100_000_000_000_000L) {
        return MILLISECONDS;
      }
      return size < 100_000_000_000_000_000L ? MICROSECONDS : NANOSECONDS;
    }
  }

  /// As [#millis(String, Unit, DateOrder)] with the year first in every date.
  ///
  /// @throws IllegalArgumentException naming `text`, when it is no time
  public static long millis(String text, Unit unit) {
    return millis(text, unit, DateOrder.YEAR_FIRST);
  }

  /// Milliseconds since 1970 UTC. A date without a time is its first moment; a time without an
  /// offset is UTC.
  ///
  /// @throws IllegalArgumentException naming `text`, when it is no time
  public static long millis(String text, Unit unit, DateOrder order) {
    String cell = text.strip();
    try {
      if (isWhole(cell)) {
        return whole(cell, unit);
      }
      return isNumber(cell) ? decimal(cell, unit) : TimeText.millis(cell, order);
    } catch (ArithmeticException | DateTimeException | NumberFormatException broken) {
      throw new IllegalArgumentException("'" + text + "' is not a time", broken);
    } catch (AmbiguousTimeException doubtful) {
      throw doubtful;
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("'" + text + "' is not a time", broken);
    }
  }

  private static long whole(String cell, Unit unit) {
    long value = Long.parseLong(cell);
    return unit == Unit.AUTO && spellsDate(cell)
        ? calendar(value, cell.length())
        : unit.millis(value);
  }

  /// Whether the digits are those of a day, a minute, a second or a millisecond of the last century
  /// or of this one. As numbers since 1970 they would be in 1970, or after 2500.
  static boolean spellsDate(String digits) {
    int length = digits.length();
    if (length != DAY_DIGITS
        && length != MINUTE_DIGITS
        && length != SECOND_DIGITS
        && length != MILLISECOND_DIGITS) {
      return false;
    }
    if (!digits.startsWith("19") && !digits.startsWith("20")) {
      return false;
    }
    int month = two(digits, 4);
    int day = two(digits, 6);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= LocalDate.of(two(digits, 0) * 100 + two(digits, 2), month, 1).lengthOfMonth()
        && (length < MINUTE_DIGITS || (two(digits, 8) < 24 && two(digits, 10) < 60))
        && (length < SECOND_DIGITS || two(digits, 12) < 60);
  }

  private static int two(String digits, int place) {
    return (digits.charAt(place) - '0') * 10 + digits.charAt(place + 1) - '0';
  }

  private static long calendar(long digits, int length) {
    long millis = length == MILLISECOND_DIGITS ? digits % 1000 : 0;
    long seconds =
        switch (length) {
          case DAY_DIGITS -> digits * 1_000_000L;
          case MINUTE_DIGITS -> digits * 100L;
          case SECOND_DIGITS -> digits;
          default -> digits / 1000;
        };
    var time =
        LocalDateTime.of(
            (int) (seconds / 10_000_000_000L),
            (int) (seconds / 100_000_000L % 100),
            (int) (seconds / 1_000_000L % 100),
            (int) (seconds / 10_000L % 100),
            (int) (seconds / 100L % 100),
            (int) (seconds % 100));
    return time.toEpochSecond(ZoneOffset.UTC) * 1000 + millis;
  }

  /// Tables that went through a data frame say `1400000000.0`, others `1.4E9` or `1600000000.123`.
  private static long decimal(String cell, Unit unit) {
    var value = new BigDecimal(cell);
    if (Math.abs((long) value.precision() - value.scale()) > 20) {
      throw new NumberFormatException(cell);
    }
    long whole = value.setScale(0, RoundingMode.FLOOR).longValueExact();
    if (unit == Unit.AUTO && value.compareTo(BigDecimal.valueOf(whole)) == 0) {
      return whole(Long.toString(whole), unit);
    }
    Unit meant = unit == Unit.AUTO ? Unit.guess(whole) : unit;
    return meant.millis(value);
  }

  /// Digits alone, or with a minus before them, as many as a `long` may have.
  private static boolean isWhole(String cell) {
    int start = cell.startsWith("-") ? 1 : 0;
    if (cell.length() == start || cell.length() > 19 + start) {
      return false;
    }
    for (int at = start; at < cell.length(); at++) {
      if (cell.charAt(at) < '0' || cell.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }

  /// Whether it can be nothing but a number: digits, one point, an exponent.
  static boolean isNumber(String cell) {
    if (cell.isEmpty() || cell.length() > LONGEST) {
      return false;
    }
    int points = 0;
    int digits = 0;
    for (int at = 0; at < cell.length(); at++) {
      char c = cell.charAt(at);
      char before = at == 0 ? 'e' : cell.charAt(at - 1);
      boolean exponent = (c == 'e' || c == 'E') && digits > 0;
      boolean sign = (c == '-' || c == '+') && (before == 'e' || before == 'E');
      points += c == '.' ? 1 : 0;
      digits += c >= '0' && c <= '9' ? 1 : 0;
      if (!exponent && !sign && c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return digits > 0 && points <= 1;
  }
}
