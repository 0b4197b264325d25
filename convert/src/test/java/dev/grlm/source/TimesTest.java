package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Times.DateOrder;
import dev.grlm.source.Times.Unit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final long FIRST_OF_OCTOBER = 1_569_888_000_000L;

  private static Instant at(String text) {
    return Instant.ofEpochMilli(Times.millis(text, Unit.AUTO));
  }

  @ParameterizedTest
  @CsvSource({
    "1400000000, 1400000000000",
    "1400000000.0, 1400000000000",
    "1400000000.25, 1400000000250",
    "1.4E9, 1400000000000",
    "1.4e+9, 1400000000000",
    "1400000000123, 1400000000123",
    "1400000000123.0, 1400000000123",
    "1400000000123456, 1400000000123",
    "1400000000123456789, 1400000000123",
    "-1, -1000",
    "0, 0",
    "2014-05-13, 1399939200000",
    "2014-05-13 16:53:20, 1400000000000",
    "2014-05-13T16:53:20Z, 1400000000000",
    "2014-05-13T18:53:20.5+02:00, 1400000000500"
  })
  void aTimeIsReadInTheUnitThatItsSizeTells(String text, long millis) {
    assertThat(Times.millis(text, Unit.AUTO)).isEqualTo(millis);
  }

  /// Every one of them is noon of the first of October 2019 in UTC.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-10-01 12:00",
        "2019-10-01T12:00",
        "2019-10-01t12:00:00",
        "2019-10-01 12:00:00 UTC",
        "2019-10-01 12:00:00 GMT",
        "2019-10-01 12:00:00UTC",
        "2019-10-01 12:00:00Z",
        "2019-10-01 12:00:00 Z",
        "2019-10-01 12:00:00+00",
        "2019-10-01 12:00:00 +0000",
        "2019-10-01 12:00:00 +0000 UTC",
        "2019-10-01 12:00:00.000000+00:00",
        "2019-10-01T14:00:00+02",
        "2019-10-01T14:00:00+0200",
        "2019-10-01T14:00+02:00",
        "2019-10-01T14:00:00+02:00[Europe/Berlin]",
        "2019-10-01T05:00:00-07:00",
        "2019-10-01T17:30:00+05:30",
        "2019/10/01 12:00:00",
        "2019/10/1 12:00",
        "2019.10.01 12:00:00",
        "2019-10-01 12:00:00,000",
        "2019-10-01, 12:00:00",
        "2019-10-01 12:00 PM",
        "Tue Oct 01 12:00:00 +0000 2019",
        "Tue Oct  1 12:00:00 2019",
        "Tue Oct 01 12:00:00 UTC 2019",
        "Tue, 01 Oct 2019 12:00:00 GMT",
        "Tuesday, October 1, 2019 12:00 PM",
        "1 Oct 2019 12:00",
        "01-Oct-2019 12:00:00",
        "Oct. 1, 2019, 12:00:00 pm",
        "01/Oct/2019:12:00:00 +0000",
        "01/Oct/2019:14:00:00 +0200",
        "20191001120000",
        "201910011200",
        "20191001120000000",
        "  2019-10-01 12:00  "
      })
  void noonOfTheFirstOfOctoberIsReadInEveryForm(String text) {
    assertThat(at(text)).isEqualTo(Instant.parse("2019-10-01T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-10-01, 2019-10-01T00:00:00Z",
    "20191001, 2019-10-01T00:00:00Z",
    "20191001.0, 2019-10-01T00:00:00Z",
    "19991231235959, 1999-12-31T23:59:59Z",
    "20200229, 2020-02-29T00:00:00Z",
    "20191001123456789, 2019-10-01T12:34:56.789Z",
    "October 1 2019, 2019-10-01T00:00:00Z",
    "1 Sept 2019, 2019-09-01T00:00:00Z",
    "2019-10-01 12:00:00 AM, 2019-10-01T00:00:00Z",
    "2019-10-01 11:59:59 PM, 2019-10-01T23:59:59Z",
    "2019-10-01T24:00:00Z, 2019-10-02T00:00:00Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2019-10-01T00:00:00.123456789+02:00, 2019-09-30T22:00:00.123Z"
  })
  void daysHalvesAndFractionsAreThoseOfTheCalendar(String text, String instant) {
    assertThat(at(text)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "yesterday",
        "NaN",
        "Infinity",
        "1e999999999",
        "99999999999999999999",
        "--1",
        "1-1",
        "2014-13-45",
        "2019-02-29",
        "2019-10-01 25:00",
        "2019-10-01 12:60",
        "2019-10-01 12:00:61",
        "2019-10-01 12",
        "2019-10-01 13:00 PM",
        "2019-10-01 0:30 AM",
        "2019-10-01 12:00:00 CEST",
        "2019-10-01 12:00:00 Europe/Berlin",
        "2019-10-01 12:00:00 +19:00",
        "2019-10-01 12:00:00 +02:00 UTC",
        "2019-10-01 12:00:00.",
        "2019-10/01",
        "2019-10-01x",
        "12:30",
        "10:2019",
        "1/10/19",
        "Oct 2019",
        "32 Oct 2019",
        "1 Okt 2019",
        "1,700,000,000",
        "2019-10"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Times.millis(text, Unit.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(AmbiguousTimeException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10/11/2019",
        "13/11/2019",
        "11/13/2019 8:36:57 AM",
        "01.10.2019",
        "1-2-2019 12:00",
        "10/1/2019 0:00"
      })
  void aDateWithTheYearLastIsInDoubtUnlessItsOrderIsSaid(String text) {
    assertThatThrownBy(() -> Times.millis(text, Unit.AUTO))
        .isInstanceOf(AmbiguousTimeException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "DAY_FIRST, 10/11/2019, 2019-11-10T00:00:00Z",
    "MONTH_FIRST, 10/11/2019, 2019-10-11T00:00:00Z",
    "DAY_FIRST, 01.10.2019 12:30, 2019-10-01T12:30:00Z",
    "MONTH_FIRST, 11/13/2019 8:36:57 AM, 2019-11-13T08:36:57Z",
    "MONTH_FIRST, 10/1/2019 0:00, 2019-10-01T00:00:00Z",
    "DAY_FIRST, 2019-10-01, 2019-10-01T00:00:00Z",
    "MONTH_FIRST, 2019/10/01, 2019-10-01T00:00:00Z"
  })
  void theOrderThatIsSaidCounts(DateOrder order, String text, String instant) {
    assertThat(Times.millis(text, Unit.AUTO, order))
        .isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @Test
  void aDayThatTheSaidOrderDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> Times.millis("13/11/2019", Unit.AUTO, DateOrder.MONTH_FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 20191001, 20191001000",
    "MILLISECONDS, 20191001, 20191001",
    "MICROSECONDS, 1999, 1",
    "MICROSECONDS, -1, -1",
    "NANOSECONDS, 1999999, 1",
    "DAYS, 18170, 1569888000000",
    "DAYS, 18170.5, 1569931200000",
    "EXCEL, 43739, 1569888000000",
    "EXCEL, 43739.25, 1569909600000",
    "EXCEL, 25569, 0"
  })
  void aUnitThatIsSaidLeavesNothingToGuess(Unit unit, String text, long millis) {
    assertThat(Times.millis(text, unit)).isEqualTo(millis);
  }

  /// 8 to 17 digits that no calendar has are numbers since 1970.
  @ParameterizedTest
  @ValueSource(
      strings = {"20191301", "20190229", "18991231", "21000101", "20191001240000", "201910011260"})
  void digitsThatAreNoDateAreANumber(String digits) {
    assertThat(Times.spellsDate(digits)).isFalse();
    assertThat(Times.millis(digits, Unit.AUTO))
        .isEqualTo(Unit.guess(Long.parseLong(digits)).millis(Long.parseLong(digits)));
  }

  /// Formatted by the platform in many ways, a moment is read as itself.
  @Property(tries = 400)
  void whatThePlatformFormatsIsRead(
      @ForAll @LongRange(min = -2_208_988_800L, max = 4_102_444_799L) long second,
      @ForAll("patterns") String pattern) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String text =
        time.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern(pattern, Locale.US));
    assertThat(at(text)).as(text).isEqualTo(Instant.ofEpochSecond(second));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
        "yyyy/M/d H:mm:ss",
        "yyyy.MM.dd HH:mm:ss",
        "yyyy-MM-dd hh:mm:ss a",
        "yyyy-MM-dd HH:mm:ss xx",
        "EEE MMM dd HH:mm:ss xx yyyy",
        "EEE, d MMM yyyy HH:mm:ss 'GMT'",
        "MMMM d, yyyy h:mm:ss a",
        "dd/MMM/yyyy:HH:mm:ss xx",
        "d-MMM-yyyy HH:mm:ss");
  }

  @Property(tries = 200)
  void anOffsetIsTakenAway(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
    String text =
        OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), offset)
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    assertThat(at(text)).as(text).isEqualTo(Instant.ofEpochSecond(second));
  }

  /// Whatever stands in a cell, it is a time or refused in one way.
  @Property(tries = 1000)
  void anyTextIsATimeOrRefused(@ForAll("nearlyTimes") String text) {
    Throwable thrown = null;
    try {
      Times.millis(text, Unit.AUTO, DateOrder.DAY_FIRST);
    } catch (IllegalArgumentException refused) {
      thrown = String.valueOf(refused.getMessage()).contains("'" + text + "'") ? null : refused;
    } catch (RuntimeException wrong) {
      thrown = wrong;
    }
    assertThat(thrown).as(text).isNull();
  }

  @Provide
  Arbitrary<String> nearlyTimes() {
    return Arbitraries.strings()
        .withChars("0123456789-/.:, TZ+OctPMUG[]eE\u0661")
        .ofMinLength(0)
        .ofMaxLength(28);
  }

  @Property(tries = 200)
  void theDigitsOfAMomentAreThatMoment(
      @ForAll @LongRange(min = -2_208_988_800L, max = 4_102_444_799L) long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String digits = time.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT));
    assertThat(at(digits)).isEqualTo(Instant.ofEpochSecond(second));
    assertThat(at(digits.substring(0, 8)))
        .isEqualTo(time.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  @Test
  void theFormsOfTheMessageAreRead() {
    assertThat(Times.FORMS).contains("20191001", "2019-10-01", "1 Oct 2019", "--date-order");
    assertThat(Times.millis("20191001", Unit.AUTO)).isEqualTo(FIRST_OF_OCTOBER);
    assertThat(Times.millis("2019-10-01", Unit.AUTO)).isEqualTo(FIRST_OF_OCTOBER);
    assertThat(Times.millis("1 Oct 2019", Unit.AUTO)).isEqualTo(FIRST_OF_OCTOBER);
  }
}
