package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The catalogue: found items, a term's page, an item's page, and the ways between them.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class CatalogueBrowserTest {
  @Test
  void fromASearchToATermToAnItemToARecommendation(BrowserCase with) {
    Page page = with.open("#/catalogue");
    page.getByRole(AriaRole.SEARCHBOX).fill("soap");
    page.keyboard().press("Enter");
    assertThat(page.locator(".item-line")).hasCount(6);

    page.locator(".term-jump .chip").click();
    assertThat(page.locator("h1")).hasText("soap");
    assertThat(page.locator("h1")).isFocused();
    assertThat(page.locator("#term-items")).hasText("5 items with this term");
    assertThat(page.locator(".siblings li").first()).containsText("bath");

    page.locator(".siblings .chip").first().click();
    assertThat(page.locator("h1")).hasText("bath");
    page.getByText("Natural sponge").click();
    assertThat(page.locator("h1")).hasText("Natural sponge");
    assertThat(page.locator(".facts")).containsText("Aegean");
    assertThat(page.locator(".facts")).containsText("Body care › Bath");
    assertThat(page.locator(".facts")).containsText("100 g");
    assertThat(page.locator(".item-page .item-line")).hasCount(5);

    page.getByText("What comes after it?").click();
    assertThat(page).hasURL(Pattern.compile("#/recommend\\?item=i11$"));
    assertThat(page.locator(".recommendation").first()).isVisible();
  }

  @Test
  void everyChipLeadsToItsTerm(BrowserCase with) {
    Page page = with.open("#/recommend?user=u01");
    Locator chip = page.locator(".recommendation .chip").first();
    assertThat(chip).hasAttribute("href", Pattern.compile("^#/term/\\w+$"));

    chip.click();

    assertThat(page.locator("#term-items")).isVisible();
  }

  @Test
  void namesakesLightUpTogether(BrowserCase with) {
    Page page = with.open("#/recommend?user=u01");
    page.locator(".recommendation .chip.shared").first().hover();

    assertThat(page.locator(".user-history .chip.echo").first()).isVisible();
  }

  @Test
  void anAddedItemIsMarked(BrowserCase with) {
    Page page = with.open("#/item/i12");

    assertThat(page.getByText("Added after the run")).isVisible();
  }

  @Test
  void whoSharesATermIdIsNamedBeforeItIsSaved(BrowserCase with) {
    Page page = with.open("#/edit");
    page.locator("[id^=id-]").fill("n1");
    page.locator("[id^=title-]").fill("Rose soap");
    page.getByText("Propose its Term ID").click();

    Locator collision = page.locator(".collision");
    assertThat(collision).containsText("1 other item has this Term ID");
    assertThat(collision.locator(".item-title")).hasText("Rose petal soap");
    assertThat(page.locator(".proposal .notice").first()).containsText("No word of it is known");
    assertThat(page.locator(".proposal")).containsText("Nothing is near.");
    BrowserCase.screenshot(page, "collision-light");
    Assertions.assertThat(Axe.violations(page)).isEmpty();
  }

  @Test
  void nothingFoundIsSaid(BrowserCase with) {
    Page page = with.open("#/catalogue?query=zeppelin");

    assertThat(page.locator("main")).containsText("Nothing found for “zeppelin”.");
  }
}
