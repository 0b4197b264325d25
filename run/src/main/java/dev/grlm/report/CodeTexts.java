package dev.grlm.report;

import dev.grlm.codebook.CodePrefix;
import dev.grlm.codebook.CodeSurvey;
import dev.grlm.page.Numbers;
import dev.grlm.page.TextTable;
import java.util.Locale;
import java.util.stream.Collectors;

/// Codes as tables for terminals.
public final class CodeTexts {
  /// Characters of the titles of a code; more would leave the line.
  private static final int WIDEST = 72;

  private CodeTexts() {}

  /// What the codes look like, level by level, and what the largest ones are about.
  public static String of(CodeSurvey survey) {
    var levels =
        new TextTable()
            .number("level")
            .number("codes")
            .number("in use")
            .number("perplexity")
            .number("largest");
    var largest =
        new TextTable().number("level").number("code").number("items").text("titles nearest to it");
    for (int level = 0; level < survey.levels().size(); level++) {
      String name = String.valueOf(level + 1);
      CodeSurvey.Level of = survey.levels().get(level);
      levels.row(
          name,
          Numbers.count(of.size()),
          Numbers.count(of.used()),
          CodeSection.perplexity(of),
          Numbers.percent(of.largestShare()));
      of.largest()
          .forEach(code ->
              largest.row(
                  name,
                  String.valueOf(code.code()),
                  Numbers.count(code.items()),
                  cut(code.titles())));
    }
    return levels + CodeSection.collisions(survey) + "\n\n" + largest;
  }

  /// What begins with some codes.
  public static String of(CodePrefix prefix) {
    var steps =
        new TextTable()
            .number("level")
            .number("code")
            .number("items so far")
            .text("titles nearest to it");
    for (int level = 0; level < prefix.steps().size(); level++) {
      CodePrefix.Step step = prefix.steps().get(level);
      steps.row(
          String.valueOf(level + 1),
          String.valueOf(step.code()),
          Numbers.count(step.items()),
          cut(step.titles()));
    }
    var items = new TextTable().text("item").text("codes").text("title");
    prefix
        .shown()
        .forEach(item ->
            items.row(
                item.id(),
                item.codes().stream().map(String::valueOf).collect(Collectors.joining(",")),
                cut(item.title())));
    int more = prefix.items() - prefix.shown().size();
    String rest = more == 0 ? "" : "and " + Numbers.count(more) + " more\n";
    return steps + "\n" + items + rest + nearest(prefix);
  }

  private static String nearest(CodePrefix prefix) {
    if (prefix.nearest().isEmpty()) {
      return "";
    }
    var table =
        new TextTable()
            .number("code beside it")
            .number("distance")
            .number("items")
            .text("titles nearest to it");
    prefix
        .nearest()
        .forEach(near ->
            table.row(
                String.valueOf(near.code()),
                String.format(Locale.ROOT, "%.3f", near.distance()),
                Numbers.count(near.items()),
                cut(near.titles())));
    return "\n" + table;
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
