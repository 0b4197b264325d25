package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The view "Recommend": from a user or a composed history to items and their reasons.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class RecommendBrowserTest {
  @Test
  void aUserIsFoundAndRecommendedTo(BrowserCase with) {
    Page page = with.open("");

    BrowserCase.pick(page, "User", "u01", "u01");

    Locator items = page.locator(".recommendation");
    assertThat(items).hasCount(10);
    assertThat(page.locator(".results h2")).hasText("Recommended for u01");
    assertThat(page.locator(".user-history .item-title"))
        .hasText(new String[] {"Rose petal soap", "Lavender soap bar"});
    assertThat(page).hasURL(Pattern.compile("#/recommend\\?user=u01$"));
    assertThat(page.locator("#announcer")).containsText("10 recommendations");
  }

  @Test
  void theReasonIsMarkedAndSaid(BrowserCase with) {
    Page page = with.open("#/recommend?user=u02");

    Locator first = page.locator(".recommendation").first();
    assertThat(first.locator("h3")).hasText("Lavender soap bar");
    assertThat(first.locator(".item-facts")).hasText("i2 · Alder & Sons · Bath");
    assertThat(first.locator(".chip.shared")).hasCount(2);
    assertThat(first.locator(".chip.shared").first()).hasText("lavender (in the history too)");
    assertThat(first.locator(".badge")).hasCount(0);
    Locator third = page.locator(".recommendation").nth(2);
    assertThat(third.locator(".badge")).hasText("Structural");
    assertThat(third.locator(".grounding")).containsText("set”");
    assertThat(page.locator(".recommendation").nth(6).locator(".badge")).hasText("Fallback");
    assertThat(page.locator(".legend .badge")).hasText("Exact");
    assertThat(page.locator(".legend .grounding")).containsText("but for 5 items that say so");
  }

  @Test
  void whatSpokeForAnItemIsSaidStrongestFirst(BrowserCase with) {
    Page page = with.open("#/recommend?user=u01");

    Locator spoken = page.locator(".recommendation").first().locator(".spoken li");
    assertThat(spoken)
        .hasText(
            new String[] {
              "×20 as likely: bought together with Rose petal soap", "×4.1 as likely: the model"
            });
    assertThat(spoken.first().locator("a")).hasAttribute("href", Pattern.compile("#/item/i\\d+$"));
    Locator ofThird = page.locator(".recommendation").nth(2).locator(".spoken li");
    assertThat(ofThird).hasCount(5);
    assertThat(ofThird.nth(2)).hasClass("against");
    assertThat(ofThird.last()).hasText("Weaker: terms in common, titles in common.");
    assertThat(page.locator(".recommendation").nth(6).locator(".spoken")).hasCount(0);
    assertThat(asked(with).getLast()).contains("\"reasons\":true");
  }

  @Test
  void aUserIsPickedByKeyboardAlone(BrowserCase with) {
    Page page = with.open("");
    BrowserCase.search(page, "User").focus();
    assertThat(page.locator("[role=option]")).hasCount(5);

    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[role=option]").nth(1)).hasAttribute("aria-selected", "true");
    page.keyboard().press("Enter");

    assertThat(page.locator(".results h2")).hasText("Recommended for u02");
  }

  @Test
  void aHistoryIsComposed(BrowserCase with) {
    Page page = with.open("");
    page.getByLabel("A history", new Page.GetByLabelOptions().setExact(true)).check();
    BrowserCase.pick(page, "Add an item", "rose bath", "Rose bath oil");
    BrowserCase.pick(page, "Add an item", "honey", "Honey and oat soap");
    BrowserCase.pick(page, "Add an item", "brush", "Shaving brush");
    Locator rows = page.locator(".history-editor .item-title");
    assertThat(rows).hasText(new String[] {"Rose bath oil", "Honey and oat soap", "Shaving brush"});

    press(page, "Move Shaving brush up");
    assertThat(rows).hasText(new String[] {"Rose bath oil", "Shaving brush", "Honey and oat soap"});
    assertThat(button(page, "Move Shaving brush up")).isFocused();
    press(page, "Remove Rose bath oil");
    assertThat(rows).hasText(new String[] {"Shaving brush", "Honey and oat soap"});

    assertThat(page.locator(".results h2")).hasText("Recommended after 2 items");
    assertThat(page).hasURL(Pattern.compile("item=i12&item=i8$"));
    page.reload();
    assertThat(rows).hasText(new String[] {"Shaving brush", "Honey and oat soap"});
    page.goBack();
    assertThat(rows).hasText(new String[] {"Rose bath oil", "Shaving brush", "Honey and oat soap"});
  }

  @Test
  void filtersGoAlong(BrowserCase with) {
    Page page = with.open("#/recommend?user=u01");
    page.locator("summary").click();
    page.getByLabel("How many items").fill("3");
    page.keyboard().press("Tab");
    assertThat(page.locator(".recommendation")).hasCount(3);

    page.getByLabel("Only of these categories").fill("Face");
    page.keyboard().press("Enter");
    assertThat(page.locator(".recommendation")).hasCount(2);

    BrowserCase.pick(page, "Without these items", "brush", "Shaving brush");
    assertThat(page.locator(".recommendation h3")).hasText(new String[] {"Beeswax lip balm"});
    assertThat(page.locator(".filter-count")).hasText("3 in use");
    String body = with.api.calls().getLast();
    assertThat(body).contains("\"k\":3", "\"categories\":[\"Face\"]", "\"exclude\":[\"i12\"]");

    press(page, "Remove Shaving brush");
    assertThat(page.locator(".recommendation")).hasCount(2);
  }

  @Test
  void whatIsNotInTheCatalogueIsNamed(BrowserCase with) {
    Page page = with.open("#/recommend?user=u04");

    assertThat(page.locator(".results .notice")).containsText("1 item of the history");
    assertThat(page.locator(".results .notice")).containsText("gone");
  }

  @Test
  void withoutAHistoryPopularityIsNamed(BrowserCase with) {
    Page page = with.open("#/recommend?user=newcomer");

    assertThat(page.locator(".results .notice")).containsText("no history to go by");
    assertThat(page.locator(".legend .badge")).hasText("Popularity");
    assertThat(page.locator(".recommendation .badge")).hasCount(0);
  }

  @Test
  void titlesAreShownAsTextNotAsMarkup(BrowserCase with) {
    Page page = with.open("#/recommend?user=u01");

    assertThat(page.getByText(FakeShop.HOSTILE_TITLE)).isVisible();
    assertThat(page.locator("main script, main b")).hasCount(0);
  }

  @Test
  void aLateAnswerDoesNotReplaceANewerOne(BrowserCase with) {
    with.api.delay("{\"user\":\"u02\"", 900);
    Page page = with.open("#/recommend?user=u02");

    page.evaluate("location.hash = '#/recommend?user=u03'");

    assertThat(page.locator(".results h2")).hasText("Recommended for u03");
    page.waitForTimeout(1200);
    assertThat(page.locator(".results h2")).hasText("Recommended for u03");
    assertThat(asked(with)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void theHistoryOfAUserBecomesAHistoryToEdit(BrowserCase with) {
    Page page = with.open("#/recommend?user=u03");
    assertThat(page.locator(".user-history .item-line")).hasCount(6);
    press(page, "Show all 8");
    assertThat(page.locator(".user-history .item-line")).hasCount(8);

    press(page, "Edit as a history");

    assertThat(page.locator(".history-editor li .item-title")).hasCount(8);
    assertThat(page.locator(".results h2")).hasText("Recommended after 8 items");
  }

  @Test
  void withoutASecondRunNothingIsOfferedToCompare(BrowserCase with) {
    Page page = with.open("#/recommend?user=u02&beside=1");

    assertThat(page.locator(".results > .recommendations .recommendation")).hasCount(10);
    assertThat(page.locator(".choice")).isHidden();
  }

  private static List<String> asked(BrowserCase with) {
    return with.api.calls().stream().filter(call -> call.startsWith("POST")).toList();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static void press(Page page, String name) {
    button(page, name).click();
  }
}
