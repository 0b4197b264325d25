package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How every view looks: readable in both themes, and without sideways scrolling on a narrow
/// screen.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class LookBrowserTest {
  /// Address by name, and what is there when the view is.
  private static final Map<String, List<String>> VIEWS =
      Map.of(
          "welcome", List.of("#/recommend", ".starters a"),
          "recommend", List.of("#/recommend?user=u01", ".recommendation"),
          "compose", List.of("#/recommend?item=i1&item=i7&exclude=i6", ".recommendation"),
          "beams", List.of("#/beams?user=u01", "beam-tree [role=treeitem]"),
          "catalogue", List.of("#/catalogue?query=soap", ".item-line"),
          "term", List.of("#/term/soap", ".siblings li"),
          "item", List.of("#/item/i3", ".facts"),
          "report", List.of("#/report", ".chart svg"));

  /// Every visible text whose contrast is below what WCAG asks of it, in words.
  private static final String PALE_TEXTS =
      """
      () => {
        const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
        const rgba = (color) => {
          context.clearRect(0, 0, 1, 1);
          context.fillStyle = color;
          context.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
          return [r, g, b, a / 255];
        };
        const over = (top, below) => top.slice(0, 3).map((value, at) => value * top[3] + below[at] * (1 - top[3])).concat(1);
        const ground = (element) => {
          const layers = [];
          for (let at = element; at; at = at.parentElement) layers.unshift(rgba(getComputedStyle(at).backgroundColor));
          return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
        };
        const luminance = (color) => color.slice(0, 3).map((value) => value / 255)
            .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
            .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
        const pale = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const element = walker.currentNode.parentElement;
          const text = walker.currentNode.textContent.trim();
          if (!text || !element.checkVisibility() || element.closest(".visually-hidden, :disabled, script, svg, .skip-link")) continue;
          const style = getComputedStyle(element);
          const below = ground(element);
          const [light, dark] = [luminance(over(rgba(style.color), below)), luminance(below)].sort((a, b) => b - a);
          const ratio = (light + 0.05) / (dark + 0.05);
          if (ratio < 4.5) pale.push(`${ratio.toFixed(2)} "${text}" ${element.className}`);
        }
        return pale;
      }
      """;

  private static Page open(BrowserCase with, String view, int width, ColorScheme scheme) {
    List<String> about = VIEWS.getOrDefault(view, List.of());
    Page page = with.open(about.get(0), width, scheme);
    assertThat(page.locator(about.get(1)).first()).isVisible();
    return page;
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyTextIsReadable(ColorScheme scheme, BrowserCase with) {
    for (String view : VIEWS.keySet()) {
      Page page = open(with, view, 1280, scheme);
      assertThat((List<?>) page.evaluate(PALE_TEXTS)).as(view).isEmpty();
      BrowserCase.screenshot(page, view + "-" + scheme.name().toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 768})
  void nothingIsWiderThanANarrowScreen(int width, BrowserCase with) {
    for (String view : VIEWS.keySet()) {
      Page page = open(with, view, width, ColorScheme.LIGHT);
      if (view.equals("beams")) {
        page.locator(".toolbar button")
            .filter(new Locator.FilterOptions().setHasText("Unfold all"))
            .click();
      }
      Object overhang =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      BrowserCase.screenshot(page, view + "-" + width);
      assertThat(overhang).as(view).isEqualTo(0);
    }
  }

  @Test
  void theThemeIsSwitchedAndRemembered(BrowserCase with) {
    Page page = with.open("#/recommend");
    String ground = "getComputedStyle(document.body).backgroundColor";
    String ink = "getComputedStyle(document.body).color";
    Object lightGround = page.evaluate(ground);
    Object lightInk = page.evaluate(ink);

    page.locator("#theme-switch").click();

    assertThat(page.evaluate(ground)).isNotEqualTo(lightGround);
    assertThat(page.evaluate(ink)).isNotEqualTo(lightInk);
    assertThat(page.locator("#theme-switch")).hasText("Light theme");
    Object darkGround = page.evaluate(ground);
    page.reload();
    assertThat(page.evaluate(ground)).isEqualTo(darkGround);
    page.locator("#theme-switch").click();
    assertThat(page.evaluate(ground)).isEqualTo(lightGround);
  }
}
