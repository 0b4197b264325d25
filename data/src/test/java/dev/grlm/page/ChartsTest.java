package dev.grlm.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Drawings are read back: a value must be where its axis says it is.
class ChartsTest {
  private static final String ODD = "A & B <i> \"q\" 'a'";

  /// Between two ticks with their labels, the value that a place stands for.
  private static double valueAt(double place, Element low, Element high, String axis) {
    double from = Markup.number(low, axis);
    double to = Markup.number(high, axis);
    double start = labelled(low);
    return start + (place - from) / (to - from) * (labelled(high) - start);
  }

  private static double labelled(Element tick) {
    return Double.parseDouble(tick.getTextContent().replace(",", "").replace('\u2212', '-'));
  }

  @Provide
  Arbitrary<List<Double>> heights() {
    return Arbitraries.doubles().between(-50, 5000).list().ofMinSize(2).ofMaxSize(12);
  }

  @Property(tries = 100)
  void aCurveGoesThroughItsPoints(@ForAll("heights") List<Double> heights) {
    var points = new ArrayList<LineChart.Point>();
    heights.forEach(height -> points.add(new LineChart.Point(1 + points.size() * 7.0, height)));
    int named = points.size() / 2;
    Markup drawn = Markup.of(LineChart.svg("Loss", points, named, "best"));
    List<Element> ticks = drawn.all("text", "tick");
    List<Element> up = ticks.stream().filter(tick -> tick.hasAttribute("dy")).toList();
    List<Element> across = ticks.stream().filter(tick -> tick.hasAttribute("text-anchor")).toList();
    double height = labelled(up.getLast()) - labelled(up.getFirst());
    List<Element> segments = drawn.all("line", "curve");
    assertThat(segments).hasSize(points.size() - 1);
    for (int place = 1; place < points.size(); place++) {
      Element segment = segments.get(place - 1);
      double x = valueAt(Markup.number(segment, "x2"), across.getFirst(), across.getLast(), "x");
      double y = valueAt(Markup.number(segment, "y2"), up.getFirst(), up.getLast(), "y");
      assertThat(x).isCloseTo(points.get(place).x(), within(0.1));
      // a tenth of a pixel of 172
      assertThat(y).isCloseTo(points.get(place).y(), within(height / 800));
    }
    Element mark = drawn.all("circle", "mark").getFirst();
    double marked = valueAt(Markup.number(mark, "cy"), up.getFirst(), up.getLast(), "y");
    assertThat(marked).isCloseTo(heights.get(named), within(height / 800));
    assertThat(drawn.texts("text", "value")).containsExactly("best");
    assertThat(drawn.texts("title", "")).containsExactly("Loss, best");
  }

  @Test
  void aLongCurveIsThinnedAndKeepsItsEnds() {
    for (int size : new int[] {1, 240, 241, 1000, 1001}) {
      List<LineChart.Point> points =
          IntStream.range(0, size).mapToObj(x -> new LineChart.Point(x, x)).toList();
      List<LineChart.Point> shown = LineChart.thinned(points);
      assertThat(shown).hasSizeLessThanOrEqualTo(LineChart.MAXIMUM_POINTS + 1).isSubsetOf(points);
      assertThat(shown.getFirst()).isEqualTo(points.getFirst());
      assertThat(shown.getLast()).isEqualTo(points.getLast());
      assertThat(shown).isSortedAccordingTo((a, b) -> Double.compare(a.x(), b.x()));
    }
  }

  @Provide
  Arbitrary<List<Double>> values() {
    return Arbitraries.doubles().between(0, 900).list().ofMaxSize(8);
  }

  @Property(tries = 100)
  void barsAreAsLongAsTheirValues(@ForAll("values") List<Double> values) {
    List<BarChart.Bar> bars =
        values.stream()
            .map(value -> new BarChart.Bar("of " + value, "model", value, null, "= " + value))
            .toList();
    Markup drawn = Markup.of(BarChart.svg("Shares", bars));
    List<Element> ticks = drawn.all("text", "tick");
    List<Element> rows = drawn.all("rect", "bar");
    assertThat(rows).hasSameSizeAs(bars);
    double width = labelled(ticks.getLast());
    for (int row = 0; row < rows.size(); row++) {
      double value =
          valueAt(Markup.number(rows.get(row), "width"), ticks.getFirst(), ticks.getLast(), "x");
      assertThat(value).isCloseTo(values.get(row), within(width / 10_000));
      assertThat(Markup.number(rows.get(row), "y")).isBetween(row * 40.0, row * 40.0 + 40);
    }
    assertThat(drawn.texts("text", "label")).isEqualTo(bars.stream().map(b -> b.label()).toList());
    assertThat(drawn.texts("text", "value")).isEqualTo(bars.stream().map(b -> b.text()).toList());
  }

  @Test
  void aWhiskerReachesFromEndToEndAndTheAxisBeyondIt() {
    var whiskered = new BarChart.Bar("a", "model", 2, new BarChart.Interval(1, 4), "2.0");
    var plain = new BarChart.Bar("b", "floor", 3, null, "3.0");
    Markup drawn = Markup.of(BarChart.svg("", List.of(whiskered, plain)));
    assertThat(labelled(drawn.all("text", "tick").getLast())).isEqualTo(4);
    List<Element> lines = drawn.all("line", "whisker");
    assertThat(lines).hasSize(3);
    assertThat(Markup.number(lines.getFirst(), "x1")).isEqualTo(25);
    assertThat(Markup.number(lines.getFirst(), "x2")).isEqualTo(100);
    assertThat(drawn.all("rect", "floor")).hasSize(1);
    assertThat(Markup.number(drawn.all("rect", "model").getFirst(), "width")).isEqualTo(50);
  }

  @Test
  void namesAreTextWhateverTheyAre() {
    List<LineChart.Point> points = List.of(new LineChart.Point(1, 1), new LineChart.Point(2, 2));
    Markup line = Markup.of(LineChart.svg(ODD, points, 0, ODD));
    assertThat(line.texts("title", "")).containsExactly(ODD + ", " + ODD);
    Markup bars = Markup.of(BarChart.svg(ODD, List.of(new BarChart.Bar(ODD, ODD, 1, null, ODD))));
    assertThat(bars.texts("text", "value")).containsExactly(ODD);
    assertThat(bars.all("rect", "").getFirst().getAttribute("class")).isEqualTo("bar " + ODD);
    assertThat(Markup.of(BarChart.svg("none", List.of())).all("rect", "")).isEmpty();
  }
}
