package dev.grlm.experiment;

import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.export.SpreadsheetText;
import dev.grlm.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table as comma-separated values (RFC 4180): one line per line of the table, and one per row
/// that others published; numbers in full. Where persons are several users, a column `persons` is
/// empty in these lines, and lines over persons follow, in which it holds how many.
final class CsvTable {
  private static final String SPREAD = " sd";
  private static final String LOW = " low";
  private static final String HIGH = " high";
  private static final String MINUS = " minus first";

  private CsvTable() {}

  static String of(ExperimentTable table) {
    Optional<ExperimentTable> overPersons = table.overPersons();
    boolean persons = overPersons.isPresent();
    var lines = new ArrayList<String>();
    lines.add(line(header(table, persons)));
    for (Line one : table.lines()) {
      String users = Integer.toString(one.users());
      lines.add(line(table, one, persons ? List.of(users, "") : List.of(users)));
    }
    for (Map.Entry<String, List<Report.Published>> set : table.published().entrySet()) {
      for (Report.Published row : set.getValue()) {
        var cells = new ArrayList<>(texts(set.getKey(), row.source(), row.name(), ""));
        if (persons) {
          cells.add("");
        }
        for (Column column : table.columns()) {
          Double value = row.metrics().get(column.key());
          cells.addAll(cells(column, value == null ? null : new Figure(value, null, null, null)));
        }
        lines.add(line(cells));
      }
    }
    List<Line> over = overPersons.map(ExperimentTable::lines).orElse(List.of());
    for (Line one : over) {
      lines.add(line(table, one, List.of("", Integer.toString(one.users()))));
    }
    return String.join("\n", lines) + "\n";
  }

  /// @param counts of users, and of persons where there is such a column
  private static String line(ExperimentTable table, Line line, List<String> counts) {
    var cells = new ArrayList<>(texts(line.data(), line.variant(), line.row()));
    cells.addAll(counts);
    table
        .columns()
        .forEach(column -> cells.addAll(cells(column, line.figures().get(column.key()))));
    return line(cells);
  }

  private static List<String> header(ExperimentTable table, boolean persons) {
    var header = new ArrayList<>(List.of("data", "variant", "row", "users"));
    if (persons) {
      header.add("persons");
    }
    for (Column column : table.columns()) {
      String key = column.key();
      header.add(key);
      header.add(key + SPREAD);
      if (column.metric().isPresent()) {
        header.addAll(
            List.of(key + LOW, key + HIGH, key + MINUS, key + MINUS + LOW, key + MINUS + HIGH));
      }
    }
    return header;
  }

  private static List<String> cells(Column column, @Nullable Figure figure) {
    var cells = new ArrayList<String>();
    cells.add(figure == null ? "" : number(figure.mean()));
    cells.add(figure == null ? "" : number(figure.spread()));
    if (column.metric().isPresent()) {
      Report.Interval interval = figure == null ? null : figure.interval95();
      cells.add(interval == null ? "" : number(interval.low()));
      cells.add(interval == null ? "" : number(interval.high()));
      Report.Difference minus = figure == null ? null : figure.minusFirst();
      cells.add(minus == null ? "" : number(minus.mean()));
      cells.add(minus == null ? "" : number(minus.low()));
      cells.add(minus == null ? "" : number(minus.high()));
    }
    return cells;
  }

  /// Names that somebody chose.
  private static List<String> texts(String... names) {
    return Arrays.stream(names).map(SpreadsheetText::cell).toList();
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : Objects.toString(value);
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CsvTable::cell).collect(Collectors.joining(","));
  }

  /// Quoted where it has to be.
  static String cell(String text) {
    boolean plain = text.chars().noneMatch(sign -> ",\"\n\r".indexOf(sign) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
