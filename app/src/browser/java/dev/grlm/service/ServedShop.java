package dev.grlm.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.grlm.io.RunListener;
import dev.grlm.live.Experiment;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real service on a run, with the pages that were opened at it. Faults of a page are gathered:
/// its errors, and those in its console.
final class ServedShop implements AutoCloseable {
  final LiveRun live;
  final GrlmService service;
  private final Browser browser;
  private final List<String> faults = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  ServedShop(Browser browser, Path run, Path journal, Tokens tokens) throws IOException {
    this(browser, run, journal, tokens, null);
  }

  /// @param experiment null for none
  ServedShop(
      Browser browser, Path run, Path journal, Tokens tokens, @Nullable Experiment experiment)
      throws IOException {
    this.browser = browser;
    this.live =
        LiveRun.open(
            Systems.ALL, run, journal, LiveSettings.DEFAULT, experiment, RunListener.silent());
    this.service =
        GrlmService.start(
            live, new GrlmService.Binding("127.0.0.1", 0), tokens, ServiceSettings.DEFAULT);
  }

  /// A page in a context of its own.
  Page open(String address, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    contexts.add(context);
    Page page = context.newPage();
    page.onPageError(error -> faults.add("page error: " + error));
    page.onConsoleMessage(message -> {
      // The browser notes a refused call; the page says it in words.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
        faults.add("console: " + message.text());
      }
    });
    page.navigate(service.url() + address);
    return page;
  }

  /// Closes the pages, and gives what went wrong on them.
  List<String> faults() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> found = List.copyOf(faults);
    faults.clear();
    return found;
  }

  @Override
  public void close() throws IOException {
    contexts.forEach(BrowserContext::close);
    service.close();
    live.close();
  }
}
