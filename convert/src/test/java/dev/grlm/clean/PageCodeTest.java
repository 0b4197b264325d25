package dev.grlm.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts and style sheets that a scraper took for text, and titles that look a little like them.
class PageCodeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "var aPageStart = (new Date()).getTime();\nvar ue_t0=ue_t0||+new Date();",
        "var ue_t0=window.ue_t0||+new Date(); window.ue_ihb = (window.ue_ihb || 0) + 1;",
        "window.ue_ihb = (window.ue_ihb || window.ueinit || 0) + 1; if (window.ue_ihb === 1) {}",
        "(function(w,d){var s=d.createElement('script');s.async=1;})(window,document);",
        "function gtag(){dataLayer.push(arguments);} gtag('js', new Date());",
        "!function(e){return e.load()}(window);",
        "(() => { document.title = 'x'; })();",
        "const a = 5; let b = a.toString();",
        "$(document).ready(function() { $('.price').hide(); });",
        "jQuery(function ($) { return 1; });",
        "if (typeof uet == 'function') { uet('bb', 'iblOneClick'); }",
        "try { window.x.y(); } catch (e) {}",
        "P.when('A').execute(function(A){ A.on('x'); });",
        "<script>var x = 1;</script>var a = document.cookie;",
        "//<![CDATA[ var a = new Date(); //]]>",
        "/* start */ document.write(unescape('%3Cscript'));",
        "'use strict'; var a = function() {};",
        ".celwidget { color: #333; margin: 0 }",
        "#title, .a-row { font-size: 12px; }",
        "@media screen and (max-width: 600px) { .a { display: none; } }",
        "@import url(\"main.css\");",
        "body{margin:0;padding:0} a:hover{color:red;}",
      })
  void codeIsNoText(String code) {
    var cleaner = new TextCleaner();
    assertThat(cleaner.clean(code)).isEmpty();
    assertThat(cleaner.counts()).containsEntry(TextCleaner.SCRIPTS, 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JavaScript: The Good Parts; var, let and function()",
        "while(!coffee) T-Shirt; size L",
        "Function (Deluxe Edition); 2 CD",
        "var",
        "Variety pack; 12 bars {assorted}",
        "Var Tea; black",
        "if (you can dream it) mug; white",
        "Window film; 3 m, self-adhesive",
        "Document holder (A4); black",
        "console table; oak",
        "Top (black); size M",
        "The Wall {Remastered}; vinyl",
        "C++; a beginner's guide (2nd ed.)",
        "Let It Be; Naked",
        "For (Her) {Eau de Parfum} 50 ml",
        "Try {Best of}; live",
        "A Room of One's Own; Three Guineas",
        "rose = love; a novel",
        "@home: a memoir; part 1",
        "#1 Dad mug { ceramic }",
        "$5 gift card; e-mail",
        "Poster (24x36); {color: red, black}",
        "Body lotion; rose {250 ml}",
        "P.S. I love you; P.S. sequel (boxed)",
        "span (2) {bridge}",
        "new Date night box; return if unused",
      })
  void titlesThatLookALittleLikeItStay(String title) {
    var cleaner = new TextCleaner();
    assertThat(cleaner.clean(title)).isEqualTo(title);
    assertThat(cleaner.counts()).isEmpty();
  }

  @Test
  void ofAnItemOnlyTheFieldsThatAreCodeGo() {
    var cleaner = new TextCleaner();
    Item item =
        cleaner.clean(
            new Item(
                "var a = b.c();",
                "var a = b.c();",
                "<b>Alder</b>",
                List.of("Beauty", "<br>", "var a = new Date();", "Hands"),
                List.of(".x { color: red; }"),
                "soft; and &amp; nice",
                "arts",
                Map.of("care", "wash {30 °C}; dry", "seen", "window.seen = a.b();")));
    assertThat(item)
        .isEqualTo(
            new Item(
                "var a = b.c();",
                "",
                "Alder",
                List.of("Beauty", "Hands"),
                List.of(),
                "soft; and & nice",
                "arts",
                Map.of("care", "wash {30 °C}; dry", "seen", "")));
    assertThat(cleaner.counts()).containsEntry(TextCleaner.SCRIPTS, 4L);
  }

  /// So long that whatever looks again from every bracket would not end today.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.",
        "var a ",
        "a[b",
        "a{",
        "{;",
        "(function(",
        "/*",
        ".a{b:",
        "a:b;",
        "a(",
        "if ("
      })
  void aLongTextOfPiecesIsLookedAtOnce(String piece) {
    String text = piece.repeat(200_000);
    assertThat(PageCode.is("words and " + text + ";")).isFalse();
    assertThat(PageCode.is("var a = b.c(" + text + ");")).isTrue();
  }
}
