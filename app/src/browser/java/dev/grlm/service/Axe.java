package dev.grlm.service;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What axe-core has against a page, by all of its rules. Its script is evaluated by the browser's
/// driver, so that the page's content security policy need not allow it.
final class Axe {
  private static final String SCRIPT = script();
  private static final String RUN =
      """
      async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
          .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`))
      """;

  private Axe() {}

  private static String script() {
    try (InputStream stream = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The rule and the element of each; empty where there is none.
  static List<String> violations(Page page) {
    page.evaluate(SCRIPT + "; undefined");
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }
}
