package dev.grlm.report;

import dev.grlm.codebook.CodeSurvey;
import dev.grlm.codebook.CodeSurvey.Code;
import dev.grlm.codebook.CodeSurvey.Level;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The part of the page that says what the codes of items look like, level by level, and what the
/// largest codes are about.
final class CodeSection {
  private CodeSection() {}

  static String html(Map<String, CodeSurvey> codes) {
    var out = new StringBuilder();
    codes.forEach((system, survey) ->
        out.append(
            Html.section(
                "codes-" + system,
                "Code books of " + system,
                levels(survey) + Html.note(collisions(survey)) + largest(survey))));
    return out.toString();
  }

  /// What became of items that came out with the same codes, in a sentence or two.
  static String collisions(CodeSurvey survey) {
    String before =
        "%s of %s items came out with codes that another one had before."
            .formatted(Numbers.percent(survey.collisionRate()), Numbers.count(survey.items()));
    String after =
        survey.collidingItems() == 0
            ? " Now no two items share all their codes."
            : " Now it is %s; %s items share all their codes, at most %s the same."
                .formatted(
                    Numbers.percent(survey.collisionRateAfter()),
                    Numbers.count(survey.collidingItems()),
                    Numbers.count(survey.largestGroup()));
    return before + after;
  }

  static String perplexity(Level level) {
    return String.format(Locale.ROOT, "%.1f", level.perplexity());
  }

  private static String levels(CodeSurvey survey) {
    var table =
        new HtmlTable(
            "Codes by level",
            List.of("Level", "#Codes", "#In use", "#Perplexity", "#Share of the largest"));
    for (int level = 0; level < survey.levels().size(); level++) {
      Level of = survey.levels().get(level);
      table.row(
          "",
          List.of(
              String.valueOf(level + 1),
              Numbers.count(of.size()),
              Numbers.count(of.used()),
              perplexity(of),
              Numbers.percent(of.largestShare())));
    }
    return table.html();
  }

  private static String largest(CodeSurvey survey) {
    var table =
        new HtmlTable(
            "The largest codes of each level",
            List.of("Level", "#Code", "#Items", "#Share", "Titles nearest to it"));
    for (int level = 0; level < survey.levels().size(); level++) {
      for (Code code : survey.levels().get(level).largest()) {
        table.row(
            "",
            List.of(
                String.valueOf(level + 1),
                String.valueOf(code.code()),
                Numbers.count(code.items()),
                Numbers.percent(code.share()),
                code.titles().isEmpty() ? "–" : Html.escape(code.titles())));
      }
    }
    return "<details open=\"open\"><summary>The largest codes of each level</summary>\n"
        + table.html()
        + "</details>\n";
  }
}
