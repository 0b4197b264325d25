package dev.grlm.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One test's page at one fake service. After the test no page error and no console error may be
/// left, but for the lines in which the browser notes that a call was refused, where the test says
/// that it refuses calls.
final class BrowserCase {
  private static final String REFUSED_CALL = "Failed to load resource";

  final FakeApi api;
  private final Browser browser;
  private final List<String> faults = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private boolean refusesCalls;

  private BrowserCase(Browser browser, FakeApi api) {
    this.browser = browser;
    this.api = api;
  }

  void expectRefusedCalls() {
    refusesCalls = true;
  }

  /// A page of a wide screen in the light theme.
  Page open(String address) {
    return open(address, 1280, ColorScheme.LIGHT);
  }

  /// A page in a context of its own, with no storage yet.
  Page open(String address, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    contexts.add(context);
    context.setDefaultTimeout(8000);
    Page page = context.newPage();
    page.onPageError(error -> faults.add("page error: " + error));
    page.onConsoleMessage(this::note);
    page.navigate(api.address() + "/" + address);
    return page;
  }

  private void note(ConsoleMessage message) {
    boolean isRefusal = message.text().startsWith(REFUSED_CALL);
    if (message.type().equals("error") && !(refusesCalls && isRefusal)) {
      faults.add("console: " + message.text());
    }
  }

  static Locator search(Page page, String label) {
    return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
  }

  /// Types into the search field and picks the suggestion with this text.
  static void pick(Page page, String label, String typed, String suggestion) {
    search(page, label).fill(typed);
    Locator option =
        page.locator("search-box [role=option]", new Page.LocatorOptions().setHasText(suggestion));
    assertThat(option.first()).isVisible();
    option.first().click();
  }

  /// The whole page as `target/screenshots/NAME.png`.
  static void screenshot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", name + ".png")));
  }

  private void close() {
    contexts.forEach(BrowserContext::close);
    api.close();
    assertThat(faults).isEmpty();
    assertThat(api.faults()).isEmpty();
  }

  /// Gives every test its own case.
  static final class Provider implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(BrowserCase.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
      var made = new BrowserCase(Chromium.browser(context), FakeApi.start());
      context.getStore(NAMESPACE).put("case", made);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      of(context).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == BrowserCase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return of(context);
    }

    private static BrowserCase of(ExtensionContext context) {
      return Objects.requireNonNull(context.getStore(NAMESPACE).get("case", BrowserCase.class));
    }
  }
}
