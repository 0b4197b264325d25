package dev.grlm.report;

import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The part of the page that says for whom the recommendations are good. Folded: it is long.
final class SliceSection {
  private SliceSection() {}

  static String html(Report report) {
    if (report.slices().isEmpty()) {
      return "";
    }
    String tables = report.slices().stream().map(SliceSection::table).collect(Collectors.joining());
    String note =
        "Every user is in one group of a table, whose heading says how many are in it. Without"
            + " intervals: for reading, not for choosing.";
    return Html.section(
        "slices",
        "By groups of users",
        "<details><summary>NDCG@10 / Recall@10 of every row by %s groupings</summary>\n%s</details>\n"
                .formatted(Numbers.count(report.slices().size()), tables)
            + Html.note(note));
  }

  private static String table(Report.Slices slices) {
    var headers = new ArrayList<String>(List.of("Row"));
    slices
        .groups()
        .forEach(group -> headers.add("#%s: %s".formatted(group.name(), people(group.users()))));
    var table = new HtmlTable("NDCG@10 / Recall@10 by " + slices.by(), headers);
    for (String row : slices.groups().getFirst().rows().keySet()) {
      var cells = new ArrayList<String>(List.of(Html.escape(row)));
      for (Report.Slice group : slices.groups()) {
        cells.add(cell(group.rows().getOrDefault(row, Map.of())));
      }
      table.row("", cells);
    }
    return "<h3>By %s</h3>\n%s".formatted(Html.escape(slices.by()), table.html());
  }

  private static String people(int users) {
    return Numbers.count(users) + (users == 1 ? " user" : " users");
  }

  private static String cell(Map<String, Double> metrics) {
    return SliceFigures.SHOWN.stream()
        .map(metric ->
            metrics.containsKey(metric.word()) ? Numbers.metric(metrics.get(metric.word())) : "–")
        .collect(Collectors.joining(" / "));
  }
}
