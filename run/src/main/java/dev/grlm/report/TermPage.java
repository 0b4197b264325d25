package dev.grlm.report;

import dev.grlm.identifier.Readability;
import dev.grlm.identifier.TermReport;
import dev.grlm.identifier.TermSurvey;
import dev.grlm.page.BarChart;
import dev.grlm.page.Html;
import dev.grlm.page.HtmlTable;
import dev.grlm.page.LineChart;
import dev.grlm.page.Numbers;
import dev.grlm.page.Page;
import dev.grlm.page.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// One set of Term IDs or several side by side, as a table for terminals and as a page of its own.
public final class TermPage {
  private TermPage() {}

  /// The statistics, one column per set.
  public static TextTable table(List<TermSurvey> sets) {
    var table = new TextTable().text("Term IDs");
    sets.forEach(set -> table.number(set.name()));
    rows(sets)
        .forEach((name, values) -> {
          var cells = new ArrayList<String>(List.of(name));
          cells.addAll(values);
          table.row(cells);
        });
    return table;
  }

  /// The page as text; well-formed XML after its first line.
  public static String html(List<TermSurvey> sets) {
    String names = String.join(" and ", sets.stream().map(TermSurvey::name).toList());
    return Page.html(
        "Term IDs: " + names,
        "<h1>Term IDs</h1>\n"
            + Html.paragraph(names)
            + Html.section("statistics", "Statistics", statistics(sets))
            + Html.section("slots", "Terms by slot", slots(sets))
            + Html.section("growth", "Growth of the vocabulary", growth(sets))
            + Html.section("neighbors", "Terms in common with neighbors", neighbors(sets))
            + Html.section("collisions", "Collisions", collisions(sets))
            + Html.section("examples", "Examples", examples(sets)));
  }

  private static Map<String, List<String>> rows(List<TermSurvey> sets) {
    var rows = new LinkedHashMap<String, List<String>>();
    count(rows, sets, "items", TermReport::items);
    count(rows, sets, "well-formed", TermReport::wellFormed);
    count(rows, sets, "with a repeated term", TermReport::repeatedTerms);
    count(rows, sets, "distinct Term IDs", TermReport::distinctIdentifiers);
    count(rows, sets, "items in collision groups", TermReport::collidingItems);
    count(rows, sets, "largest group", TermReport::largestGroup);
    count(rows, sets, "distinct terms", TermReport::distinctTerms);
    count(rows, sets, "terms used once", TermReport::termsUsedOnce);
    readable(rows, sets, "items with a digit in a term", Readability::withDigit);
    readable(rows, sets, "items with a bare number", Readability::withNumber);
    readable(rows, sets, "items with a unit or a quantity", Readability::withUnit);
    readable(rows, sets, "items with a term of one or two letters", Readability::withShort);
    int slots = sets.stream().mapToInt(TermPage::slots).max().orElse(0);
    for (int slot = 0; slot < slots; slot++) {
      int index = slot;
      row(
          rows,
          sets,
          "distinct terms in slot " + (slot + 1),
          set ->
              index < slots(set)
                  ? Numbers.count(set.statistics().vocabularyPerSlot().get(index))
                  : "–");
    }
    row(
        rows,
        sets,
        "terms shared with a near neighbor",
        set ->
            set.sharedByDistance().isEmpty()
                ? "–"
                : Numbers.trimmed(set.statistics().sharedWithNeighbors()));
    row(
        rows,
        sets,
        "terms shared with a random item",
        set -> Numbers.trimmed(set.statistics().sharedAtRandom()));
    return rows;
  }

  private static int slots(TermSurvey set) {
    return set.statistics().vocabularyPerSlot().size();
  }

  private static void count(
      Map<String, List<String>> rows,
      List<TermSurvey> sets,
      String name,
      ToIntFunction<TermReport> value) {
    row(rows, sets, name, set -> Numbers.count(value.applyAsInt(set.statistics())));
  }

  private static void readable(
      Map<String, List<String>> rows,
      List<TermSurvey> sets,
      String name,
      ToIntFunction<Readability> value) {
    count(rows, sets, name, report -> value.applyAsInt(report.readability()));
  }

  private static void row(
      Map<String, List<String>> rows,
      List<TermSurvey> sets,
      String name,
      Function<TermSurvey, String> cell) {
    rows.put(name, sets.stream().map(cell).toList());
  }

