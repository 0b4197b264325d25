package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.grlm.service.FakeApi.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two runs side by side in the view "Recommend". The second one leaves out the first three items
/// of the first.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class BesideBrowserTest {
  private static final String BOTH = "#/recommend?user=u02&beside=1";

  private static Locator list(Page page, String arm) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + arm + ": ")));
  }

  private static Locator items(Page page, String arm) {
    return list(page, arm).locator(".recommendation");
  }

  private static List<String> asked(BrowserCase with) {
    return with.api.calls().stream().filter(call -> call.startsWith("POST")).toList();
  }

  @Test
  void bothListsSayWhatTheyShare(BrowserCase with) {
    with.api.serveAgainst("toy-shop-2");
    Page page = with.open("#/recommend?user=u02");
    assertThat(page.locator(".results > .recommendations .recommendation")).hasCount(10);

    page.getByLabel("Both runs side by side").check();

    assertThat(page).hasURL(Pattern.compile("user=u02&beside=1$"));
    assertThat(items(page, "A")).hasCount(10);
    assertThat(items(page, "B")).hasCount(8);
    String words = "7 items stand in both lists, none at the same place; 3 only in A, 1 only in B.";
    assertThat(page.locator(".in-common")).hasText(words);
    assertThat(page.locator("#announcer")).hasText(words);
    assertThat(items(page, "A").first().locator(".mark")).hasText("Only in A");
    assertThat(items(page, "A").nth(3).locator(".mark")).hasText("In both at 1 in B");
    assertThat(items(page, "B").first().locator(".mark")).hasText("In both at 4 in A");
    assertThat(items(page, "B").last().locator(".mark")).hasText("Only in B");
    assertThat(items(page, "A").nth(3).locator("h4"))
        .hasText(String.valueOf(items(page, "B").first().locator("h4").textContent()));
    assertThat(list(page, "B").locator("h3")).hasText("B: toy-shop-2");
    List<String> calls = asked(with);
    assertThat(calls.subList(1, 3)).anyMatch(call -> call.contains("\"arm\":\"A\""));
    assertThat(calls.subList(1, 3)).anyMatch(call -> call.contains("\"arm\":\"B\""));

    page.getByLabel("Both runs side by side").uncheck();

    assertThat(page.locator(".results > .recommendations .recommendation")).hasCount(10);
    assertThat(page.locator(".beside")).hasCount(0);
    assertThat(asked(with).getLast()).doesNotContain("arm");
  }

  @Test
  void whatOneSideRefusesHidesNothingOfTheOther(BrowserCase with) {
    with.expectRefusedCalls();
    with.api.serveAgainst("toy-shop-2");
    with.api.fail("\"arm\":\"B\"", new Failure(500, "it failed; id 7", "", 1));
    Page page = with.open(BOTH);

    assertThat(items(page, "A")).hasCount(10);
    assertThat(list(page, "B").getByRole(AriaRole.ALERT)).containsText("it failed; id 7");
    assertThat(page.locator(".in-common")).containsText("nothing can be compared");
    assertThat(items(page, "A").first().locator(".mark")).isHidden();

    page.getByText("Try again").click();

    assertThat(items(page, "B")).hasCount(8);
    assertThat(page.locator(".in-common")).containsText("7 items stand in both");
    assertThat(items(page, "A").first().locator(".mark")).hasText("Only in A");
    assertThat(asked(with)).filteredOn(call -> call.contains("\"arm\":\"A\"")).hasSize(1);
  }

  @Test
  void neitherSideWaitsForTheOther(BrowserCase with) {
    with.api.serveAgainst("toy-shop-2");
    with.api.delay("\"arm\":\"B\"", 3000);
    Page page = with.open(BOTH);

    assertThat(items(page, "A")).hasCount(10);
    assertThat(list(page, "B").locator(".waiting")).isVisible();
    page.evaluate("location.hash = '#/recommend?user=u03&beside=1'");
    assertThat(page.locator(".results h2")).hasText("Recommended for u03");
    assertThat(items(page, "B").first().locator(".mark")).hasText(Pattern.compile("in A$"));
  }

  @Test
  void itIsTurnedOnByKeyboardAndSavedByRun(BrowserCase with) {
    with.api.serveAgainst("toy-shop-2");
    Page page = with.open("#/recommend?user=u02");
    assertThat(page.locator(".choice")).isVisible();
    for (int step = 0; step < 60 && !isOn(page, ".choice input"); step++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Space");
    assertThat(items(page, "B")).hasCount(8);
    assertThat(page.locator(".choice input")).isFocused();
    Download saved = page.waitForDownload(() -> list(page, "B").getByText("Save as JSON").click());
    assertThat(saved.suggestedFilename()).isEqualTo("recommendations-u02-B.json");
  }

  private static boolean isOn(Page page, String selector) {
    return (boolean) page.evaluate("one => document.activeElement.matches(one)", selector);
  }

  /// Beside each other where there is room, under each other on a phone.
  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void itFitsEveryWidth(ColorScheme scheme, BrowserCase with) {
    with.api.serveAgainst("toy-shop-with-a-name-that-is-longer-than-most-names-of-runs-are");
    Page page = with.open(BOTH, 1920, scheme);
    assertThat(items(page, "B")).hasCount(8);
    var found = new ArrayList<String>();
    for (int width : new int[] {1920, 1280, 1024, 768, 390, 320}) {
      page.setViewportSize(width, 900);
      String place = "beside-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
      BrowserCase.screenshot(page, place);
      Axe.violations(page).forEach(violation -> found.add(place + ": " + violation));
      Object overhang =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      Object columns =
          page.evaluate(
              "new Set([...document.querySelectorAll('.run-list')]"
                  + ".map(one => one.getBoundingClientRect().left)).size");
      assertThat(List.of(overhang, columns)).as(place).isEqualTo(List.of(0, width < 500 ? 1 : 2));
    }
    assertThat(found).isEmpty();
  }
}
