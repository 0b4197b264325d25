package dev.grlm.export;

import static dev.grlm.io.Table.Column.number;
import static dev.grlm.io.Table.Column.text;
import static dev.grlm.io.Table.Column.whole;

import dev.grlm.io.Json;
import dev.grlm.io.Table;
import dev.grlm.report.PersonFigures;
import dev.grlm.report.Report;
import dev.grlm.report.Report.GenerationShares;
import dev.grlm.report.Report.Interval;
import dev.grlm.report.Report.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table with a row for every figure of a report: the metrics of each row with their intervals,
/// over users and over persons, then those of what it generates, by beam as well, then those for
/// groups of users.
final class MetricRows {
  private static final List<Table.Column> COLUMNS =
      List.of(
          text("split"),
          text("row"),
          text("system"),
          text("recipe"),
          text("kind"),
          text("by"),
          text("group"),
          whole("users"),
          text("metric"),
          number("value"),
          number("low"),
          number("high"));

  /// What stands for users where figures are over persons.
  private static final String PERSONS = "persons";

  private final Report report;
  private final List<Result> results;

  /// Where a figure stands.
  ///
  /// @param users how many the figure is the mean of, or how many persons
  private record Place(Result row, String by, String group, @Nullable Long users) {}

  /// @param row the only one that is wanted; empty for all
  /// @param file of the report, for the message
  /// @throws IOException in one line, naming the rows that there are
  MetricRows(Report report, Optional<String> row, Path file) throws IOException {
    this.report = report;
    this.results =
        report.results().stream()
            .filter(result -> row.isEmpty() || result.name().equals(row.get()))
            .toList();
    if (results.isEmpty()) {
      List<String> names = report.results().stream().map(Result::name).toList();
      throw new IOException(
          "%s: no row '%s'; there are %s"
              .formatted(file, row.orElse(""), String.join(", ", names)));
    }
  }

  int count() {
    return results.size();
  }

  Table table() {
    return new Table(
        COLUMNS,
        sink -> {
          for (Result result : results) {
            row(result, sink);
          }
        });
  }

  private void row(Result result, Table.Sink sink) throws IOException {
    var all = new Place(result, "", "", (long) report.users());
    figures(all, result.metrics(), result.interval95(), sink);
    PersonFigures persons = report.persons();
    if (persons != null) {
      var place = new Place(result, PERSONS, "", (long) persons.persons());
      PersonFigures.Row row = persons.rows().get(result.name());
      if (row != null) {
        figures(place, row.metrics(), row.interval95(), sink);
      }
    }
    GenerationShares rates = report.generation().get(result.name());
    if (rates != null) {
      shares(new Place(result, "", "", null), rates, sink);
      for (int beam = 0; beam < rates.byBeam().size(); beam++) {
        var place = new Place(result, "beam", String.valueOf(beam + 1), null);
        shares(place, rates.byBeam().get(beam), sink);
      }
    }
    for (Report.Slices slices : report.slices()) {
      for (Report.Slice group : slices.groups()) {
        var place = new Place(result, slices.by(), group.name(), (long) group.users());
        figures(place, group.rows().getOrDefault(result.name(), Map.of()), Map.of(), sink);
      }
    }
  }

  private void figures(
      Place place, Map<String, Double> metrics, Map<String, Interval> intervals, Table.Sink sink)
      throws IOException {
    for (Map.Entry<String, Double> metric : metrics.entrySet()) {
      figure(place, metric.getKey(), metric.getValue(), intervals.get(metric.getKey()), sink);
    }
  }

  /// Whatever the report says of it in a number.
  private void shares(Place place, GenerationShares rates, Table.Sink sink) throws IOException {
    for (var share : Json.tree(rates).properties()) {
      if (share.getValue().isNumber()) {
        figure(place, share.getKey(), share.getValue().asDouble(), null, sink);
      }
    }
  }

  private void figure(
      Place place, String metric, double value, @Nullable Interval interval, Table.Sink sink)
      throws IOException {
    Result row = place.row();
    sink.row(
        report.split(),
        row.name(),
        row.system(),
        row.recipe(),
        row.kind().word(),
        place.by(),
        place.group(),
        place.users(),
        metric,
        value,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high());
  }
}
