package dev.grlm.report;

import dev.grlm.page.Numbers;
import dev.grlm.page.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The metrics of a report as they are printed on a terminal. Stateless.
public final class MetricTable {
  private MetricTable() {}

  /// One line per row, published figures last; shares with four decimals.
  public static TextTable of(Report report) {
    MetricColumns metrics = MetricColumns.of(report.results());
    var table = new TextTable().text("row");
    metrics.names().forEach(metric -> table.number(metric.toLowerCase(Locale.ROOT)));
    table.number("short lists").number("time");
    for (Report.Result row : report.results()) {
      var cells = new ArrayList<String>(List.of(row.name()));
      metrics.names().forEach(metric -> cells.add(cell(row.metrics().get(metric))));
      cells.add(Numbers.count(row.shortLists()));
      cells.add(Numbers.duration(row.seconds()));
      table.row(cells);
    }
    for (Report.Published row : report.published()) {
      var cells = new ArrayList<String>(List.of(row.name() + " (" + row.source() + ")"));
      metrics.names().forEach(metric -> cells.add(cell(row.metrics().get(metric))));
      cells.add("");
      cells.add("");
      table.row(cells);
    }
    return table;
  }

  /// The same over persons: one line per row.
  public static TextTable of(PersonFigures figures) {
    MetricColumns metrics =
        MetricColumns.ofValues(
            figures.rows().values().stream().map(PersonFigures.Row::metrics).toList());
    var table = new TextTable().text("over persons");
    metrics.names().forEach(metric -> table.number(metric.toLowerCase(Locale.ROOT)));
    figures
        .rows()
        .forEach((name, row) -> {
          var cells = new ArrayList<String>(List.of(name));
          metrics.names().forEach(metric -> cells.add(cell(row.metrics().get(metric))));
          table.row(cells);
        });
    return table;
  }

  private static String cell(@Nullable Double value) {
    return value == null ? "–" : Numbers.metric(value);
  }
}
