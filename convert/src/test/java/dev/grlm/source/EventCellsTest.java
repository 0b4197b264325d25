package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCellsTest {
  private static final EventCells.Names NAMES =
      new EventCells.Names("user", "item", "time", "position", "rating", "domain");

  private final List<String> faults = new ArrayList<>();
  private final EventCells cells = EventCells.of(Columns.GUESSED);

  private @Nullable Event event(
      EventCells reader,
      @Nullable String user,
      @Nullable String item,
      @Nullable String time,
      @Nullable String position,
      @Nullable String rating)
      throws IOException {
    return reader.event(
        new EventCells.Cells(user, item, time, position, rating, null),
        NAMES,
        (column, _, reason) -> faults.add(column + ": " + reason));
  }

  private @Nullable Event at(String position) throws IOException {
    return event(cells, "u", "i", null, position, null);
  }

  private @Nullable Event by(String user) throws IOException {
    return event(cells, user, "i", null, null, null);
  }

  private @Nullable Event rated(String rating) throws IOException {
    return event(cells, "u", "i", null, null, rating);
  }

  private Map<String, Long> noticed(EventCells reader) throws IOException {
    var recorded = new Recorded();
    reader.report(recorded);
    return recorded.noticed;
  }

  @ParameterizedTest
  @CsvSource({
    "3,3",
    "3.0,3",
    "-7.00,-7",
    "1400000000.0,1400000000",
    "9223372036854775807,9223372036854775807"
  })
  void aPositionIsAWholeNumberAlsoAsADecimal(String cell, long position) throws IOException {
    assertThat(at(cell)).isNotNull().extracting(Event::position).isEqualTo(position);
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3.5",
        "x",
        "9223372036854775808",
        "1e99999999",
        "0.00000000000000000000000000000000000000000000"
      })
  void anythingElseIsAFault(String cell) throws IOException {
    assertThat(at(cell)).isNull();
    assertThat(faults).containsExactly("position: " + Reasons.BAD_POSITION);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ann", "ann ", "\tann", "ann\u3000", "\u2003ann  "})
  void blanksAroundAnIdAreCutAndCounted(String cell) throws IOException {
    assertThat(by(cell)).isNotNull().extracting(Event::user).isEqualTo("ann");
    assertThat(noticed(cells)).containsExactly(Map.entry(EventCells.BLANKS, 1L));
  }

  @Test
  void blanksWithinAnIdStay() throws IOException {
    assertThat(by("ann lee")).isNotNull().extracting(Event::user).isEqualTo("ann lee");
    assertThat(noticed(cells)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000", "NULL", "NaN", "\\N", " None ", "-"})
  void anIdThatIsMissingIsAFaultThatSaysSo(String cell) throws IOException {
    assertThat(by(cell)).isNull();
    assertThat(faults).containsExactly("user: " + Reasons.NO_USER);
    assertThat(event(cells, "u", cell, null, null, null)).isNull();
    assertThat(faults).containsExactly("user: " + Reasons.NO_USER, "item: " + Reasons.NO_ITEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\tb", "a\u0085b", "\ud83d", "x\udc00y"})
  void anIdWithAControlCharacterOrHalfACharacterIsAFault(String cell) throws IOException {
    assertThat(by(cell)).isNull();
    assertThat(faults).containsExactly("user: " + Reasons.BAD_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "nan", "-"})
  void inOurOwnLayoutAnIdStandsForItself(String id) throws IOException {
    EventCells ours = EventCells.ofNative(Columns.GUESSED);
    assertThat(event(ours, id, "i", "NULL", null, null))
        .isNotNull()
        .returns(id, Event::user)
        .returns(Event.NONE, Event::time);
    assertThat(noticed(ours))
        .containsOnly(Map.entry(EventCells.KEPT, 1L), Map.entry(EventCells.ABSENT_TIMES, 1L));
  }

  @Test
  void inOurOwnLayoutWordsThatAreSaidCountAsEverywhere() throws IOException {
    Conventions usual = Conventions.USUAL;
    var said =
        new Conventions(
            usual.dateOrder(), null, Missing.of(List.of("nobody")), List.of(), List.of());
    EventCells ours = EventCells.ofNative(Columns.GUESSED.with(said));
    assertThat(event(ours, "nobody", "i", null, null, null)).isNull();
    assertThat(event(ours, "NULL", "i", null, null, null)).isNotNull();
    assertThat(noticed(ours)).isEmpty();
  }

  @Test
  void minusOneIsKeptAndCounted() throws IOException {
    assertThat(by("-1")).isNotNull();
    assertThat(by("-12")).isNotNull();
    assertThat(noticed(cells)).containsExactly(Map.entry(EventCells.MINUS_ONE, 1L));
  }

  @Test
  void onlyColumnsOfNumbersLoseTheirPoint() throws IOException {
    cells.numbers(true, false);
    assertThat(event(cells, "1.0", "2.0", null, null, null))
        .isNotNull()
        .returns("1", Event::user)
        .returns("2.0", Event::item);
    cells.numbers(false, true);
    assertThat(event(cells, "1.0", " 2.0 ", null, null, null))
        .isNotNull()
        .returns("1.0", Event::user)
        .returns("2", Event::item);
    assertThat(event(cells, "1.0", "2.5", null, null, null))
        .isNotNull()
        .returns("2.5", Event::item);
    assertThat(noticed(cells)).containsEntry(EventCells.WHOLE, 2L);
  }

  @ParameterizedTest
  @CsvSource({"4.5, 4.5", "'4,5', 4.5", "'10,25', 10.25", "5, 5", "5.0, 5", "1e1, 10", "-2, -2"})
  void aRatingMayHaveADecimalComma(String cell, float rating) throws IOException {
    assertThat(rated(cell)).isNotNull().extracting(Event::rating).isEqualTo(rating);
  }

  /// 4,500 may be four and a half, or four thousand five hundred.
  @ParameterizedTest
  @ValueSource(strings = {"4,500", "1,234,5", ",5", "five", "1.5,5", "Infinity"})
  void aRatingInDoubtIsAFault(String cell) throws IOException {
    assertThat(rated(cell)).isNull();
    assertThat(faults).containsExactly("rating: " + Reasons.BAD_RATING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "NULL", "n/a"})
  void aRatingATimeOrAPositionThatIsMissingIsNone(String cell) throws IOException {
    Event event = event(cells, "u", "i", cell, cell, cell);
    assertThat(event)
        .isNotNull()
        .returns(Event.NONE, Event::time)
        .returns(Event.NONE, Event::position)
        .returns(true, with -> Float.isNaN(with.rating()));
    assertThat(noticed(cells)).containsExactly(Map.entry(EventCells.ABSENT_TIMES, 1L));
  }

  @Test
  void withoutAColumnOfTimesNoneIsAbsent() throws IOException {
    assertThat(by("u")).isNotNull();
    assertThat(noticed(cells)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-600000, 1", "20000000, 1", "43730.5, 1", "1400000000, 0", "40000000, 0"})
  void numbersThatMeanTheFirstYearAreCounted(String time, long times) throws IOException {
    assertThat(event(cells, "u", "i", time, null, null)).isNotNull();
    assertThat(noticed(cells).getOrDefault(EventCells.NEAR_1970, 0L)).isEqualTo(times);
  }

  @Test
  void aUnitThatWasSaidNeedsNoWarning() throws IOException {
    EventCells seconds = EventCells.of(Columns.GUESSED, Times.Unit.SECONDS);
    assertThat(event(seconds, "u", "i", "7", null, null)).isNotNull().returns(7000L, Event::time);
    assertThat(noticed(seconds)).isEmpty();
  }

  @Test
  void inOurOwnLayoutTimesMayCountFromAnywhere() throws IOException {
    EventCells ours = EventCells.ofNative(Columns.GUESSED);
    assertThat(event(ours, "u", "i", "7", null, null)).isNotNull().returns(7000L, Event::time);
    assertThat(noticed(ours)).isEmpty();
  }

  @Test
  void aDateInDoubtIsNotJustNoTime() throws IOException {
    assertThat(event(cells, "u", "i", "10/11/2019", null, null)).isNull();
    assertThat(event(cells, "u", "i", "soon", null, null)).isNull();
    assertThat(faults)
        .containsExactly("time: " + Reasons.DOUBTFUL_TIME, "time: " + Reasons.BAD_TIME);
  }

  @Test
  void whatWasReportedIsNotReportedAgain() throws IOException {
    assertThat(by(" u")).isNotNull();
    assertThat(noticed(cells)).isNotEmpty();
    assertThat(noticed(cells)).isEmpty();
  }
}
