package dev.grlm.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codebook.CodeSurvey;
import dev.grlm.system.RowKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  @TempDir Path folder;

  @Test
  void writesTheWholePage() throws Exception {
    Path file = folder.resolve("report.html");
    HtmlReport.write(ReportFixture.full(), file);
    Document page = parsed(Files.readString(file));
    assertThat(texts(page, "//section/@id"))
        .containsExactly(
            "headline",
            "metrics",
            "paired",
            "slices",
            "training",
            "identifiers",
            "generation",
            "stages",
            "dataset",
            "users");
  }

  @Test
  void needsNoNetworkAndNoScript() {
    assertThat(HtmlReport.page(ReportFixture.full()))
        .doesNotContain("http", "<script", "<link", "<img", "src=", "@import", "url(");
  }

  @Test
  void showsTheModelBesideTheFloorItIsComparedWith() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.full()));
    assertThat(texts(page, "//*[contains(@class,'figure ')]/p[@class='big']"))
        .containsExactly("0.0581", "0.0555", "+0.0026");
  }

  @Test
  void printsTheBestOfEveryColumnInBold() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.full()));
    assertThat(texts(page, "//section[@id='metrics']//strong/ancestor::tr/th/text()"))
        .containsOnly("grlm");
    assertThat(texts(page, "//section[@id='metrics']//tbody//strong")).hasSize(7);
  }

  @Test
  void showsEveryRowByGroups() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.full()));
    String section = "//section[@id='slices']/details";
    assertThat(texts(page, section + "//thead//th"))
        .containsExactly("Row", "1 to 4: 1,199 users", "5 to 9: 1 user");
    assertThat(texts(page, section + "//tbody/tr/*"))
        .containsExactly(
            "popularity",
            "0.0155 / 0.0310",
            "0.0370 / 0.0740",
            "grlm",
            "0.0310 / 0.0620",
            "0.0740 / 0.1480");
  }

  @Test
  void showsEveryRowOverPersons() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.overPersons()));
    String section = "//section[@id='persons']";
    assertThat(texts(page, section + "/p"))
        .singleElement()
        .asString()
        .startsWith("800 persons are 1,200 users.");
    assertThat(texts(page, section + "//tbody/tr/*"))
        .containsExactly(
            "item-graph+terms-tuned",
            "0.0500",
            "0.1000",
            "grlm",
            "0.0600",
            "0.1200",
            "item-graph+terms-tuned",
            "0.0400 – 0.0600",
            "–",
            "grlm",
            "0.0500 – 0.0700",
            "–",
            "grlm",
            "NDCG@10",
            "+0.0100",
            "−0.0100 … +0.0300",
            "not told apart from the floor",
            "minus popularity",
            "NDCG@10",
            "+0.0350",
            "+0.0300 … +0.0400",
            "above that row");
    assertThat(texts(page, section + "//strong")).containsExactly("0.0600", "0.1200");
  }

  @Test
  void marksHits() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.full()));
    assertThat(texts(page, "//article/h3/span")).containsExactly("hit at rank 2", "missed");
    assertThat(texts(page, "//tr[@class='hit']/th")).containsExactly("2");
  }

  @Test
  void isAccessible() throws Exception {
    Document page = parsed(HtmlReport.page(ReportFixture.full()));
    assertThat(texts(page, "//th[not(@scope)]")).isEmpty();
    assertThat(texts(page, "//table[not(caption)]")).isEmpty();
    assertThat(texts(page, "//svg[@role='img']/*[1][self::title]")).isNotEmpty();
    assertThat(texts(page, "//svg[not(@role='img' and *[1][self::title]) and not(@aria-hidden)]"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></svg></table>",
        "]]> &amp; &lt; <!-- %s %d",
        "bell \u0007 and null \0"
      })
  void hostileTextStaysText(String title) throws Exception {
    Document page = parsed(HtmlReport.page(hostile(title)));
    String shown = title.replaceAll("\\p{Cntrl}", "\uFFFD");
    assertThat(texts(page, "//article//p[@class='target']/span[@class='title']").getFirst())
        .isEqualTo(shown);
    assertThat(texts(page, "//h1")).containsExactly(shown);
    assertThat(texts(page, "//script | //img | //@onerror | //@onmouseover")).isEmpty();
  }

  @Test
  void givesTheSameBytesInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = HtmlReport.page(ReportFixture.full());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HtmlReport.page(ReportFixture.full())).isEqualTo(expected);
      Locale.setDefault(Locale.GERMANY);
      assertThat(HtmlReport.page(ReportFixture.full())).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void leavesOutSectionsWithoutContent() throws Exception {
    Report full = ReportFixture.full();
    var floorOnly =
        new Report(
            "validation",
            0,
            "",
            full.repeats(),
            new Report.Counts("empty", 0, 0, 0, Map.of()),
            null,
            full.results().subList(0, 2),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            null,
            Map.of());
    Document page = parsed(HtmlReport.page(floorOnly));
    assertThat(texts(page, "//section/@id")).containsExactly("headline", "metrics", "dataset");
    assertThat(texts(page, "//*[@class='figure floor']/p[@class='big']")).containsExactly("0.0435");
  }

  @Test
  void drawsACurveOfOnePoint() throws IOException {
    var point = new Report.TrainingPoint("grlm", 0, 0, 0.0);
    Report full = ReportFixture.full();
    var one =
        new Report(
            full.split(),
            full.users(),
            full.protocol(),
            full.repeats(),
            full.dataset(),
            null,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(point),
            List.of(),
            Map.of(),
            List.of(),
            null,
            Map.of());
    assertThat(HtmlReport.page(one)).contains("<circle").doesNotContain("NaN", "Infinity");
  }

  private static CodeSurvey survey(String titles) {
    var code = new CodeSurvey.Code(7, 3, .75, titles);
    var level = new CodeSurvey.Level(8, 2, 1.75, List.of(code));
    return new CodeSurvey(4, .5, .25, 2, 2, List.of(level));
  }

  /// The text in every place where a report can hold text.
  private static Report hostile(String text) {
    Report full = ReportFixture.titled(text);
    Report.Result row = full.results().getLast();
    return new Report(
        text,
        3,
        text,
        full.repeats(),
        new Report.Counts(text, 1, 2, 3, Map.of(text, 4L)),
        null,
        List.of(
            new Report.Result(
                text,
                text,
                text,
                RowKind.SYSTEM,
                text,
                Map.of(text, 0.5, "ndcg@10", 0.1),
                Map.of(text, new Report.Interval(0, 1)),
                row.pairedToFloor() == null ? null : Map.of(text, new Report.Difference(0, 0, 0)),
                0,
                0)),
        List.of(new Report.Published(text, text, Map.of("ndcg@10", 0.2))),
        Map.of(text, text, "slots " + text, List.of(1, 2)),
        Map.of(text, Report.GenerationShares.ofOlder(0, 0, 0, 0)),
        List.of(new Report.Stage(text, 1, 1, text)),
        full.training(),
        full.samples(),
        Map.of(text, new Report.Difference(0, 0, 0)),
        List.of(
            new Report.Slices(
                text,
                List.of(
                    new Report.Slice(text, 1, Map.of(text, Map.of("ndcg@10", 0.1))),
                    new Report.Slice("other", 2, Map.of())))),
        null,
        Map.of("tiger", survey(text)));
  }

  private static Document parsed(String page) throws Exception {
    String xml = page.replaceFirst("<!DOCTYPE html>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> texts(Document page, String path) throws XPathExpressionException {
    var nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> nodes.item(index).getTextContent().strip())
        .toList();
  }
}
