package dev.grlm.report;

import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import dev.grlm.report.Report.GenerationShares;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of the page that says what became of the generated identifiers, all together and by the
/// rank of the beam.
final class GenerationSection {
  private static final List<String> SHARES =
      List.of(
          "#Found",
          "#Valid",
          "#Direct hit",
          "#Structural",
          "#Malformed",
          "#Of them grounded",
          "#Ungroundable");

  private GenerationSection() {}

  static String html(Map<String, GenerationShares> generation) {
    if (generation.isEmpty()) {
      return "";
    }
    HtmlTable table = table("What became of the generated identifiers", "Row");
    generation.forEach((name, rates) -> table.row("", cells(Html.escape(name), rates)));
    String note =
        "Of the top 10 beams of every user. Found: lead to an item, exactly or by shared terms, the"
            + " paper's valid rate. Valid: in the catalogue. Direct hit: exact matches among the"
            + " well-formed ones. Structural: well-formed, matched by shared terms in the same slots."
            + " Malformed: of another length, or with a term that is blank or stands twice."
            + " Ungroundable: well-formed, and no item shares a term.";
    return Html.section(
        "generation", "Generation", table.html() + byBeam(generation) + Html.note(note));
  }

  private static String byBeam(Map<String, GenerationShares> generation) {
    var tables = new StringBuilder();
    generation.forEach((name, rates) -> {
      if (!rates.byBeam().isEmpty()) {
        HtmlTable table = table("What became of the beams of " + name + ", by their rank", "Beam");
        for (int beam = 0; beam < rates.byBeam().size(); beam++) {
          table.row("", cells(String.valueOf(beam + 1), rates.byBeam().get(beam)));
        }
        tables.append("<h3>").append(Html.escape(name)).append("</h3>\n").append(table.html());
      }
    });
    return tables.isEmpty()
        ? ""
        : "<details><summary>By the rank of the beam</summary>\n" + tables + "</details>\n";
  }

  private static HtmlTable table(String caption, String first) {
    var headers = new ArrayList<>(List.of(first));
    headers.addAll(SHARES);
    return new HtmlTable(caption, headers);
  }

  private static List<String> cells(String name, GenerationShares rates) {
    return List.of(
        name,
        cell(rates.foundRate()),
        cell(rates.validRate()),
        cell(rates.directHitRate()),
        cell(rates.structuralRate()),
        cell(rates.malformedRate()),
        cell(rates.malformedGroundedRate()),
        cell(rates.ungroundableRate()));
  }

  private static String cell(@Nullable Double share) {
    return share == null ? "–" : Numbers.percent(share);
  }
}
