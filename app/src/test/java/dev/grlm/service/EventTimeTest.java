package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock stands at 2026-01-01T00:00Z.
class EventTimeTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final long DAY = 86_400_000L;

  private static long read(String json) throws IOException {
    return EventTime.of(Json.parse("[" + json + "]").path(0), NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_000_000L, 1_700_000_000_000L, NOW, NOW + DAY})
  void wholeMillisecondsAreTakenAsTheyAre(long time) throws IOException {
    assertThat(read(Long.toString(time))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1700000000             | 1700000000 looks like seconds; in milliseconds it is 1700000000000
          1700000000.25          | 1700000000.25 looks like seconds; in milliseconds it is 1700000000250
          1700000000000000       | 1700000000000000 looks like microseconds; in milliseconds it is 1700000000000
          1700000000000000000    | 1700000000000000000 looks like nanoseconds; in milliseconds it is 1700000000000
          99999999999999         | 99999999999999 would be 5138-11-16T09:46:39.999Z, in the future
          1767312000001          | 1767312000001 would be 2026-01-02T00:00:00.001Z, in the future
          1700000000000.5        | 1700000000000.5 has a fraction
          20260101               | 20260101 looks like a date written as digits
          20251231235959         | 20251231235959 looks like a date written as digits
          20269999               | 20269999 would be 1970-01-01T05:37:49.999Z, before there were events
          0                      | 0 would be 1970-01-01T00:00:00Z, before there were events
          45000                  | 45000 would be 1970-01-01T00:00:45Z, before there were events
          -1                     | -1 is before 1970
          1e400                  | would be no year there is
          "2026-01-01T00:00:00Z" | "2026-01-01T00:00:00Z" is text, an ISO time; in milliseconds it is 1767225600000
          "2026-01-01 01:00:00+01:00" | is text, an ISO time; in milliseconds it is 1767225600000
          "2026-01-01T00:00:00"  | is text, an ISO time that names no zone
          "2026-01-01"           | is text, an ISO time that names no zone
          "1700000000000"        | "1700000000000" is text; send the number without quotes
          "yesterday"            | "yesterday" is text
          true                   | true is no number
          []                     | [] is no number
          """)
  void whatIsNotIsRefusedWithWhatItLooksLike(String json, String seen) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(Problem.class, no -> assertThat(no.status()).isEqualTo(400))
        .hasMessageStartingWith(
            "'timestamp' must be whole milliseconds since 1970, UTC, at most a day ahead; ")
        .hasMessageContaining(seen)
        .message()
        .doesNotContain("\n")
        .hasSizeLessThan(250);
  }

  @Property(tries = 200)
  void everyMillisecondOfTheLastFiftyYearsIsTaken(
      @ForAll @LongRange(min = EventTime.EARLIEST, max = NOW + DAY) long time) throws IOException {
    assertThat(read(Long.toString(time))).isEqualTo(time);
  }

  /// The other unit's number of a time of our days is never taken for a time in milliseconds.
  @Property(tries = 200)
  void noOtherUnitIsTakenForMilliseconds(
      @ForAll @LongRange(min = 100_000_000L, max = NOW / 1000) long seconds) {
    for (String other : new String[] {"", "000000", "000000000"}) {
      assertThatThrownBy(() -> read(seconds + other)).isInstanceOf(Problem.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1700000000000000", "\"2023-11-14T22:13:20Z\"", "1700000000"})
  void theNumberThatIsNamedIsTaken(String json) throws IOException {
    String said = catchMessage(json).replaceFirst(".* it is ", "");
    assertThat(read(said)).isEqualTo(1_700_000_000_000L);
  }

  private static String catchMessage(String json) throws IOException {
    JsonNode value = Json.parse("[" + json + "]").path(0);
    try {
      return "taken: " + EventTime.of(value, NOW);
    } catch (Problem refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
