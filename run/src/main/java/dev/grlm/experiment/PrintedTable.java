package dev.grlm.experiment;

import dev.grlm.experiment.ExperimentTable.Figure;
import dev.grlm.experiment.ExperimentTable.Line;
import dev.grlm.page.Numbers;
import dev.grlm.page.TextTable;
import dev.grlm.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table as a person reads it on a terminal or a page: the columns, then the difference to the
/// first line in the last of the metrics, with its interval.
final class PrintedTable {
  private final ExperimentTable table;
  private final boolean severalSets;
  private final boolean severalRows;

  PrintedTable(ExperimentTable table) {
    this.table = table;
    this.severalSets = table.lines().stream().map(Line::data).distinct().count() > 1;
    this.severalRows = table.lines().stream().map(Line::row).distinct().count() > 1;
  }

  /// Names stand to the left of the first number.
  int names() {
    return (severalSets ? 1 : 0) + 1 + (severalRows ? 1 : 0);
  }

  List<String> headings() {
    var headings = new ArrayList<String>();
    if (severalSets) {
      headings.add("data");
    }
    headings.add("variant");
    if (severalRows) {
      headings.add("row");
    }
    table.columns().forEach(column -> headings.add(column.heading()));
    compared().ifPresent(column -> headings.add(column.heading() + " minus " + minus()));
    return headings;
  }

  private String minus() {
    return table.minus().isEmpty() ? "first" : table.minus();
  }

  /// The column whose differences are shown; none where nothing is compared.
  private Optional<Column> compared() {
    return table.columns().stream()
        .filter(column -> column.metric().isPresent())
        .reduce((_, last) -> last)
        .filter(column ->
            table.lines().stream()
                .anyMatch(line -> !difference(line, line.figures().get(column.key())).isEmpty()));
  }

  /// Our lines, then those of others.
  List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    for (Line line : table.lines()) {
      List<String> row = names(line.data(), line.variant(), line.row());
      for (Column column : table.columns()) {
        row.add(cell(column, line.figures().get(column.key())));
      }
      compared().ifPresent(column -> row.add(difference(line, line.figures().get(column.key()))));
      rows.add(row);
    }
    for (Map.Entry<String, List<Report.Published>> set : table.published().entrySet()) {
      for (Report.Published other : set.getValue()) {
        rows.add(published(set.getKey(), other));
      }
    }
    return rows;
  }

  private List<String> published(String data, Report.Published other) {
    String name = "published: " + other.name();
    List<String> row = names(data, name, "");
    for (Column column : table.columns()) {
      Double value = other.metrics().get(column.key());
      row.add(value == null ? "–" : column.shown(value));
    }
    compared().ifPresent(_ -> row.add(""));
    return row;
  }

  private List<String> names(String data, String variant, String row) {
    var names = new ArrayList<String>();
    if (severalSets) {
      names.add(data);
    }
    names.add(variant);
    if (severalRows) {
      names.add(row);
    }
    return names;
  }

  private static String cell(Column column, @Nullable Figure figure) {
    if (figure == null) {
      return "–";
    }
    return column.shown(figure.mean()) + column.spread(figure).map(text -> " ± " + text).orElse("");
  }

  private static String difference(Line line, @Nullable Figure figure) {
    Report.Difference minus = figure == null ? null : figure.minusFirst();
    if (line.first() || minus == null) {
      return "";
    }
    return "%s [%s, %s]"
        .formatted(
            Numbers.signed(minus.mean()),
            Numbers.signed(minus.low()),
            Numbers.signed(minus.high()));
  }

  TextTable text() {
    var text = new TextTable();
    List<String> headings = headings();
    for (int column = 0; column < headings.size(); column++) {
      if (column < names()) {
        text.text(headings.get(column));
      } else {
        text.number(headings.get(column));
      }
    }
    rows().forEach(text::row);
    return text;
  }

  /// What a reader has to know of the figures, in sentences.
  String notes() {
    var notes = new LinkedHashSet<String>();
    int seeds = table.seeds().size();
    notes.add(
        seeds == 1
            ? "Seed %d.".formatted(table.seeds().getFirst())
            : "Mean of %d seeds (%s) ± their standard deviation."
                .formatted(
                    seeds,
                    String.join(", ", table.seeds().stream().map(String::valueOf).toList())));
    if (compared().isPresent()) {
      notes.add(
          "In brackets 95 %% intervals over users (paired bootstrap)%s."
              .formatted(seeds == 1 ? "" : " of what a user counts in the mean over the seeds"));
    }
    if (table.overPersons().isPresent()) {
      notes.add(
          "Over persons each counts once, by the mean over the person's users, and intervals resample persons.");
    }
    if (!table.told().isEmpty()) {
      notes.add("Told to all: " + String.join(" ", table.told()) + ".");
    }
    notes.addAll(table.notes());
    table
        .leftOut()
        .forEach(one -> notes.add((one.failed() ? "Failed: " : "Left out: ") + one + "."));
    return String.join(" ", notes);
  }
}
