package dev.grlm.report;

import dev.grlm.page.BarChart;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.LineChart;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report.TrainingPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of the page that says what the run did: training, identifiers, generation, stages,
/// data.
final class RunSections {
  private RunSections() {}

  static String html(Report report) {
    return curves(report)
        + identifiers(report.identifiers())
        + CodeSection.html(report.codes())
        + GenerationSection.html(report.generation())
        + stages(report.stages())
        + dataset(report.dataset());
  }

  private static String curves(Report report) {
    var systems = new LinkedHashMap<String, List<TrainingPoint>>();
    report
        .training()
        .forEach(
            point -> systems.computeIfAbsent(point.system(), _ -> new ArrayList<>()).add(point));
    var out = new StringBuilder();
    systems.forEach((system, points) -> out.append(curves(system, points, systems.size() > 1)));
    return out.toString();
  }

  /// @param named whether the title must say whose curves these are
  private static String curves(String system, List<TrainingPoint> training, boolean named) {
    var loss = new ArrayList<LineChart.Point>();
    var validation = new ArrayList<LineChart.Point>();
    int best = 0;
    for (TrainingPoint point : training) {
      loss.add(new LineChart.Point(point.epoch(), point.loss()));
      Double score = point.validation();
      if (score != null) {
        validation.add(new LineChart.Point(point.epoch(), score));
        best = score > validation.get(best).y() ? validation.size() - 1 : best;
      }
    }
    String last = "last " + Numbers.metric(loss.getLast().y());
    String body = chart("Training loss in nats, by epoch", loss, loss.size() - 1, last);
    if (!validation.isEmpty()) {
      String highest = "best " + Numbers.metric(validation.get(best).y());
      body += chart("Validation score, by epoch", validation, best, highest);
    }
    TrainingPoint end = training.getLast();
    String note = "%s epochs.".formatted(Numbers.trimmed(end.epoch()));
    return Html.section(
        named ? "training-" + system : "training",
        named ? "Training of " + system : "Training",
        "<div class=\"pair\">\n" + body + "</div>\n" + Html.note(note));
  }

  private static String chart(String title, List<LineChart.Point> points, int named, String name) {
    return "<div><h3>%s</h3>\n%s</div>\n"
        .formatted(Html.escape(title), LineChart.svg(title, points, named, name));
  }

  private static String identifiers(Map<String, Object> identifiers) {
    if (identifiers.isEmpty()) {
      return "";
    }
    var table = new HtmlTable("Statistics of the Term IDs", List.of("Statistic", "#Value"));
    var charts = new StringBuilder();
    var figures = new LinkedHashMap<>(identifiers);
    Object system = figures.remove(Report.WORDS_OF);
    String whose =
        system == null
            ? ""
            : Html.note("Of the system " + system + ", and what the floor's rows of terms go by.");
    flat("", figures)
        .forEach((name, value) -> {
          if (value instanceof List<?> list && perSlot(list)) {
            charts.append(slots(name, list));
          } else {
            table.row("", List.of(Html.escape(name), Html.escape(Numbers.plain(value))));
          }
        });
    return Html.section(
        "identifiers",
        "Term IDs",
        "<div class=\"pair\">\n<div>"
            + table.html()
            + "</div>\n<div>"
            + charts
            + "</div></div>\n"
            + whose);
  }

  /// Nested objects with their names joined, in order.
  private static Map<String, Object> flat(String prefix, Map<?, ?> values) {
    var out = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> {
      String name = prefix + Html.words(String.valueOf(key));
      if (value instanceof Map<?, ?> inner) {
        out.putAll(flat(name + " · ", inner));
      } else {
        out.put(name, value);
      }
    });
    return out;
  }

  private static boolean perSlot(List<?> list) {
    return !list.isEmpty()
        && list.stream().allMatch(value -> value instanceof Number number && !negative(number));
  }

  private static boolean negative(Number number) {
    return number.doubleValue() < 0;
  }

  private static String slots(String name, List<?> values) {
    var bars = new ArrayList<BarChart.Bar>();
    for (Object value : values) {
      if (value instanceof Number number) {
        String label = "slot " + (bars.size() + 1);
        String text = Numbers.plain(value);
        bars.add(new BarChart.Bar(label, "slot", number.doubleValue(), null, text));
      }
    }
    return "<h3>%s</h3>\n%s"
        .formatted(Html.escape(Html.capitalized(name)), BarChart.svg(name, bars));
  }

  private static String stages(List<Report.Stage> stages) {
    if (stages.isEmpty()) {
      return "";
    }
    double longest = stages.stream().mapToDouble(Report.Stage::seconds).max().orElse(0);
    var table =
        new HtmlTable(
            "Stages of the run", List.of("Stage", "Status", "#Time", "Share", "#Peak memory"));
    for (Report.Stage stage : stages) {
      table.row(
          "",
          List.of(
              Html.escape(stage.name()),
              Html.escape(stage.status()),
              Numbers.duration(stage.seconds()),
              share(stage.seconds(), longest),
              Numbers.count(stage.peakRssMiB()) + "\u00a0MiB"));
    }
    double total = stages.stream().mapToDouble(Report.Stage::seconds).sum();
    return Html.section(
        "stages",
        "Stages",
        table.html() + Html.note("All stages together: " + Numbers.duration(total) + "."));
  }

  /// A bar beside a number that says the same, hence hidden from screen readers.
  private static String share(double value, double longest) {
    String width = Numbers.across(longest > 0 ? 100 * Math.clamp(value / longest, 0, 1) : 0);
    return ("<svg class=\"share\" aria-hidden=\"true\" width=\"120\" height=\"9\">"
            + "<rect class=\"bar model\" x=\"0\" y=\"0\" width=\"%s\" height=\"9\"/></svg>")
        .formatted(width);
  }

  private static String dataset(Report.Counts counts) {
    var table = new HtmlTable("Size of the dataset", List.of("Dataset", "#Count"));
    table.row("", List.of("users", Numbers.count(counts.users())));
    table.row("", List.of("items", Numbers.count(counts.items())));
    table.row("", List.of("interactions", Numbers.count(counts.interactions())));
    String noticed;
    if (counts.noticed().isEmpty()) {
      noticed = Html.note("Nothing was dropped, nothing was noticed while reading.");
    } else {
      var reasons = new HtmlTable("Dropped or noticed while reading", List.of("Noticed", "#Count"));
      counts
          .noticed()
          .forEach((reason, count) ->
              reasons.row("", List.of(Html.escape(reason), Numbers.count(count))));
      noticed = reasons.html();
    }
    return Html.section(
        "dataset",
        "Dataset",
        "<div class=\"pair\">\n<div>"
            + table.html()
            + "</div>\n<div>"
            + noticed
            + "</div></div>\n");
  }
}
