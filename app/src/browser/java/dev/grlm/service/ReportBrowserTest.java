package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.grlm.service.FakeApi.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The view "Report": figures with intervals beside the floor, as plots and as tables.
@ExtendWith({Chromium.class, BrowserCase.Provider.class})
class ReportBrowserTest {
  @Test
  void figuresStandBesideTheFloor(BrowserCase with) {
    Page page = with.open("#/report");

    assertThat(page.locator(".verdict").first()).containsText("grlm 0.0402");
    assertThat(page.locator(".verdict").first())
        .containsText("0.0333 of the floor (item-graph+terms)");
    assertThat(page.locator(".verdict").first()).containsText("The model is better.");
    assertThat(page.locator(".floor-row th").first()).containsText("item-graph+termsFloor");
    assertThat(page.locator("table").first().locator("tbody tr")).hasCount(6);
    assertThat(page.locator(".model-row").first()).containsText("0.0378 – 0.0426");
    assertThat(page.getByText("99 %")).isVisible();
  }

  /// Two thirds of what they are over users, of 400 persons who are 500 users.
  @Test
  void figuresOverPersonsStandBelow(BrowserCase with) {
    Page page = with.open("#/report");

    assertThat(page.getByText("400 persons are 500 users.")).isVisible();
    assertThat(page.locator(".verdict").last()).containsText("grlm 0.0268 beside 0.0222");
    assertThat(page.getByText("All rows on test over persons, with 95 % intervals")).isVisible();
    assertThat(page.locator(".model-row").nth(2)).containsText("0.0252 – 0.0284");
  }

  @Test
  void bothPlotsAreDrawn(BrowserCase with) {
    Page page = with.open("#/report");

    assertThat(page.locator(".chart svg")).hasCount(2);
    assertThat(page.locator(".chart").first()).containsText("item-graph+terms (floor)");
  }

  @Test
  void withoutTheLibraryTheTablesAreLeft(BrowserCase with) {
    with.expectRefusedCalls();
    with.api.fail("/vendor/", new Failure(404, "", "", 1));
    Page page = with.open("#/report");

    assertThat(page.getByText("The chart cannot be drawn; here are its figures.")).isVisible();
    assertThat(page.getByText("Training curve")).isVisible();
    assertThat(page.locator(".chart")).hasCount(0);
  }
}
