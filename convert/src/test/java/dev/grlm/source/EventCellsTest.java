package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCellsTest {
  private static final EventCells.Names NAMES =
      new EventCells.Names("user", "item", "time", "position", "rating", "domain");

  private final List<String> faults = new ArrayList<>();

  private @Nullable Event at(String position) throws IOException {
    return EventCells.of(Columns.GUESSED)
        .event(
            new EventCells.Cells("u", "i", null, position, null, null),
            NAMES,
            (column, _, reason) -> faults.add(column + ": " + reason));
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
        "NaN",
        "9223372036854775808",
        "1e99999999",
        "0.00000000000000000000000000000000000000000000"
      })
  void anythingElseIsAFault(String cell) throws IOException {
    assertThat(at(cell)).isNull();
    assertThat(faults).containsExactly("position: " + Reasons.BAD_POSITION);
  }
}
