package dev.grlm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {
  private static final List<String> MARKUP =
      List.of(
          "<b>", "</P>", "<br/>", "<a href='x'>", "<h1\n>", "<!-- a > b -->", "<!DOCTYPE html>");

  /// Each looks like markup and is none.
  private static final List<String> OTHER =
      List.of(
          " < ", "<3 ", "<Limited Edition>", "<bold>", "</>", "< b>", "<b2b>", "<<", "<!x>", ">");

  @ParameterizedTest
  @ValueSource(strings = {"a<b>c", "</p>", "<BR/>", "<!-- -->", "x <!doctype y> z", "< <i\t>"})
  void aKnownNameThatEndsIsMarkupWhereTheTagEnds(String text) {
    assertThat(new Markup(text).isThere()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<b",
        "<!--",
        "<!-->",
        "<!--->",
        "-->",
        "<b-c>",
        "<img src='x'",
        "<\u00e9>",
        "</",
        "<p"
      })
  void withoutAnEndThereIsNone(String text) {
    assertThat(new Markup(text).isThere()).isFalse();
    assertThat(new Markup(text).only()).isEqualTo(text.replace("<", "&lt;"));
  }

  /// Texts of pieces of which it is known what each is; nothing of one goes on in the next.
  @Property(tries = 300)
  void everyOtherBracketBecomesAnEntity(
      @ForAll @Size(max = 12) List<@IntRange(max = 16) Integer> pieces) {
    var text = new StringBuilder();
    var only = new StringBuilder();
    for (int piece : pieces) {
      boolean markup = piece < MARKUP.size();
      String word = markup ? MARKUP.get(piece) : OTHER.get(piece - MARKUP.size());
      text.append(word).append('.');
      only.append(markup ? word : word.replace("<", "&lt;")).append('.');
    }
    var read = new Markup(text.toString());
    assertThat(read.only()).isEqualTo(only.toString());
    assertThat(read.isThere()).isEqualTo(pieces.stream().anyMatch(piece -> piece < MARKUP.size()));
  }
}
