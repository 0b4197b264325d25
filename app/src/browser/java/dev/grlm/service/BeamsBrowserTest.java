package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The view "Beams": a tree of terms that unfolds by mouse and by keyboard.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class BeamsBrowserTest {
  private static final String SHOWN = "[role=treeitem]:visible";

  @Test
  void atFirstTheMostProbableWayIsOpen(BrowserCase with) {
    Page page = with.open("#/beams?user=u01");

    assertThat(page.locator("[role=treeitem][aria-level='6']:visible")).not().hasCount(0);
    assertThat(page.locator("[role=tree] > [aria-expanded=true]")).hasCount(1);
    assertThat(page.locator("[role=tree] > [aria-expanded=false]")).not().hasCount(0);
    assertThat(page.locator(".beam-links path").first()).hasAttribute("d", Pattern.compile("M.*C"));
  }

  @Test
  void probabilitiesAreThoseOfThePrefixAndOfTheStep(BrowserCase with) {
    Page page = with.open("#/beams?user=u02");
    Object worst =
        page.evaluate(
            """
            async () => {
              const answer = await (await fetch("v1/recommendations:explain", {method: "POST", body: '{"user":"u02"}'})).json();
              const {beamModel, allNodes} = await import("/beam-model.js");
              const roots = beamModel(answer.beams, (id) => id);
              const inner = allNodes(roots).filter((node) => node.grounding === null && node.itemId === null);
              return Math.max(...inner.map((node) => Math.abs(1 - node.children.reduce((sum, child) => sum + child.step, 0))),
                  Math.abs(1 - roots.reduce((sum, root) => sum + root.probability, 0)));
            }
            """);

    assertThat(((Number) worst).doubleValue()).isLessThan(1e-9);
    assertThat(page.locator("[role=treeitem]").first())
        .hasAttribute("aria-label", Pattern.compile("^\\w+, probability [\\d.]+ %$"));
  }

  @Test
  void nodesUnfoldByMouse(BrowserCase with) {
    Page page = with.open("#/beams?user=u01");
    Locator folded = page.locator("[role=tree] > [aria-expanded=false]").first();
    int before = page.locator(SHOWN).count();

    Locator root = page.locator("[role=tree] > li").nth(1);
    assertThat(folded).isVisible();
    root.locator("> .beam-card").click();

    assertThat(root).hasAttribute("aria-expanded", "true");
    assertThat(page.locator(SHOWN)).not().hasCount(before);
    root.locator("> .beam-card").click();
    assertThat(root).hasAttribute("aria-expanded", "false");
    assertThat(page.locator(SHOWN)).hasCount(before);
  }

  @Test
  void theTreeIsWalkedByKeyboardAlone(BrowserCase with) {
    Page page = with.open("#/beams?user=u01");
    Locator roots = page.locator("[role=tree] > li");
    Locator first = roots.first();
    assertThat(first).isVisible();
    page.getByText("See the recommendations").focus();
    while (!(boolean) page.evaluate("document.activeElement.matches('[role=treeitem]')")) {
      page.keyboard().press("Tab");
    }
    assertThat(first).isFocused();

    page.keyboard().press("ArrowLeft");
    assertThat(first).hasAttribute("aria-expanded", "false");
    page.keyboard().press("ArrowRight");
    assertThat(first).hasAttribute("aria-expanded", "true");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("[aria-level='2']").first()).isFocused();
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    assertThat(first).isFocused();
    page.keyboard().press("End");
    assertThat(roots.last()).isFocused();
    page.keyboard().press("Enter");
    assertThat(roots.last()).hasAttribute("aria-expanded", "true");
    page.keyboard().press("Home");
    assertThat(first).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[role=treeitem]:focus")).hasAttribute("tabindex", "0");
    assertThat(page.locator("[role=treeitem][tabindex='0']")).hasCount(1);
  }

  @Test
  void anItemIsOpenedByKeyboard(BrowserCase with) {
    Page page = with.open("#/beams?user=u01");
    page.locator("[role=treeitem]").first().focus();
    for (int step = 0; step < 5; step++) {
      page.keyboard().press("ArrowRight");
    }
    assertThat(page.locator(".beam-path .chip")).hasCount(5);
    assertThat(page.locator(".beam-path .spoken li").first()).containsText("bought together with");

    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile("#/item/i\\d+$"));
  }

  @Test
  void allUnfoldsAndFolds(BrowserCase with) {
    Page page = with.open("#/beams?user=u03");
    page.getByText("Unfold all").click();
    assertThat(page.locator("[aria-expanded=false]:visible").and(page.locator("[role=treeitem]")))
        .hasCount(0);
    assertThat(page.locator("[role=treeitem]:visible")).not().hasCount(0);
    BrowserCase.screenshot(page, "beams-unfolded-light");

    page.getByText("Fold all", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("[role=treeitem][aria-level='2']:visible")).hasCount(0);
    // Who wants less motion sees the end at once.
    page.getByText("Replay").click();
    assertThat(page.locator("[aria-level='6']:visible")).not().hasCount(0);
  }

  @Test
  void replayUnfoldsLevelByLevel(BrowserCase with) {
    Page page = with.open("#/beams?user=u03");
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    page.getByText("Replay").click();

    assertThat(page.locator("[role=treeitem][aria-level='2']:visible")).hasCount(0);
    assertThat(page.locator("[role=treeitem][aria-level='2']:visible")).not().hasCount(0);
    assertThat(page.locator("[role=treeitem][aria-level='6']:visible")).hasCount(0);
    assertThat(page.locator("[role=treeitem][aria-level='6']:visible")).not().hasCount(0);
  }

  @Test
  void groundingIsNamed(BrowserCase with) {
    Page page = with.open("#/beams?user=u02");
    page.getByText("Unfold all").click();

    assertThat(page.locator(".beam .badge[data-source=exact]:visible").first()).hasText("Exact");
    assertThat(page.locator(".beam .badge[data-source=structural]:visible").first())
        .hasText("Structural");
  }

  @Test
  void withoutAHistoryThereAreNoBeams(BrowserCase with) {
    Page page = with.open("#/beams?user=newcomer");

    assertThat(page.locator(".beam-results .notice")).containsText("no beams");
  }
}
