package dev.grlm.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One curve over steps, with a grid, round ticks and one point that is named.
///
/// Positions across are percentages, so the drawing fills any width while its text keeps its size.
public final class LineChart {
  private static final int TOP = 24;
  private static final int BOTTOM = 196;
  private static final int HEIGHT = 232;
  private static final double LEFT = 11;
  private static final double RIGHT = 98;

  /// More points than this cannot be told apart at any width.
  static final int MAXIMUM_POINTS = 240;

  private LineChart() {}

  /// @param x across
  /// @param y up
  public record Point(double x, double y) {}

  /// The drawing as markup.
  ///
  /// @param points not empty, x ascending
  /// @param named index of the point that carries `name`
  public static String svg(String title, List<Point> points, int named, String name) {
    Scale x = Scale.around(0, points.getLast().x(), 4);
    double low = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double high = points.stream().mapToDouble(Point::y).max().orElseThrow();
    Scale y = Scale.around(low, high, 4);
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" role=\"img\" width=\"100%%\" height=\"%d\"><title>%s</title>\n",
            HEIGHT,
            Html.escape(title + ", " + name)));
    grid(out, x, y);
    List<Point> shown = thinned(points);
    for (int index = 1; index < shown.size(); index++) {
      segment(out, x, y, shown.get(index - 1), shown.get(index));
    }
    mark(out, x, y, points.get(named), name);
    return out.append("</svg>\n").toString();
  }

  /// Every n-th point and always the last one.
  static List<Point> thinned(List<Point> points) {
    int stride = Math.ceilDiv(points.size(), MAXIMUM_POINTS);
    var shown = new ArrayList<Point>();
    for (int index = 0; index < points.size(); index += stride) {
      shown.add(points.get(index));
    }
    if (!shown.getLast().equals(points.getLast())) {
      shown.add(points.getLast());
    }
    return shown;
  }

  private static void grid(StringBuilder out, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      String height = down(y, tick);
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
              Numbers.across(LEFT),
              height,
              Numbers.across(RIGHT),
              height));
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"0\" y=\"%s\" dy=\"4\">%s</text>\n",
              height,
              y.label(tick)));
    }
    for (double tick : x.ticks()) {
      boolean last = tick > x.high() - x.step() / 2;
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
              across(x, tick),
              BOTTOM + 20,
              last ? "end" : "middle",
              x.label(tick)));
    }
  }

  private static void segment(StringBuilder out, Scale x, Scale y, Point from, Point to) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"curve\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n",
            across(x, from.x()),
            down(y, from.y()),
            across(x, to.x()),
            down(y, to.y())));
  }

  private static void mark(StringBuilder out, Scale x, Scale y, Point point, String name) {
    out.append(
        String.format(
            Locale.ROOT,
            "<circle class=\"mark\" cx=\"%s\" cy=\"%s\" r=\"4\"/>",
            across(x, point.x()),
            down(y, point.y())));
    String anchor = x.fraction(point.x()) > 0.5 ? "end" : "start";
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"value\" x=\"%s\" y=\"%s\" dy=\"-9\" text-anchor=\"%s\">%s</text>\n",
            across(x, point.x()),
            down(y, point.y()),
            anchor,
            Html.escape(name)));
  }

  private static String across(Scale scale, double value) {
    return Numbers.across(LEFT + (RIGHT - LEFT) * scale.fraction(value));
  }

  private static String down(Scale scale, double value) {
    return String.format(Locale.ROOT, "%.1f", BOTTOM - (BOTTOM - TOP) * scale.fraction(value));
  }
}
