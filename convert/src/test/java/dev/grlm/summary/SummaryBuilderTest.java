package dev.grlm.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Item;
import dev.grlm.source.Event;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/// A world of three items and two users, worked out by hand.
class SummaryBuilderTest {
  private static Summary world() {
    var builder = new SummaryBuilder(List.of("arts", "office"));
    builder.item(new Item("a", "Ink", "Alder", List.of(), List.of(), "", "arts", Map.of()), 0);
    builder.item(Item.titled("b", "Pen & pad"), 1);
    builder.item(Item.titled("c", ""), 1);
    int[] domainOf = {0, 1, 1};
    builder.person(new int[] {0, 1, 0}, domainOf);
    builder.history(new int[] {0, 1, 0}, new long[] {0, 60_000, 60_000}, domainOf);
    builder.cut(3, 1, 2);
    builder.person(new int[] {0}, domainOf);
    builder.history(new int[] {0}, new long[] {Event.NONE}, domainOf);
    builder.cut(1, 1, 1);
    return builder.build("leave-one-out", new TreeMap<>(Map.of("lines dropped: <odd>", 2L)));
  }

  @Test
  void figuresAreThoseWorkedOutByHand() {
    Summary summary = world();
    assertThat(List.of(summary.users(), summary.items(), summary.events()))
        .containsExactly(2L, 3L, 4L);
    assertThat(summary.itemsWithoutEvents()).isEqualTo(1);
    assertThat(summary.repeats()).isEqualTo(1);
    assertThat(summary.historiesWithRepeats()).isEqualTo(1);
    assertThat(summary.sameTime()).isEqualTo(1);
    assertThat(summary.neighbouring()).isEqualTo(2);
    assertThat(summary.length().mean()).isEqualTo(2);
    assertThat(summary.gapSeconds().maximum()).isEqualTo(60);
    assertThat(summary.lastTime()).isEqualTo("1970-01-01T00:01:00Z");
    assertThat(summary.text().get("title")).isEqualTo(new Summary.Coverage(2.0 / 3, (3 + 9) / 2.0));
    // counts 0, 1, 3: (−2·0 + 0·1 + 2·3) / (3·4)
    assertThat(summary.gini()).isEqualTo(0.5, within(1e-12));
    assertThat(summary.lengths())
        .containsExactly(new Summary.Bucket(1, 1), new Summary.Bucket(2, 1));
    assertThat(summary.domains())
        .containsExactly(
            new Summary.Domain("arts", 2, 1, 3), new Summary.Domain("office", 1, 2, 1));
    assertThat(summary.gaps())
        .extracting(Summary.Gap::pairs)
        .containsExactly(1L, 0L, 1L, 0L, 0L, 0L, 0L, 0L);
    assertThat(summary.density()).isEqualTo(4 / 6.0);
    assertThat(summary.split()).isEqualTo(new Summary.Parts("leave-one-out", 2, 1, 1, 1, 1));
    assertThat(summary.overlap()).containsExactly(new Summary.Overlap("arts", "office", 1));
  }

  @Test
  void thePageIsWellFormedAndEscapesWhatItShows() throws Exception {
    String page = SummaryPage.page(world());
    var factory = DocumentBuilderFactory.newInstance();
    String xml = page.substring(page.indexOf('\n') + 1);
    assertThat(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))))
        .isNotNull();
    assertThat(page).contains("lines dropped: &lt;odd&gt;").doesNotContain("<odd>");
    assertThat(SummaryText.table(world())).contains("users", "lines dropped: <odd>");
  }

  @Test
  void largeValuesAreWithinAFifth() {
    var histogram = new Histogram();
    for (long value = 1; value <= 1_000_000; value += 7) {
      histogram.add(value);
    }
    assertThat(histogram.quantiles().median()).isCloseTo(500_000, within(100_000.0));
    assertThat(histogram.quantiles().maximum()).isCloseTo(1_000_000, within(7.0));
  }
}
