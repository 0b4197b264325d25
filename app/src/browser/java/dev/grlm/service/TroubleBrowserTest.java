package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.grlm.service.FakeApi.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens, refusals and failures: said in words, and to be recovered from.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class TroubleBrowserTest {
  private static final String ASK = "#/recommend?user=u01";

  @BeforeEach
  void callsAreRefused(BrowserCase with) {
    with.expectRefusedCalls();
  }

  @Test
  void aTokenIsAskedForKeptAndForgotten(BrowserCase with) {
    with.api.requireToken("secret");
    Page page = with.open(ASK);
    Locator field = page.getByLabel("Bearer token");
    assertThat(field).isFocused();
    BrowserCase.screenshot(page, "login-light");

    field.fill("wrong");
    page.keyboard().press("Enter");
    assertThat(page.locator("#login-reason")).containsText("does not know this token");
    field.fill("secret");
    page.keyboard().press("Enter");

    assertThat(page.locator(".recommendation").first()).isVisible();
    assertThat(page.locator(".user-history .item-line")).hasCount(2);
    assertThat(page.evaluate("Object.values(localStorage).includes('secret')")).isEqualTo(false);
    page.reload();
    assertThat(page.locator(".recommendation").first()).isVisible();

    page.getByText("Forget token").click();
    assertThat(field).isVisible();
    assertThat(page.getByText("Forget token")).isHidden();
    assertThat(page.locator(".recommendation")).hasCount(0);
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void theLoginCanBeLeftAndTakenUpAgain(BrowserCase with) {
    with.api.requireToken("secret");
    Page page = with.open(ASK);
    page.getByLabel("Bearer token").press("Escape");
    Locator alert = page.locator(".results [role=alert]");
    assertThat(alert).containsText("A token is needed");

    alert.getByText("Try again").click();
    page.getByLabel("Bearer token").fill("secret");
    page.keyboard().press("Enter");

    assertThat(page.locator(".recommendation").first()).isVisible();
  }

  @ParameterizedTest
  @CsvSource({
    "403, the scope is missing, Not allowed",
    "400, k must be at least 1, The service refused",
    "500, , The service has a fault",
    "413, , The service refused"
  })
  void refusalsAreSaidInWords(int status, String detail, String words, BrowserCase with) {
    String said = detail == null ? "" : detail;
    with.api.fail("/v1/recommendations", new Failure(status, said, "", 1));
    Page page = with.open(ASK);

    Locator alert = page.locator(".results [role=alert]");
    assertThat(alert).containsText(words);
    assertThat(alert).containsText(said);
    alert.getByText("Try again").click();
    assertThat(page.locator(".recommendation").first()).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void aBusyServiceIsAskedAgainWhenItSaid(int status, BrowserCase with) {
    with.api.fail("/v1/recommendations", new Failure(status, "the queue is full", "2", 1));
    Page page = with.open(ASK);

    Locator alert = page.locator(".results [role=alert]");
    assertThat(alert).containsText("The service is busy");
    assertThat(alert).containsText("the queue is full.");
    assertThat(alert).containsText("wait 2 seconds");
    assertThat(alert.locator("button")).isDisabled();
    BrowserCase.screenshot(page, "busy-light-" + status);
    assertThat(alert.locator("button")).isEnabled();
    alert.locator("button").click();
    assertThat(page.locator(".recommendation").first()).isVisible();
  }

  @Test
  void aServiceThatIsGoneIsSaidInWords(BrowserCase with) {
    Page page = with.open("#/recommend");
    assertThat(page.locator(".starters a").first()).isVisible();
    page.context().setOffline(true);

    page.locator(".starters a").first().click();

    assertThat(page.locator(".results [role=alert]")).containsText("cannot be reached");
    page.context().setOffline(false);
    page.locator(".results [role=alert] button").click();
    assertThat(page.locator(".recommendation").first()).isVisible();
  }

  @ParameterizedTest
  @CsvSource({
    "#/item/none, There is no item 'none'.",
    "#/term/none, No item has the term 'none'.",
    "#/elsewhere, There is no such view",
    "#/item/%E0%A4%A, There is no such view"
  })
  void whatIsNotThereIsSaidInWords(String address, String words, BrowserCase with) {
    Page page = with.open(address);

    assertThat(page.locator("main")).containsText(words);
    assertThat(page.locator("h1")).isVisible();
  }

  @Test
  void anUnknownUserIsNoFault(BrowserCase with) {
    Page page = with.open("#/recommend?user=nobody");

    assertThat(page.locator(".user-history")).containsText("does not know this user");
    assertThat(page.locator(".legend .badge")).hasText("Popularity");
    assertThat(page.locator("[role=alert]")).hasCount(0);
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsNotSent(BrowserCase with) {
    with.api.requireToken("secret");
    Page page = with.open(ASK);
    page.getByLabel("Bearer token").fill("schlüssel→");
    page.keyboard().press("Enter");

    assertThat(page.locator("#login-reason")).containsText("letters");
    assertThat(with.api.calls()).noneMatch(call -> call.contains("→"));
  }
}
