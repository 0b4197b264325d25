package dev.grlm.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Times as inputs write them: a number since 1970 UTC, or an ISO date with or without a time.
public final class Times {
  private static final DateTimeFormatter BLANK_OR_T =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter(Locale.ROOT);

  private Times() {}

  /// How a number is meant.
  public enum Unit {
    /// By its size: up to 11 digits are seconds, up to 14 milliseconds, up to 17 microseconds.
    AUTO(0),
    SECONDS(1_000_000_000L),
    MILLISECONDS(1_000_000L),
    MICROSECONDS(1_000L),
    NANOSECONDS(1L);

    private final long nanoseconds;

    Unit(long nanoseconds) {
      this.nanoseconds = nanoseconds;
    }

    /// Milliseconds since 1970 UTC; what is below a millisecond is cut off.
    ///
    /// @throws ArithmeticException when a `long` cannot hold it
    public long millis(long value) {
      Unit unit = this == AUTO ? guess(value) : this;
      return unit.nanoseconds >= 1_000_000L
          ? Math.multiplyExact(value, unit.nanoseconds / 1_000_000L)
          : Math.floorDiv(value, 1_000_000L / unit.nanoseconds);
    }

    private static Unit guess(long value) {
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

  /// Milliseconds since 1970 UTC. A date without a time is its first moment; a time without an
  /// offset is UTC.
  ///
  /// @throws IllegalArgumentException naming `text`, when it is no time
  public static long millis(String text, Unit unit) {
    String cell = text.strip();
    try {
      if (isNumber(cell)) {
        return unit.millis(Long.parseLong(cell));
      }
      if (cell.length() >= 10 && cell.charAt(4) == '-') {
        return calendar(cell);
      }
      return decimal(cell, unit);
    } catch (ArithmeticException | DateTimeException | NumberFormatException broken) {
      throw new IllegalArgumentException("'" + text + "' is not a time", broken);
    }
  }

  private static long calendar(String cell) {
    if (cell.length() == 10) {
      return LocalDate.parse(cell).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    int zone =
        Math.max(cell.indexOf('Z', 10), Math.max(cell.indexOf('+', 10), cell.indexOf('-', 10)));
    return zone > 0
        ? OffsetDateTime.parse(cell.replace(' ', 'T')).toInstant().toEpochMilli()
        : LocalDateTime.parse(cell, BLANK_OR_T).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /// Tables that went through a data frame say `1400000000.0`, others `1.4E9` or `1600000000.123`.
  private static long decimal(String cell, Unit unit) {
    if (cell.isEmpty() || cell.length() > 40) {
      throw new NumberFormatException(cell);
    }
    var value = new BigDecimal(cell);
    if (Math.abs((long) value.precision() - value.scale()) > 20) {
      throw new NumberFormatException(cell);
    }
    long whole = value.setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
    Unit meant = unit == Unit.AUTO ? Unit.guess(whole) : unit;
    if (meant != Unit.SECONDS) {
      return meant.millis(whole);
    }
    return value.movePointRight(3).setScale(0, java.math.RoundingMode.FLOOR).longValueExact();
  }

  private static boolean isNumber(String cell) {
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
}