  private static String statistics(List<TermSurvey> sets) {
    var headers = new ArrayList<String>(List.of("Statistic"));
    sets.forEach(set -> headers.add("#" + set.name()));
    var table = new HtmlTable("Statistics of the Term IDs", headers);
    rows(sets)
        .forEach((name, values) -> {
          var cells = new ArrayList<String>(List.of(Html.escape(name)));
          values.forEach(value -> cells.add(Html.escape(value)));
          table.row("", cells);
        });
    return table.html();
  }

  /// All sets in one drawing, so that their bars have one scale.
  private static String slots(List<TermSurvey> sets) {
    int slots = sets.stream().mapToInt(TermPage::slots).max().orElse(0);
    var bars = new ArrayList<BarChart.Bar>();
    for (int slot = 0; slot < slots; slot++) {
      for (int set = 0; set < sets.size(); set++) {
        if (slot < slots(sets.get(set))) {
          int count = sets.get(set).statistics().vocabularyPerSlot().get(slot);
          bars.add(bar(sets, set, "slot " + (slot + 1), count, Numbers.count(count)));
        }
      }
    }
    return BarChart.svg("Distinct terms by slot", bars);
  }

  /// The second set has the other color, and every bar says whose it is where there are two.
  private static BarChart.Bar bar(
      List<TermSurvey> sets, int set, String label, double value, String text) {
    String whose = sets.size() > 1 ? label + " · " + sets.get(set).name() : label;
    return new BarChart.Bar(whose, set == 0 ? "slot" : "floor", value, null, text);
  }

  /// Side by side, each set under its name.
  private static String columns(List<TermSurvey> sets, Function<TermSurvey, String> part) {
    return "<div class=\"pair\">\n" + stacked(sets, part) + "</div>\n";
  }

  /// One below the other, for tables that need the whole width.
  private static String stacked(List<TermSurvey> sets, Function<TermSurvey, String> part) {
    var out = new StringBuilder();
    for (TermSurvey set : sets) {
      out.append("<div><h3>").append(Html.escape(set.name())).append("</h3>\n");
      out.append(part.apply(set)).append("</div>\n");
    }
    return out.toString();
  }

  private static String growth(List<TermSurvey> sets) {
    return columns(
            sets,
            set -> {
              var points = new ArrayList<LineChart.Point>();
              set.growth()
                  .forEach(point -> points.add(new LineChart.Point(point.items(), point.terms())));
              if (points.isEmpty()) {
                return Html.note("No items.");
              }
              String all = Numbers.count((long) points.getLast().y()) + " terms";
              return LineChart.svg("Distinct terms by items", points, points.size() - 1, all);
            })
        + Html.note(
            "Across: items in the order of the catalogue. Up: distinct terms among them, each set by its own scale.");
  }

  private static String neighbors(List<TermSurvey> sets) {
    var bars = new ArrayList<BarChart.Bar>();
    for (int bin = 0; bin < TermSurvey.BINS; bin++) {
      for (int set = 0; set < sets.size(); set++) {
        for (TermSurvey.Distance part : sets.get(set).sharedByDistance()) {
          if (part.bin() == bin) {
            String label = String.format(Locale.ROOT, "%.1f – %.1f", part.from(), part.to());
            String text =
                Numbers.percent(part.shared()) + " of " + Numbers.count(part.pairs()) + " pairs";
            bars.add(bar(sets, set, label, part.shared(), text));
          }
        }
      }
    }
    if (bars.isEmpty()) {
      return Html.note("No neighbors are known.");
    }
    return BarChart.svg("Share of terms in common by cosine distance", bars)
        + Html.note(
            "By cosine distance of an item and its neighbor: the mean share of the item's terms that"
                + " the neighbor has, whatever the slot.");
  }

  private static String collisions(List<TermSurvey> sets) {
    return stacked(
        sets,
        set -> {
          if (set.collisionGroups().isEmpty()) {
            return Html.note("No two items share a Term ID.");
          }
          var table =
              new HtmlTable("Largest collision groups", List.of("Term ID", "#Items", "Titles"));
          for (TermSurvey.Group group : set.collisionGroups()) {
            String titles =
                String.join("<br/>", group.titles().stream().map(Html::escape).toList());
            String more = group.items() > group.titles().size() ? "<br/>…" : "";
            table.row(
                "",
                List.of(Html.terms(group.terms()), Numbers.count(group.items()), titles + more));
          }
          return table.html();
        });
  }

  private static String examples(List<TermSurvey> sets) {
    return stacked(
        sets,
        set -> {
          var table = new HtmlTable("Examples", List.of("Item", "Term ID"));
          for (TermSurvey.Example example : set.examples()) {
            table.row("", List.of(Html.escape(example.title()), Html.terms(example.terms())));
          }
          return table.html();
        });
  }
}
