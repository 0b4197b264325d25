package dev.grlm.summary;

import dev.grlm.io.AtomicFile;
import dev.grlm.page.BarChart;
import dev.grlm.page.Html;
import dev.grlm.page.LineChart;
import dev.grlm.page.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A [Summary] as one page: figures, what was dropped, and drawings. The same summary gives the
/// same bytes.
public final class SummaryPage {
  private SummaryPage() {}

  /// Writes the page whole or not at all.
  public static void write(Summary summary, Path file) throws IOException {
    AtomicFile.writeText(file, writer -> writer.write(page(summary)));
  }

  static String page(Summary summary) {
    var counts = new java.util.LinkedHashMap<String, String>();
    summary.counts().forEach((reason, count) -> counts.put(reason, SummaryText.whole(count)));
    String body =
        "<h1>Data set</h1>\n"
            + Html.section("figures", "Figures", table(SummaryText.rows(summary)))
            + Html.section(
                "counts",
                "Dropped and noticed",
                counts.isEmpty() ? "<p>Nothing.</p>\n" : table(counts))
            + Html.section("lengths", "Items of a history", lengths(summary))
            + Html.section("gaps", "Time between neighbouring events", gaps(summary))
            + Html.section("popularity", "Popularity", popularity(summary))
            + Html.section("text", "Text of the items", text(summary))
            + Html.section("domains", "Domains", domains(summary));
    return Page.html("Data set", body);
  }

  private static String table(Map<String, String> rows) {
    var out = new StringBuilder("<div class=\"scroll\"><table><tbody>\n");
    rows.forEach((name, value) ->
        out.append("<tr><th scope=\"row\">")
            .append(Html.escape(name))
            .append("</th><td class=\"number\">")
            .append(Html.escape(value))
            .append("</td></tr>\n"));
    return out.append("</tbody></table></div>\n").toString();
  }

  private static String lengths(Summary summary) {
    List<BarChart.Bar> bars =
        summary.lengths().stream()
            .map(bucket ->
                bar(
                    bucket.from() == 1 ? "1" : bucket.from() + " – " + (2 * bucket.from() - 1),
                    (double) bucket.histories(),
                    SummaryText.whole(bucket.histories())))
            .toList();
    return BarChart.svg("Histories by number of items", bars);
  }

  private static String gaps(Summary summary) {
    if (summary.gaps().isEmpty()) {
      return "<p>No two neighbouring events have times.</p>\n";
    }
    var bars = new ArrayList<BarChart.Bar>();
    for (Summary.Gap gap : summary.gaps()) {
      String label = gap.below().equals("ever") ? "longer" : "< " + gap.below();
      bars.add(bar(label, (double) gap.pairs(), SummaryText.whole(gap.pairs())));
    }
    return BarChart.svg("Pairs of neighbouring events by the time between them", bars);
  }

  private static String domains(Summary summary) {
    if (summary.domains().size() < 2) {
      return "<p>There is one domain.</p>\n";
    }
    var users = new ArrayList<BarChart.Bar>();
    for (Summary.Domain domain : summary.domains()) {
      users.add(bar(domain.name(), (double) domain.users(), SummaryText.whole(domain.users())));
    }
    for (Summary.Overlap pair : summary.overlap()) {
      users.add(
          bar(
              pair.first() + " and " + pair.second(),
              (double) pair.users(),
              SummaryText.whole(pair.users())));
    }
    return BarChart.svg("Users of each domain and of two of them", users);
  }

  private static BarChart.Bar bar(String label, double value, String shown) {
    return new BarChart.Bar(label, "model", value, null, shown);
  }

  /// Both axes are logarithms to the base of ten.
  private static String popularity(Summary summary) {
    var points = new ArrayList<LineChart.Point>();
    for (Summary.Point point : summary.curve()) {
      points.add(
          new LineChart.Point(
              Math.log10((double) point.rank()), Math.log10((double) point.events())));
    }
    if (points.size() < 2) {
      return "<p>Too few items for a curve.</p>\n";
    }
    String most = SummaryText.whole(summary.curve().getFirst().events()) + " events";
    return "<p class=\"note\">Events of an item (upwards) by its rank (across), both as powers of ten.</p>\n"
        + LineChart.svg("Popularity", points, 0, most);
  }

  private static String text(Summary summary) {
    if (summary.text().isEmpty()) {
      return "<p>No item has any text.</p>\n";
    }
    var bars = new ArrayList<BarChart.Bar>();
    summary
        .text()
        .forEach((field, coverage) ->
            bars.add(
                bar(
                    field,
                    coverage.share(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * coverage.share()))));
    return BarChart.svg("Share of items that have a field", bars);
  }
}
