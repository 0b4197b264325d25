package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;

/// The page at the real service, on the run of `grlm demo` with a short training.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({Chromium.class, DemoBrowserTest.BrowserOf.class})
class DemoBrowserTest {
  private final List<String> faults = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private Browser browser;
  private LiveRun live;
  private GrlmService service;

  /// Hands the shared browser over.
  static final class BrowserOf implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Chromium.browser(context);
    }
  }

  @BeforeAll
  void serveTheDemo(Browser shared, @TempDir Path folder) throws IOException {
    browser = shared;
    live =
        LiveRun.open(
            Systems.ALL, DemoRun.in(folder), folder.resolve("journal"), LiveSettings.DEFAULT);
    service =
        GrlmService.start(
            live, new GrlmService.Binding("127.0.0.1", 0), Tokens.none(), ServiceSettings.DEFAULT);
  }

  @AfterAll
  void stop() throws IOException {
    service.close();
    live.close();
  }

  @AfterEach
  void noFaults() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    assertThat(faults).isEmpty();
  }

  private Page open(String address, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(scheme));
    contexts.add(context);
    Page page = context.newPage();
    page.onPageError(error -> faults.add("page error: " + error));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        faults.add("console: " + message.text());
      }
    });
    page.navigate(service.url() + address);
    return page;
  }

  @Test
  void fromAUserToItemsToBeamsToATerm() {
    Page page = open("", ColorScheme.LIGHT);
    BrowserCase.pick(page, "User", "u001", "u0012");
    assertThat(page.locator(".recommendation")).hasCount(10);
    assertThat(page.locator(".legend .badge")).hasText("Exact");
    BrowserCase.screenshot(page, "demo-recommend-light");

    page.getByText("See the beams").click();
    Locator roots = page.locator("[role=tree] > li");
    assertThat(roots.first()).isVisible();
    int before = page.locator("[role=treeitem]:visible").count();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Unfold all")).click();
    assertThat(page.locator("[role=treeitem]:visible")).not().hasCount(before);
    BrowserCase.screenshot(page, "demo-beams-light");

    page.goBack();
    page.locator(".recommendation .chip").first().click();
    assertThat(page.locator("#term-items")).containsText("with this term");
    page.locator(".siblings .chip").first().click();
    assertThat(page.locator("#term-items")).containsText("with this term");
    BrowserCase.screenshot(page, "demo-term-light");
  }

  @Test
  void aHistoryIsComposedByKeyboardOnly() {
    Page page = open("", ColorScheme.DARK);
    page.getByLabel("A history", new Page.GetByLabelOptions().setExact(true)).focus();
    page.keyboard().press("Space");
    for (String item : live.searchItems("", 3).stream().map(one -> one.title()).toList()) {
      BrowserCase.search(page, "Add an item").focus();
      page.keyboard().type(item);
      assertThat(page.locator("search-box [role=option]").first()).containsText(item);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
    }
    assertThat(page.locator(".history-editor .item-title")).hasCount(3);
    assertThat(page.locator(".results h2")).hasText("Recommended after 3 items");
    assertThat(page.locator(".recommendation")).hasCount(10);
    BrowserCase.screenshot(page, "demo-compose-dark");
  }

  @Test
  void theBeamsAreWalkedByKeyboardOnly() {
    Page page = open("#/beams?user=u0012", ColorScheme.LIGHT);
    Locator first = page.locator("[role=tree] > li").first();
    assertThat(first).isVisible();
    first.focus();
    page.keyboard().press("ArrowLeft");
    assertThat(first).hasAttribute("aria-expanded", "false");
    page.keyboard().press("ArrowRight");
    assertThat(first).hasAttribute("aria-expanded", "true");
  }

  @Test
  void theReportStandsBesideTheFloor() {
    Page page = open("#/report", ColorScheme.DARK);
    assertThat(page.locator(".verdict")).containsText(Pattern.compile("grlm \\d\\.\\d{4}"));
    assertThat(page.locator(".floor-row")).hasCount(1);
    assertThat(page.locator(".chart svg").first()).isVisible();
    BrowserCase.screenshot(page, "demo-report-dark");
  }

  @Test
  void theApiIsLinked() {
    Page page = open("", ColorScheme.LIGHT);
    assertThat(page.request().get(service.url() + "openapi.yaml").status()).isEqualTo(200);
  }
}
