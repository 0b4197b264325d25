package dev.grlm.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the rows of a [Report] come to where each person counts once, by the mean over the users
/// that the person is. Immutable; maps keep the order in which they were filled.
///
/// @param persons how many stand behind the evaluated users
/// @param rows of every row by its name
/// @param paired as [Report#paired], person by person
public record PersonFigures(
    @JsonProperty(required = true) int persons,
    Map<String, Row> rows,
    Map<String, Difference> paired) {
  public PersonFigures {
    rows = Plain.map(rows, "rows over persons");
    paired = Plain.map(paired, "paired over persons");
    if (persons < 1) {
      throw new IllegalArgumentException("users are of %d persons".formatted(persons));
    }
  }

  /// One recommender's figures.
  ///
  /// @param metrics mean over persons by name
  /// @param interval95 95 % bootstrap interval by metric, from resampled persons
  /// @param pairedToFloor this row minus the floor, person by person, by metric; absent for the
  ///   floor
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Row(
      Map<String, Double> metrics,
      Map<String, Interval> interval95,
      @Nullable Map<String, Difference> pairedToFloor) {
    public Row {
      metrics = Plain.metrics(metrics, "a row over persons");
      interval95 = Plain.map(interval95, "interval95 over persons");
      pairedToFloor =
          pairedToFloor == null ? null : Plain.map(pairedToFloor, "pairedToFloor over persons");
    }
  }
}
