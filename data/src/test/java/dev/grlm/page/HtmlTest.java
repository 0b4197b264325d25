package dev.grlm.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/// Pieces of markup hold what they were given, read by a parser.
class HtmlTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", " ", "&", "<", ">", "\"", "'", "&amp;", "</p>", "<!--", "]]>", "\n", "\t", "漢",
            "😀", "\u0000", "\u0007", "\u0085", "\uFFFF", "\uD83D", "\uFFFD", "{", "%s")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  /// What neither HTML nor XML can hold.
  private static String writable(String text) {
    return text.codePoints()
        .map(point -> "\u0000\u0007\u0085\uFFFF\uD83D".indexOf(point) >= 0 ? 0xFFFD : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property(tries = 300)
  void anyTextIsTextInAnElementAndInAnAttribute(@ForAll("texts") String text) {
    String escaped = Html.escape(text);
    assertThat(Markup.ofPiece(escaped).root().getTextContent()).isEqualTo(writable(text));
    Markup piece = Markup.ofPiece("<a title=\"" + escaped + "\"/>");
    // an XML parser makes blanks of line ends and tabs in an attribute
    assertThat(piece.all("a", "").getFirst().getAttribute("title"))
        .isEqualTo(writable(text).replaceAll("[\n\t]", " "));
  }

  @Property(tries = 100)
  void piecesHoldTheirTexts(@ForAll("texts") String text) {
    String expected = writable(text);
    assertThat(Markup.ofPiece(Html.paragraph(text)).texts("p", "")).containsExactly(expected);
    assertThat(Markup.ofPiece(Html.note(text)).texts("p", "note")).containsExactly(expected);
    assertThat(Markup.ofPiece(Html.tag("fill", text)).texts("span", "fill"))
        .containsExactly(expected);
    Markup section = Markup.ofPiece(Html.section("gaps", text, "<p>in it</p>"));
    assertThat(section.texts("h2", "")).containsExactly(expected);
    assertThat(section.all("section", "").getFirst().getAttribute("id")).isEqualTo("gaps");
    Markup terms = Markup.ofPiece(Html.terms(List.of(text, "rose")));
    assertThat(terms.all("span", "")).hasSize(3);
    assertThat(terms.texts("span", "").subList(1, 3)).containsExactly(expected, "rose");
    assertThat(Html.terms(List.of())).isEmpty();
  }

  @Property(tries = 50)
  void aPageIsWellFormedBehindItsFirstLine(@ForAll("texts") String title) {
    String page = Page.html(title, Html.paragraph(title));
    assertThat(page).startsWith("<!DOCTYPE html>\n");
    Markup read = Markup.of(page.substring(page.indexOf('\n') + 1));
    assertThat(read.texts("title", "")).containsExactly(writable(title));
    assertThat(read.texts("p", "")).containsExactly(writable(title));
    assertThat(read.all("script", "")).isEmpty();
    assertThat(page).doesNotContain("http:", "https:", "url(");
  }

  @Test
  void aTableHasARowPerRowAndKnowsItsNumbers() {
    var table = new HtmlTable("Words & \"counts\"", List.of("word", "#count", "<note>"));
    table.row("", List.of("<b>rose</b>", "1,204", Html.escape("a < b")));
    table.row("floor", List.of("oak", "7", ""));
    Markup read = Markup.of(table.html());
    assertThat(read.texts("caption", "")).containsExactly("Words & \"counts\"");
    List<Element> headers = read.all("th", "");
    assertThat(headers.stream().map(Element::getTextContent))
        .containsExactly("word", "count", "<note>", "rose", "oak");
    assertThat(headers.stream().map(header -> header.getAttribute("scope")))
        .containsExactly("col", "col", "col", "row", "row");
    assertThat(read.texts("td", "number")).containsExactly("1,204", "7");
    assertThat(read.texts("td", "")).containsExactly("1,204", "a < b", "7", "");
    assertThat(read.texts("tr", "floor")).containsExactly("oak7");
    assertThatThrownBy(() -> table.row("", List.of("one")))
        .hasMessage("1 cells for 3 columns: [one]");
  }

  @ParameterizedTest
  @CsvSource({
    "collisionGroups, collision groups",
    "ndcg10, ndcg10",
    "peakRssMiB, peak rss mi b",
    "users, users",
    "at5Users, at5 users",
    "'', ''",
  })
  void keysBecomeWords(String key, String words) {
    assertThat(Html.words(key)).isEqualTo(words);
    assertThat(Html.capitalized(words)).isEqualToIgnoringCase(words);
  }

  @Test
  void onlyTheFirstLetterIsMadeLarge() {
    assertThat(Html.capitalized("valid rate")).isEqualTo("Valid rate");
    assertThat(Html.capitalized("ähnlich")).isEqualTo("Ähnlich");
  }
}
