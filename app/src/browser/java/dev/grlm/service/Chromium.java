package dev.grlm.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The system's Chromium, started once for all browser tests; without one they are skipped.
final class Chromium implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(Chromium.class);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<Path> program = program();
    Assumptions.assumeTrue(
        program.isPresent(), () -> "skipped: none of " + NAMES + " is on the PATH");
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("chromium", key -> new Running(program.orElseThrow()), Running.class);
  }

  static Browser browser(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("chromium", key -> new Running(program().orElseThrow()), Running.class)
        .browser;
  }

  private static Optional<Path> program() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// JUnit closes it after the last test class.
  private static final class Running implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    Running(Path program) {
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      .setArgs(isRoot() ? List.of("--no-sandbox") : List.of()));
    }

    @Override
    public void close() {
      playwright.close();
    }

    private static boolean isRoot() {
      return System.getProperty("user.name", "").equals("root");
    }
  }
}
