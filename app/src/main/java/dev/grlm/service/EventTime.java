package dev.grlm.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// The time of an event: whole milliseconds since 1970, from 1973 to a day ahead of the clock. What
/// is no such time is refused with what it looks like, because a time in another unit would put the
/// event to a wrong place of the history without a word.
final class EventTime {
  /// What is earlier is no time of an event in milliseconds, but could be one in seconds.
  static final long EARLIEST = 100_000_000_000L;

  /// How far the clock of a client may be ahead.
  static final Duration AHEAD = Duration.ofDays(1);

  private static final String WANTED = "'timestamp' must be whole milliseconds since 1970, UTC, ";
  private static final int LONGEST_SHOWN = 40;

  /// Seconds of 1973 and of the year 5138: what looks like a time in another unit lies between.
  private static final BigDecimal FEWEST_SECONDS = BigDecimal.valueOf(100_000_000L);

  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(EARLIEST);

  private static final DateTimeFormatter DAY = digits("uuuuMMdd");
  private static final DateTimeFormatter SECOND = digits("uuuuMMddHHmmss");

  private EventTime() {}

  private static DateTimeFormatter digits(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// @param now milliseconds since 1970
  /// @throws Problem 400 saying what is expected and what was seen
  static long of(JsonNode value, long now) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      long time = value.longValue();
      if (time >= EARLIEST && time <= now + AHEAD.toMillis()) {
        return time;
      }
    }
    throw Problem.badRequest(WANTED + "at most a day ahead; " + seen(value, now));
  }

  private static String seen(JsonNode value, long now) {
    if (value.isTextual()) {
      return shown(value) + " is text" + ofText(value.textValue().strip());
    }
    if (!value.isNumber()) {
      return shown(value) + " is no number";
    }
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      return shown(value) + " would be no year there is";
    }
    BigDecimal number = value.decimalValue();
    return cut(number.toPlainString()) + ofNumber(number, now);
  }

  private static String shown(JsonNode value) {
    return cut(value.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static String ofText(String text) {
    try {
      long millis = OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant().toEpochMilli();
      return ", an ISO time; in milliseconds it is " + millis;
    } catch (DateTimeException | ArithmeticException noTime) {
      if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
        return ", an ISO time that names no zone";
      }
      return text.matches("[+-]?\\d+") ? "; send the number without quotes" : "";
    }
  }

  private static String ofNumber(BigDecimal value, long now) {
    if (value.signum() < 0) {
      return " is before 1970";
    }
    if (looksLikeDigits(value.toPlainString())) {
      return " looks like a date written as digits";
    }
    if (between(value, 0)) {
      return " looks like seconds; in milliseconds it is " + millis(value, 3);
    }
    if (between(value, 6)) {
      return " looks like microseconds; in milliseconds it is " + millis(value, -3);
    }
    if (between(value, 9)) {
      return " looks like nanoseconds; in milliseconds it is " + millis(value, -6);
    }
    if (value.compareTo(BigDecimal.valueOf(EARLIEST)) < 0) {
      return " would be " + instant(value) + ", before there were events";
    }
    if (value.compareTo(BigDecimal.valueOf(now + AHEAD.toMillis())) > 0) {
      return " would be " + instant(value) + ", in the future";
    }
    return " has a fraction";
  }

  /// Whether a value is a plausible time in seconds × 10^`power`.
  private static boolean between(BigDecimal value, int power) {
    return value.compareTo(FEWEST_SECONDS.scaleByPowerOfTen(power)) >= 0
        && value.compareTo(MOST_SECONDS.scaleByPowerOfTen(power)) < 0;
  }

  private static String millis(BigDecimal value, int power) {
    return value.scaleByPowerOfTen(power).toBigInteger().toString();
  }

  private static String instant(BigDecimal millis) {
    try {
      return Instant.ofEpochMilli(millis.toBigInteger().longValueExact()).toString();
    } catch (ArithmeticException | DateTimeException tooLarge) {
      return "no year there is";
    }
  }

  private static boolean looksLikeDigits(String plain) {
    if (!plain.matches("(19|20)\\d{6}(\\d{6})?")) {
      return false;
    }
    try {
      var _ = (plain.length() == "yyyymmdd".length() ? DAY : SECOND).parse(plain);
      return true;
    } catch (DateTimeException noDate) {
      return false;
    }
  }
}
