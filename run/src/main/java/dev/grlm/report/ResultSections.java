package dev.grlm.report;

import dev.grlm.page.BarChart;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.Interval;
import dev.grlm.report.Report.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the page that says how good the recommendations are.
final class ResultSections {
  private static final String METRIC = Report.HEADLINE_METRIC;
  private static final String METRIC_TITLE = "NDCG@10";

  private ResultSections() {}

  static String html(Report report) {
    return headline(report) + metrics(report) + paired(report);
  }

  private static String headline(Report report) {
    Optional<Result> model = model(report);
    Optional<Result> floor = floor(report);
    String repeats =
        "repeats %s (%s of validation targets are in their history)"
            .formatted(
                report.repeats().policy().equals("allow") ? "allowed" : "denied",
                Numbers.percent(report.repeats().share()));
    var figures = new StringBuilder("<div class=\"figures\">\n");
    model.ifPresent(row -> figures.append(figure(row, "model")));
    floor.ifPresent(row -> figures.append(figure(row, "floor")));
    model
        .map(Result::pairedToFloor)
        .map(differences -> differences.get(METRIC))
        .ifPresent(difference -> figures.append(figure(difference)));
    figures.append("</div>\n");
    return """
    <header>
    <p class="eyebrow">GRLM report</p>
    <h1>%s</h1>
    <p class="lead">%s split · %s users · %s</p>
    </header>
    <section id="headline" aria-label="Headline" class="split">
    %s<div>
    <h3>%s with 95&#160;%% intervals</h3>
    %s</div>
    </section>
    <p class="note protocol">%s</p>
    """
        .formatted(
            Html.escape(report.dataset().name()),
            Html.escape(Html.capitalized(report.split())),
            Numbers.count(report.users()),
            Html.escape(repeats),
            figures,
            METRIC_TITLE,
            chart(report),
            Html.escape(report.protocol()));
  }

  private static Optional<Result> model(Report report) {
    return report.results().stream().filter(row -> !row.ofFloor()).findFirst();
  }

  private static Optional<Result> floor(Report report) {
    String floor = report.floor();
    if (floor != null) {
      return report.result(floor);
    }
    return report.results().stream()
        .filter(Result::ofFloor)
        .max(Comparator.comparingDouble(row -> row.metrics().getOrDefault(METRIC, 0.0)));
  }

  private static String figure(Result row, String kind) {
    Double value = row.metrics().get(METRIC);
    Interval interval = row.interval95().get(METRIC);
    return figure(
        kind,
        Html.escape(row.name()) + (row.ofFloor() ? Html.tag("floor", "floor") : ""),
        value == null ? "–" : Numbers.metric(value),
        interval == null ? METRIC_TITLE : METRIC_TITLE + ", " + text(interval));
  }

  private static String figure(Difference difference) {
    return figure(
        "difference",
        "paired difference",
        Numbers.signed(difference.mean()),
        verdict(difference) + ", " + text(difference));
  }

  private static String figure(String kind, String name, String value, String detail) {
    return """
    <div class="figure %s"><p class="name">%s</p><p class="big">%s</p><p class="note">%s</p></div>
    """
        .formatted(kind, name, value, Html.escape(detail));
  }

  private static String chart(Report report) {
    var bars = new ArrayList<BarChart.Bar>();
    for (Result row : report.results()) {
      Double value = row.metrics().get(METRIC);
      if (value != null) {
        Interval interval = row.interval95().get(METRIC);
        String kind = row.ofFloor() ? "floor" : "model";
        BarChart.Interval whisker =
            interval == null ? null : new BarChart.Interval(interval.low(), interval.high());
        bars.add(new BarChart.Bar(row.name(), kind, value, whisker, Numbers.metric(value)));
      }
    }
    for (Report.Published row : report.published()) {
      Double value = row.metrics().get(METRIC);
      if (value != null) {
        String label = row.name() + " (published)";
        bars.add(new BarChart.Bar(label, "published", value, null, Numbers.metric(value)));
      }
    }
    return bars.isEmpty()
        ? Html.note("No row has " + METRIC + ".")
        : BarChart.svg(METRIC_TITLE, bars);
  }

  private static String metrics(Report report) {
    MetricColumns columns = MetricColumns.of(report.results());
    var headers = new ArrayList<String>(List.of("Row"));
    columns.names().forEach(name -> headers.add("#" + heading(name)));
    headers.add("#Short lists");
    headers.add("#Time");
    var table = new HtmlTable("Metrics of every row", headers);
    for (Result row : report.results()) {
      List<String> cells = cells(name(row), row.metrics(), columns, true);
      cells.add(Numbers.count(row.shortLists()));
      cells.add(Numbers.duration(row.seconds()));
      table.row(row.ofFloor() ? "floor" : "model", cells);
    }
    for (Report.Published row : report.published()) {
      String name = Html.escape(row.name()) + Html.tag("published", "published: " + row.source());
      List<String> cells = cells(name, row.metrics(), columns, false);
      cells.add("");
      cells.add("");
      table.row("published", cells);
    }
    String note =
        "Best of our rows in bold. A short list has fewer items than the longest cut-off; it is"
            + " counted, not filled.";
    return Html.section("metrics", "Metrics", table.html() + Html.note(note) + intervals(report));
  }

