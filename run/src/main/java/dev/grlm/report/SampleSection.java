package dev.grlm.report;

import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report.Sample;
import dev.grlm.report.Report.SampleItem;
import dev.grlm.report.Report.SampleRecommendation;
import java.util.List;
import java.util.Optional;

/// A few users: what they did, what was generated for them, what they got.
final class SampleSection {
  private SampleSection() {}

  static String html(Report report) {
    if (report.samples().isEmpty()) {
      return "";
    }
    var out = new StringBuilder();
    report.samples().forEach(sample -> out.append(user(sample)));
    return Html.section("users", "Users", out.toString());
  }

  private static String user(Sample sample) {
    Optional<SampleRecommendation> hit =
        sample.recommendations().stream().filter(SampleRecommendation::hit).findFirst();
    String outcome =
        hit.map(place -> Html.tag("hit", "hit at rank " + place.rank()))
            .orElse(Html.tag("missed", "missed"));
    return """
    <article>
    <h3>User %s%s</h3>
    <div class="pair">
    <div>
    <h4>History, oldest first</h4>
    %s%s</div>
    <div>
    <h4>Recommended</h4>
    %s</div>
    </div>
    </article>
    """
        .formatted(
            Html.escape(sample.user()),
            outcome,
            history(sample.history()),
            target(sample),
            recommendations(sample));
  }

  private static String history(List<SampleItem> history) {
    if (history.isEmpty()) {
      return Html.note("No history.");
    }
    var out = new StringBuilder("<ol>\n");
    for (SampleItem item : history) {
      out.append("<li>").append(item(item.id(), item.title(), item.termId())).append("</li>\n");
    }
    return out.append("</ol>\n").toString();
  }

  private static String target(Sample sample) {
    SampleItem target = sample.target();
    return target == null
        ? ""
        : "<h4>Held out</h4>\n<p class=\"target\">%s</p>\n"
            .formatted(item(target.id(), target.title(), target.termId()));
  }

  private static String recommendations(Sample sample) {
    if (sample.recommendations().isEmpty()) {
      return Html.note("Nothing was recommended.");
    }
    var table =
        new HtmlTable(
            "Recommended to user " + sample.user(),
            List.of("Rank", "Item and generated Term ID", "Source", "#Score"));
    for (SampleRecommendation place : sample.recommendations()) {
      String mark = place.hit() ? Html.tag("hit", "hit") : "";
      table.row(
          place.hit() ? "hit" : "",
          List.of(
              Integer.toString(place.rank()),
              title(place.id(), place.title()) + mark + Html.terms(place.generated()),
              Html.escape(place.source()),
              Numbers.signed(place.score()).replace("+", "")));
    }
    return table.html();
  }

  private static String item(String id, String title, List<String> terms) {
    return title(id, title) + " " + Html.terms(terms);
  }

  /// An item without a title shows its id.
  private static String title(String id, String title) {
    return "<span class=\"title\" title=\"%s\">%s</span>"
        .formatted(Html.escape("item " + id), Html.escape(title.isBlank() ? "item " + id : title));
  }
}
