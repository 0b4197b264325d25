package dev.grlm.experiment;

import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table for a paper: `tabular` with the rules of `booktabs`, the best of each data set's column
/// in bold, several seeds as mean ± standard deviation, a dagger where a line's difference to the
/// first has an interval without 0.
final class LatexTable {
  private LatexTable() {}

  static String of(ExperimentTable table) {
    var text = new StringBuilder();
    text.append("% ").append(table.question()).append('\n');
    text.append("% \\usepackage{booktabs}\n");
    table.leftOut().forEach(one -> text.append("% without ").append(one).append('\n'));
    text.append("\\begin{tabular}{lll").append("r".repeat(table.columns().size())).append("}\n");
    text.append("\\toprule\n");
    text.append(
        row(
            List.of("data", "variant", "row"),
            table.columns().stream().map(column -> escaped(column.heading())).toList()));
    List<String> sets = table.lines().stream().map(Line::data).distinct().toList();
    for (String set : sets) {
      text.append("\\midrule\n");
      List<Line> lines = table.lines().stream().filter(line -> line.data().equals(set)).toList();
      for (Line line : lines) {
        text.append(row(names(line), cells(table, line, lines)));
      }
      for (Report.Published other : table.published().getOrDefault(set, List.of())) {
        text.append(
            row(
                List.of(escaped(set), "published", escaped(other.name())),
                cells(table, other.metrics())));
      }
    }
    List<Line> persons = table.overPersons().map(ExperimentTable::lines).orElse(List.of());
    for (String set : persons.stream().map(Line::data).distinct().toList()) {
      text.append("\\midrule\n");
      List<Line> lines = persons.stream().filter(line -> line.data().equals(set)).toList();
      text.append(
          "\\multicolumn{%d}{l}{over persons (%s)} \\\\\n"
              .formatted(3 + table.columns().size(), counts(lines)));
      for (Line line : lines) {
        text.append(row(names(line), cells(table, line, lines)));
      }
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private static List<String> names(Line line) {
    return List.of(escaped(line.data()), escaped(line.variant()), escaped(line.row()));
  }

  /// How many persons were judged: one number, unless variants have other users.
  private static String counts(List<Line> lines) {
    return lines.stream()
        .map(line -> Numbers.count(line.users()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static List<String> cells(ExperimentTable table, Line line, List<Line> beside) {
    var cells = new ArrayList<String>();
    for (Column column : table.columns()) {
      Figure figure = line.figures().get(column.key());
      cells.add(figure == null ? "--" : cell(column, figure, best(column, beside)));
    }
    return cells;
  }

  private static List<String> cells(ExperimentTable table, Map<String, Double> values) {
    var cells = new ArrayList<String>();
    for (Column column : table.columns()) {
      Double value = values.get(column.key());
      cells.add(value == null ? "--" : column.shown(value));
    }
    return cells;
  }

  /// NaN where the column says of none that it is better.
  private static double best(Column column, List<Line> lines) {
    List<Double> values =
        lines.stream()
            .map(line -> line.figures().get(column.key()))
            .filter(figure -> figure != null)
            .map(Figure::mean)
            .toList();
    return column.metric().isEmpty() || values.size() < 2 ? Double.NaN : Collections.max(values);
  }

  private static String cell(Column column, Figure figure, double best) {
    String value = column.shown(figure.mean());
    String text = figure.mean() == best ? "\\textbf{" + value + "}" : value;
    return text
        + column.spread(figure).map(spread -> " $\\pm$ " + spread).orElse("")
        + (certain(figure.minusFirst()) ? "$^\\dagger$" : "");
  }

  private static boolean certain(Report.@Nullable Difference minus) {
    return minus != null && (minus.low() > 0 || minus.high() < 0);
  }

  private static String row(List<String> names, List<String> cells) {
    var all = new ArrayList<>(names);
    all.addAll(cells);
    return String.join(" & ", all) + " \\\\\n";
  }

  /// The signs that LaTeX reads as its own.
  static String escaped(String text) {
    return text.codePoints()
        .mapToObj(sign ->
            switch (sign) {
              case '\\' -> "\\textbackslash{}";
              case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) sign;
              case '~' -> "\\textasciitilde{}";
              case '^' -> "\\textasciicircum{}";
              default -> Character.toString(sign);
            })
        .collect(Collectors.joining());
  }
}
