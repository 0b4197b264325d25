package dev.grlm.report;

import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of the page that says how good the recommendations are where each person counts once.
final class PersonSection {
  private PersonSection() {}

  static String html(Report report) {
    PersonFigures figures = report.persons();
    if (figures == null) {
      return "";
    }
    String note =
        "%s persons are %s users. Each counts once, by the mean over the person's users, and the intervals resample persons: users of one person are not independent."
            .formatted(Numbers.count(figures.persons()), Numbers.count(report.users()));
    return Html.section(
        "persons",
        "Over persons",
        metrics(report, figures) + Html.note(note) + intervals(report, figures) + paired(figures));
  }

  private static Map<String, Map<String, Double>> values(PersonFigures figures) {
    var values = new LinkedHashMap<String, Map<String, Double>>();
    figures.rows().forEach((name, row) -> values.put(name, row.metrics()));
    return values;
  }

  private static String metrics(Report report, PersonFigures figures) {
    MetricColumns columns = MetricColumns.ofValues(values(figures).values());
    HtmlTable table = table("Metrics of every row, mean over persons", columns.names());
    figures
        .rows()
        .forEach((name, row) ->
            table.row(
                kind(report, name),
                ResultSections.cells(Html.escape(name), row.metrics(), columns, true)));
    return table.html();
  }

  private static String intervals(Report report, PersonFigures figures) {
    MetricColumns columns = MetricColumns.ofValues(values(figures).values());
    HtmlTable table = table("95 % bootstrap intervals over persons", columns.names());
    figures
        .rows()
        .forEach((name, row) -> {
          var cells = new ArrayList<String>(List.of(Html.escape(name)));
          for (String metric : columns.names()) {
            @Nullable Interval interval = row.interval95().get(metric);
            cells.add(interval == null ? "–" : ResultSections.text(interval));
          }
          table.row(kind(report, name), cells);
        });
    return "<details><summary>95 % intervals of every metric over persons</summary>\n"
        + table.html()
        + "</details>\n";
  }

  private static HtmlTable table(String caption, Iterable<String> metrics) {
    var headers = new ArrayList<String>(List.of("Row"));
    metrics.forEach(metric -> headers.add("#" + ResultSections.heading(metric)));
    return new HtmlTable(caption, headers);
  }

  private static String kind(Report report, String row) {
    return report.result(row).filter(Report.Result::ofFloor).isPresent() ? "floor" : "model";
  }

  private static String paired(PersonFigures figures) {
    var table =
        new HtmlTable(
            "Difference to the floor, person by person",
            List.of("Row", "Metric", "#Difference", "#95 % interval", "Reading"));
    boolean any = !figures.paired().isEmpty();
    for (Map.Entry<String, PersonFigures.Row> row : figures.rows().entrySet()) {
      Map<String, Difference> differences = row.getValue().pairedToFloor();
      if (differences != null) {
        any |= !differences.isEmpty();
        differences.forEach((metric, difference) ->
            table.row("", ResultSections.differenceCells(row.getKey(), metric, difference)));
      }
    }
    figures
        .paired()
        .forEach(
            (row, difference) -> table.row("", ResultSections.differenceCells(row, difference)));
    return any ? table.html() : "";
  }
}
