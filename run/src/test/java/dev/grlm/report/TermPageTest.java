package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermSurvey;
import dev.grlm.neighbor.Neighbors;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class TermPageTest {
  private static TermSurvey survey(String name, Neighbors neighbors, String... lastTerms) {
    var items = List.of(Item.titled("a", "Salt & <pepper>"), Item.titled("b", "Salt"));
    var identifiers =
        new Identifiers(List.of(Identifier.of("salt", "<mill>"), Identifier.of(lastTerms)));
    return TermSurvey.of(name, new Catalog(items), identifiers, neighbors, 1);
  }

  private static final Neighbors EACH_OTHER =
      new Neighbors(new int[][] {{1}, {0}}, new float[][] {{0.75f}, {0.75f}});

  private static final List<TermSurvey> TWO =
      List.of(
          survey("first", EACH_OTHER, "salt", "<mill>"),
          survey("second & last", Neighbors.none(2), "pan", "iron"));

  /// The page without its first line parses.
  private static String wellFormed(String page) throws Exception {
    String xml = page.substring(page.indexOf('\n') + 1);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
    return page;
  }

  @Test
  void tableHasOneColumnPerSet() {
    assertThat(TermPage.table(TWO).lines())
        .anySatisfy(line -> assertThat(line).matches("Term IDs +first +second & last"))
        .anySatisfy(line -> assertThat(line).matches("items in collision groups +2 +0"))
        .anySatisfy(line -> assertThat(line).matches("distinct terms in slot 2 +1 +2"))
        .anySatisfy(line -> assertThat(line).matches("terms shared with a near neighbor +2 +–"));
  }

  @Test
  void pageLaysTwoSetsSideBySide() throws Exception {
    String page = wellFormed(TermPage.html(TWO));
    assertThat(page)
        .contains("slot 1 · first", "slot 1 · second &amp; last")
        .contains("0.2 – 0.3 · first", "100.0\u00a0% of 2 pairs")
        .contains("Salt &amp; &lt;pepper&gt;<br/>Salt", "No two items share a Term ID.")
        .doesNotContain("<pepper>", "<mill>");
  }

  @Test
  void pageOfOneSetNamesNoOther() throws Exception {
    String page = wellFormed(TermPage.html(List.of(TWO.getLast())));
    assertThat(page).contains(">slot 1<", "No neighbors are known.").doesNotContain(" · ");
  }

  @Test
  void copesWithNoItems() throws Exception {
    var none =
        TermSurvey.of(
            "none", new Catalog(List.of()), new Identifiers(List.of()), Neighbors.none(0), 1);
    assertThat(wellFormed(TermPage.html(List.of(none)))).contains("No items.");
  }
}
