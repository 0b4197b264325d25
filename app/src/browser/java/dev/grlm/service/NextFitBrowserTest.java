package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What waits for the next fit and how the last one stands, in the view "Service" of the real
/// service; states that take long to bring about are answered in its place, as it describes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({Chromium.class, DemoBrowserTest.BrowserOf.class})
class NextFitBrowserTest {
  private static final String JUDGED =
      "{\"before\":0.1234,\"now\":0.13,\"low\":-0.001,\"high\":0.0141,\"users\":5000}";

  /// The page looks every three seconds.
  private static final HasTextOptions PATIENT = new HasTextOptions().setTimeout(20_000);

  private ServedShop shop;
  private Described described;

  @BeforeAll
  void serve(Browser browser, @TempDir Path folder) throws IOException {
    FittedShop fitted = FittedShop.fit(folder);
    shop = new ServedShop(browser, fitted.run(), folder.resolve("journal"), Tokens.none());
    described = Described.read();
  }

  @AfterAll
  void stop() throws IOException {
    shop.close();
  }

  @AfterEach
  void noFaults() {
    assertThat(shop.faults()).isEmpty();
  }

  private static String fit(String state, String why, String judged) {
    boolean goes = state.equals("working");
    boolean made = !judged.equals("null");
    return """
    {"from":"run","out":"run-2","state":"%s","why":"%s","begun":1700000000000,
     "seen":1700000060000,"stages":[
      {"name":"dataset","state":"done","begun":1700000000000,"seconds":2.5,"share":null},
      {"name":"grlm/train","state":"%s","begun":1700000003000,"seconds":%s,"share":%s},
      {"name":"report","state":"%s","begun":%s,"seconds":%s,"share":null}],"judged":%s}\
    """
        .formatted(
            state,
            why,
            made ? "done" : goes ? "working" : "stopped",
            made ? "131" : "null",
            made ? "null" : "0.62",
            made ? "done" : "waiting",
            made ? "1700000140000" : "null",
            made ? "4" : "null",
            judged);
  }

  /// The service's own answer is another one from now on.
  private void answer(Page page, long entries, String waiting, String fit) throws IOException {
    String body =
        "{\"run\":\"run\",\"entries\":%d,\"waiting\":%s,\"fit\":%s}"
            .formatted(entries, waiting, fit);
    assertThat(described.faults("GET", "/v1/next-fit", 200, Json.parse(body))).isEmpty();
    page.unroute("**/v1/next-fit");
    page.route(
        "**/v1/next-fit",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body)));
  }

  private static Locator part(Page page) {
    return page.locator("[aria-labelledby=next-title]");
  }

  private static String waiting(long at) {
    return """
    {"at":%d,"fitted":1700000000000,"events":1234,"users":321,"newItems":12,"changedItems":3,
     "erasedUsers":2,"oldest":1699990000000,"newest":1700000900000}\
    """
        .formatted(at);
  }

  @Test
  void whatComesWaits() throws Exception {
    Page page = shop.open("#/service", 1280, ColorScheme.LIGHT);
    assertThat(part(page)).containsText("there is nothing to fit anew");
    assertThat(part(page)).containsText("No next run was fitted from this journal yet");
    String event =
        "{\"events\":[{\"user\":\"u1\",\"item\":\"i9\"},{\"user\":\"u2\",\"item\":\"i9\"}]}";
    assertThat(Client.of(shop.service).post("/v1/events", event).status()).isEqualTo(200);
    Locator figures = part(page).locator(".figures > div");
    assertThat(figures.filter(new Locator.FilterOptions().setHasText("Events that wait")))
        .hasText("Events that wait2", PATIENT);
    assertThat(figures.filter(new Locator.FilterOptions().setHasText("Of users")))
        .hasText("Of users2", PATIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "working, run-2 is being fitted, 1 of 3 stages done",
    "stopped, The fit of run-2 was broken off, 'at “grlm/train”'",
    "failed, The fit of run-2 failed, the disk is full",
    "published, run-2 was fitted and published, run answers now",
    "held-back, run-2 was fitted and held back, 'worse on validation than run, which stays'",
    "finished, run-2 was fitted, It was not told to publish it",
  })
  void everyStateIsSaidInWords(String state, String title, String words) throws IOException {
    boolean made =
        state.equals("published") || state.equals("held-back") || state.equals("finished");
    Page page = shop.open("#/report", 1280, ColorScheme.LIGHT);
    String why = state.equals("failed") ? "runs/run-2: the disk is full" : "";
    answer(page, 9, waiting(1_700_000_000_000L), fit(state, why, made ? JUDGED : "null"));
    page.evaluate("location.hash = '#/service'");
    Locator said = page.locator("[data-fit]");
    assertThat(said.locator(".notice-title")).hasText(title);
    assertThat(said).containsText(words);
    assertThat(part(page)).containsText("Events that wait1,234");
    assertThat(part(page)).containsText("of a large journal that is not done every few seconds");
    assertThat(page.locator(".stages li")).hasCount(3);
    if (made) {
      assertThat(said).containsText("5,000 users: 0.1300, before 0.1234");
      assertThat(page.locator(".stages li").nth(1)).containsText("Donegrlm/train · 2 min");
    } else {
      assertThat(said).not().containsText("NDCG");
      assertThat(page.locator(".stages li").nth(1)).containsText("grlm/train · 62 %");
    }
  }

  @Test
  void aChangeIsAnnouncedAndWhatCannotBeReadHidesNothing() throws IOException {
    Page page = shop.open("#/report", 1280, ColorScheme.LIGHT);
    answer(page, 9, "null", fit("working", "", "null"));
    page.evaluate("location.hash = '#/service'");
    assertThat(part(page)).containsText("9 entries of the journal came since the run was fitted");
    assertThat(page.locator(".state")).hasText("Up");
    answer(page, 9, "null", fit("published", "", JUDGED));
    assertThat(page.locator("#announcer")).hasText("run-2 was fitted and published.", PATIENT);
    String broken =
        """
        {"from":"","out":"","state":"unreadable","why":"next-fit.json: the text ends",
         "begun":0,"seen":0,"stages":[],"judged":null}\
        """;
    answer(page, 9, waiting(1_700_000_000_000L), broken);
    assertThat(page.locator("[data-fit] .notice-title"))
        .hasText("How the last fit stands cannot be read", PATIENT);
    assertThat(page.locator(".stages")).hasCount(0);
    assertThat(page.locator(".state")).hasText("Up");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void itFitsEveryWidth(ColorScheme scheme) throws IOException {
    var found = new ArrayList<String>();
    for (String state : new String[] {"working", "failed"}) {
      Page page = shop.open("#/report", 1920, scheme);
      String why = "runs/a-folder-with-a-name/that-is-long/run-2: the disk is full";
      answer(page, 9, waiting(1_700_000_000_000L), fit(state, why, "null"));
      page.evaluate("location.hash = '#/service'");
      assertThat(page.locator("[data-fit=" + state + "]")).isVisible();
      for (int width : new int[] {1920, 1280, 768, 390, 320}) {
        page.setViewportSize(width, 900);
        String place =
            "next-fit-" + state + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        BrowserCase.screenshot(page, place);
        Axe.violations(page).forEach(violation -> found.add(place + ": " + violation));
        Object overhang =
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!overhang.equals(0)) {
          found.add(place + ": wider than the screen by " + overhang);
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
