package dev.grlm.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Horizontal bars from zero, each under its label, with an optional 95 % whisker.
///
/// Positions across are percentages, so the drawing fills any width while its text keeps its size.
public final class BarChart {
  private static final int ROW_HEIGHT = 40;
  private static final int AXIS_HEIGHT = 26;

  private BarChart() {}

  /// The whisker of a bar, ends included.
  public record Interval(double low, double high) {}

  /// @param kind CSS class: `model`, `floor` or `published`
  /// @param text the value as it is printed
  public record Bar(
      String label, String kind, double value, @Nullable Interval interval, String text) {
    double reach() {
      return interval == null ? value : Math.max(value, interval.high());
    }
  }

  /// The drawing as markup.
  public static String svg(String title, List<Bar> bars) {
    double highest = bars.stream().mapToDouble(Bar::reach).max().orElse(0);
    Scale scale = Scale.around(0, highest, 4);
    int bottom = bars.size() * ROW_HEIGHT;
    var out = new StringBuilder();
    String values =
        bars.stream().map(bar -> bar.label() + " " + bar.text()).collect(Collectors.joining(", "));
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" role=\"img\" width=\"100%%\" height=\"%d\"><title>%s</title>\n",
            bottom + AXIS_HEIGHT,
            Html.escape(title + ": " + values)));
    for (int row = 0; row < bars.size(); row++) {
      bar(out, bars.get(row), scale, row * ROW_HEIGHT);
    }
    axis(out, scale, bottom);
    return out.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder out, Bar bar, Scale scale, int top) {
    String kind = Html.escape(bar.kind());
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"label %s\" x=\"0\" y=\"%d\">%s</text>",
            kind,
            top + 14,
            Html.escape(bar.label())));
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"value\" x=\"100%%\" y=\"%d\" text-anchor=\"end\">%s</text>",
            top + 14,
            Html.escape(bar.text())));
    out.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"bar %s\" x=\"0\" y=\"%d\" width=\"%s\" height=\"9\"/>",
            kind,
            top + 21,
            across(scale, bar.value())));
    Interval interval = bar.interval();
    if (interval != null) {
      String low = across(scale, interval.low());
      String high = across(scale, interval.high());
      int middle = top + 25;
      line(out, low, middle + 0.5, high, middle + 0.5);
      line(out, low, middle - 3.5, low, middle + 4.5);
      line(out, high, middle - 3.5, high, middle + 4.5);
    }
    out.append('\n');
  }

  private static void line(StringBuilder out, String x1, double y1, String x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"whisker\" x1=\"%s\" y1=\"%.1f\" x2=\"%s\" y2=\"%.1f\"/>",
            x1,
            y1,
            x2,
            y2));
  }

  private static void axis(StringBuilder out, Scale scale, int top) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"0\" y1=\"%d.5\" x2=\"100%%\" y2=\"%d.5\"/>",
            top,
            top));
    List<Double> ticks = scale.ticks();
    for (int tick = 0; tick < ticks.size(); tick++) {
      String anchor = tick == 0 ? "start" : tick == ticks.size() - 1 ? "end" : "middle";
      String x = across(scale, ticks.get(tick));
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"axis\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>",
              x,
              top,
              x,
              top + 5));
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>",
              x,
              top + 19,
              anchor,
              scale.label(ticks.get(tick))));
    }
    out.append('\n');
  }

  private static String across(Scale scale, double value) {
    return Numbers.across(100 * Math.clamp(scale.fraction(value), 0, 1));
  }
}