  static List<String> cells(
      String name, Map<String, Double> metrics, MetricColumns columns, boolean ours) {
    var cells = new ArrayList<String>(List.of(name));
    for (String metric : columns.names()) {
      Double value = metrics.get(metric);
      String text = value == null ? "–" : Numbers.metric(value);
      boolean best = ours && value != null && columns.isBest(metric, text);
      cells.add(best ? "<strong>" + text + "</strong>" : text);
    }
    return cells;
  }

  private static String name(Result row) {
    return Html.escape(row.name())
        + (row.ofFloor() ? Html.tag("floor", "floor") : Html.tag("model", row.recipe()));
  }

  private static String intervals(Report report) {
    MetricColumns columns = MetricColumns.of(report.results());
    List<String> metrics =
        columns.present(report.results().stream().map(Result::interval95).toList());
    if (metrics.isEmpty()) {
      return "";
    }
    var headers = new ArrayList<String>(List.of("Row"));
    metrics.forEach(name -> headers.add("#" + heading(name)));
    var table = new HtmlTable("95 % bootstrap intervals", headers);
    for (Result row : report.results()) {
      var cells = new ArrayList<String>(List.of(Html.escape(row.name())));
      for (String metric : metrics) {
        Interval interval = row.interval95().get(metric);
        cells.add(interval == null ? "–" : text(interval));
      }
      table.row(row.ofFloor() ? "floor" : "model", cells);
    }
    return "<details><summary>95 % intervals of every metric</summary>\n"
        + table.html()
        + "</details>\n";
  }

  private static String paired(Report report) {
    var table =
        new HtmlTable(
            "Difference to the floor, user by user",
            List.of("Row", "Metric", "#Difference", "#95 % interval", "Reading"));
    boolean any = false;
    for (Result row : report.results()) {
      Map<String, Difference> differences = row.pairedToFloor();
      if (differences == null) {
        continue;
      }
      for (Map.Entry<String, Difference> entry : differences.entrySet()) {
        any = true;
        table.row("", differenceCells(row.name(), entry.getKey(), entry.getValue()));
      }
    }
    for (Map.Entry<String, Difference> entry : report.paired().entrySet()) {
      any = true;
      table.row("", differenceCells(entry.getKey(), entry.getValue()));
    }
    if (!any) {
      return "";
    }
    String against = floor(report).map(Result::name).orElse("the floor");
    String note = "Each user's value minus the same user's value under " + against + ".";
    return Html.section("paired", "Paired difference to the floor", table.html() + Html.note(note));
  }

  /// Of the main row minus another one.
  static List<String> differenceCells(String other, Difference difference) {
    return List.of(
        "minus " + Html.escape(other),
        Html.escape(heading(Report.HEADLINE_METRIC)),
        Numbers.signed(difference.mean()),
        text(difference),
        "<span class=\"" + direction(difference) + "\">" + side(difference) + "</span>");
  }

  /// Of a row minus the floor.
  static List<String> differenceCells(String row, String metric, Difference difference) {
    return List.of(
        Html.escape(row),
        Html.escape(heading(metric)),
        Numbers.signed(difference.mean()),
        text(difference),
        "<span class=\"" + direction(difference) + "\">" + verdict(difference) + "</span>");
  }

  private static String direction(Difference difference) {
    return difference.low() > 0 ? "better" : difference.high() < 0 ? "worse" : "open";
  }

  private static String verdict(Difference difference) {
    return difference.low() > 0
        ? "above the floor"
        : difference.high() < 0 ? "below the floor" : "not told apart from the floor";
  }

  private static String side(Difference difference) {
    return difference.low() > 0
        ? "above that row"
        : difference.high() < 0 ? "below that row" : "not told apart from it";
  }

  static String text(Interval interval) {
    return Numbers.metric(interval.low()) + " – " + Numbers.metric(interval.high());
  }

  private static String text(Difference difference) {
    return Numbers.signed(difference.low()) + " … " + Numbers.signed(difference.high());
  }

  /// `ndcg@10` as `NDCG@10`, `recall@10` as `Recall@10`.
  static String heading(String metric) {
    return metric.startsWith("ndcg") ? "NDCG" + metric.substring(4) : Html.capitalized(metric);
  }
}
